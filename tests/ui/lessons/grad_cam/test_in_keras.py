"""The Keras code of the lesson runs and gives the map that core gives."""

import numpy as np
import pytest
from PIL import Image

from core.networks.explaining.cam_methods import METHODS, heatmap
from ui.lessons.grad_cam.in_keras import activation_map


@pytest.fixture(scope="module")
def network(keras):
    keras.utils.set_random_seed(4)
    return keras.applications.MobileNetV2(weights=None, classifier_activation=None)


@pytest.mark.parametrize("class_index", [285, None])
@pytest.mark.parametrize("method", METHODS)
def test_the_code_gives_the_map(monkeypatch, tmp_path, keras, network, method, class_index):
    monkeypatch.chdir(tmp_path)
    pixels = np.random.default_rng(0).integers(0, 256, (30, 40, 3), dtype=np.uint8)
    Image.fromarray(pixels).save("photo.jpg")
    monkeypatch.setattr(keras.applications, "MobileNetV2", lambda **options: network)
    names = {}
    exec(compile(activation_map(class_index, method), "<lesson>", "exec"), names)
    expected = heatmap(METHODS[method](names["maps"], names["gradients"]))
    ours = names["heatmap"] / max(names["heatmap"].max(), 1e-12)
    np.testing.assert_allclose(ours, expected, atol=1e-3)
