import numpy as np
import pytest
from PIL import Image

from core.training.judging.calibration import soften
from ui.lessons.predict.in_keras import ask_bundled, ask_own


def test_the_code_says_what_the_app_says(keras, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    inputs = keras.Input((None, None, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(keras.layers.Rescaling(1 / 255)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(pooled))
    model.save("model.keras")
    pixels = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    Image.fromarray(pixels).save("photo.jpg", quality=100)

    names: dict = {}
    exec(compile(ask_own("model.keras", ["it's", "물고기"], 2.5), "<lesson>", "exec"), names)
    printed = capsys.readouterr().out
    assert "it's: " in printed
    assert "물고기: " in printed
    expected = soften(names["probabilities"], 2.5)
    assert names["confidences"] == pytest.approx(expected, abs=1e-6)


def test_the_code_for_a_model_of_keras_names_what_is_in_a_photo(
    printed, keras, untrained, monkeypatch
):
    module = keras.applications.mobilenet_v2
    monkeypatch.setattr(module, "decode_predictions", lambda p: [[("", "cat", p.max())]])
    assert "cat" in printed(ask_bundled())
