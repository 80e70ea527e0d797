"""The notebook is one, and its cells train on a zip of photos."""

import json

import pytest

from core.training.config import TrainingConfig
from tests.support.photos import file_of, noise, zipped
from ui.runs.notebook import notebook
from ui.words import LANGUAGES, load, portable

SMALL = {"epochs": 1, "head_units": 8, "image_size": 96, "batch_size": 4}


def set_of_photos(root=""):
    """Return a zip as the collecting lesson makes it, or as a phone does with a folder."""
    places = [(name, number) for name in ("cat", "dog") for number in range(4)]
    files = {
        f"{root}{name}/{number}.jpg": file_of(noise(number), "JPEG") for name, number in places
    }
    return zipped(files | {f"{root}CREDITS.txt": "somebody", "__MACOSX/cat/._0.jpg": "no photo"})


def read(config, language="en"):
    return json.loads(notebook(load(language), config, ["cat", "dog"]))


def test_names_are_text_in_it():
    names = ["<img src=x onerror=alert(1)>", "[b](http://evil.example) $x$"]
    cells = json.loads(notebook(load("en"), TrainingConfig(), names))["cells"]
    said = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert not any(mark in said for mark in ("<img", "[b]", "http:", "$x"))
    assert all(portable(name) in said for name in names)


def run(content, capsys):
    names: dict = {}
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
    return names, capsys.readouterr().out


@pytest.fixture
def untrained_vgg16(keras, monkeypatch):
    """Start VGG16 from random weights, because there is no internet here."""
    build = keras.applications.VGG16
    monkeypatch.setattr(
        keras.applications, "VGG16", lambda **options: build(weights=None, **options)
    )


@pytest.mark.parametrize(
    ("settings", "root"),
    [
        ({"method": "scratch", "draws": 1}, ""),
        ({"method": "feature_extraction"}, "photos/"),
    ],
)
def test_its_cells_train_and_answer(
    keras, monkeypatch, tmp_path, capsys, untrained_vgg16, settings, root
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "convscope-photos.zip").write_bytes(set_of_photos(root))
    names, printed = run(read(TrainingConfig(**SMALL | settings)), capsys)
    assert "cat 4\ndog 4\n" in printed
    assert names["model"].output_shape == (None, 2)
    assert printed.count("cat: ") == printed.count("dog: ") == 1
    assert keras.saving.load_model(tmp_path / "animals.keras").output_shape == (None, 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", ["feature_extraction", "fine_tuning", "scratch"])
def test_it_is_a_notebook(language, method):
    content = read(TrainingConfig(method, draws=1, patience=2), language)
    assert (content["nbformat"], content["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in content["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in content["cells"]:
        assert set(cell) >= {"cell_type", "metadata", "source", "id"}
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            compile("".join(cell["source"]), cell["id"], "exec")
    assert "cat, dog" in "".join(content["cells"][0]["source"])
    assert sum(cell["cell_type"] == "code" for cell in content["cells"]) > 5
