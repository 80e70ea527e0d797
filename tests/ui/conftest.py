import numpy as np
import pytest
from PIL import Image


@pytest.fixture
def printed(capsys):
    """Return a function that runs the code of a lesson and returns what it prints."""

    def run(code):
        exec(compile(code, "<lesson>", "exec"), {})
        return capsys.readouterr().out

    return run


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
