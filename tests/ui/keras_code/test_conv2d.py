"""The Keras code of the lessons runs, and says what the app says."""

import numpy as np
import pytest
from PIL import Image

from core.convolution import KERNELS, convolve
from core.lessons.examples import IMAGES
from ui.keras_code import conv2d
from ui.lessons.feature_maps.in_keras import feature_maps
from ui.lessons.predict.in_keras import ask_bundled


def printed(code, capsys):
    exec(compile(code, "<lesson>", "exec"), {})
    return capsys.readouterr().out


@pytest.fixture
def untrained(keras, monkeypatch, tmp_path):
    """Let keras.applications start from random weights: no test needs the internet."""
    monkeypatch.chdir(tmp_path)
    Image.fromarray(np.full((30, 40, 3), 90, np.uint8)).save("photo.jpg")
    for name in ("VGG16", "MobileNetV2"):
        build = getattr(keras.applications, name)
        monkeypatch.setattr(
            keras.applications,
            name,
            lambda _build=build, **options: _build(weights=None, **options),
        )


@pytest.mark.usefixtures("keras")
@pytest.mark.parametrize("kernel", ["edge", "gaussian", "blur"])
@pytest.mark.parametrize(("stride", "padding"), [(1, "valid"), (2, "same"), (1, 2), (3, 1)])
def test_convolution_code_prints_our_output(capsys, kernel, stride, padding):
    image, weights = IMAGES["noise"], KERNELS[kernel]
    text = printed(conv2d.convolution(image, weights, stride, padding, 1.0), capsys)
    numbers = np.array(text.replace("[", " ").replace("]", " ").split(), float)
    expected = convolve(image, weights, stride, padding, 1.0)
    np.testing.assert_allclose(numbers, expected.ravel(), rtol=1e-4, atol=1e-4)


def test_feature_map_code_runs(capsys, untrained):
    assert "(28, 28, 512)" in printed(feature_maps("block4_conv1", 7), capsys)


def test_prediction_code_runs(capsys, keras, untrained, monkeypatch):
    module = keras.applications.mobilenet_v2
    monkeypatch.setattr(module, "decode_predictions", lambda p: [[("", "cat", p.max())]])
    assert "cat" in printed(ask_bundled(), capsys)
