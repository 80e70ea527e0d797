"""A run's folder: read as it was written, today's as well as those of before, or not at all."""

import errno
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.datasets.dataset import Dataset, Photo
from core.host import files
from core.jobs.event_log import Finished, Started, content
from core.training.config import AUGMENTATIONS, TrainingConfig
from core.training.judging.calibration import Calibration
from core.training.judging.familiarity import FILE
from core.training.queue import Request
from core.training.run import run_key
from core.training.stored.runs import Run, RunError, load_run
from tests.support.stored_runs import store

BEFORE = Path(__file__).parent / "format_5"  # written before there was a class for it
KEY = "61b2b58210e207e4c29e9f980402c6652e166f27118b31afbfb6b67dabb34f7d"
CONFIG = TrainingConfig(
    "fine_tuning",
    epochs=3,
    trainable_convolutions=2,
    warm_up_epochs=1,
    head_units=8,
    dropout=0.1,
    learning_rate=0.01,
    fine_tuning_rate=1e-4,
    patience=1,
    draws=1,
    augmentation=AUGMENTATIONS["mild"],
    batch_size=4,
    image_size=96,
    seed=3,
)


@pytest.fixture
def dataset(tmp_path):
    photos = [Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(9)]
    return Dataset(("고양이", "b"), tuple(photos), tmp_path)


@pytest.fixture
def run(tmp_path, dataset):
    """Return a finished run in a folder of its own, not read before."""
    return tmp_path / "runs" / store(tmp_path / "runs", CONFIG, dataset)


def test_what_was_saved_is_read(run, dataset):
    found = Run.read(run.name, run.parent)
    assert (found.key, found.folder) == (run.name, run)
    assert found.config == CONFIG
    assert found.class_names == ("고양이", "b")
    assert found.dataset == dataset.fingerprint
    assert found.result.train_photos == len(dataset.photos) - 2 * found.result.test_photos
    assert (found.events[0], found.events[-2:]) == (Started(), (found.result, Finished()))
    assert [epoch.epoch for epoch in found.epochs()] == [1, 2, 3]
    assert found.judge.calibration == Calibration.of(found.result.validation.predictions)
    np.testing.assert_array_equal(found.judge.familiarity.means, np.eye(2))


def test_it_is_read_once_while_it_is_there(run):
    found = Run.read(run.name, run.parent)
    assert Run.read(run.name, run.parent) is found
    assert Run.find(run.name, run.parent) is found
    shutil.rmtree(run)
    assert Run.find(run.name, run.parent) is None


def test_a_run_stored_before_still_opens():
    found = Run.read(KEY, BEFORE)
    assert found.config == CONFIG
    assert found.class_names == ("blue", "red")
    assert found.dataset == "d482047ebee94294b4f490d94801cf4e3e1dbdb374c9b9c2e28dfd77dd22ebaf"
    assert found.frozen == "block5_conv1"
    result = found.result
    assert (result.train_photos, result.validation_photos, result.test_photos) == (6, 2, 2)
    assert (result.variants, result.cached, result.device) == (16, 0, "CPU")
    assert result.weight_change.keys() == {"block5_conv2", "block5_conv3"}
    assert result.speeds.keys() == {"start", "features", "maps", "head", "fine_tuning"}
    assert result.test.confusion == ((1, 0), (0, 1))
    assert result.validation.predictions[1].probability == 0.9992399215698242
    kinds = [event.kind for event in found.events]
    assert kinds == [
        *("started", "device", "features", "features", "features", "maps", "epoch", "unfrozen"),
        *("epoch", "epoch", "epoch", "best", "result", "finished"),
    ]
    assert found.events[-2] == result
    assert found.judge.familiarity.means.shape == (2, 512)


def test_its_key_is_the_one_of_today():
    note = json.loads((BEFORE / "note.json").read_text())
    request = Request.of_note(note)
    assert request.config == CONFIG
    assert request.key == run_key(CONFIG, request.dataset) == KEY
    assert json.loads(json.dumps(request.to_note())) == note


def test_what_is_written_today_is_what_was_written_before(tmp_path):
    found = Run.read(KEY, BEFORE)

    class Model:
        def save(self, path):
            path.touch()

    class Trained:
        model, familiarity = Model(), found.judge.familiarity

    replace(found, folder=tmp_path).save(Trained())
    for name in ("config.json", "metrics.json"):
        assert (tmp_path / name).read_bytes() == (BEFORE / KEY / name).read_bytes()
    written = [content(event) for event in found.events]
    lines = (BEFORE / KEY / "events.jsonl").read_text().splitlines()
    for event, line in zip(written, lines, strict=True):
        before = json.loads(line)
        del before["time"]
        assert json.dumps(event) == json.dumps(before)


FILES = ("config.json", "metrics.json", "events.jsonl")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["missing", "empty", "half", "zeros", "not text", "deep"])
def test_a_damaged_run_counts_as_missing(run, name, damage):
    file = run / name
    whole = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        half = whole[: len(whole) // 2]
        damaged = {"empty": b"", "half": half, "zeros": half + bytes(99), "not text": b"\xff\xfe\n"}
        file.write_bytes((damaged | {"deep": b"[" * 10**5})[damage])
    assert_missing(run)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("config.json", "class_names", "cat"),
        ("config.json", "class_names", [1, 2]),
        ("config.json", "dataset", None),
        ("config.json", "frozen", 5),
        ("config.json", "epochs", 0),
        ("config.json", "method", "magic"),
        ("config.json", "augmentation", {"zoom_range": "wide"}),
        ("metrics.json", "validation", None),
        ("metrics.json", "test", {}),
        ("metrics.json", "seconds", "12"),
        ("metrics.json", "speeds", {"head": None}),
        ("metrics.json", "weight_change", [1]),
    ],
)
def test_a_value_that_cannot_be_makes_it_missing(run, name, field, value):
    stored = json.loads((run / name).read_text())
    (run / name).write_text(json.dumps(stored | {field: value}))
    assert_missing(run)


def test_a_run_of_an_older_version_counts_as_missing(run):
    (run / "metrics.json").write_text(json.dumps({"kind": "result", "accuracy": 0.9}))
    assert_missing(run)


def test_json_that_is_no_object_makes_it_missing(run):
    (run / "config.json").write_text("[]")
    assert_missing(run)


def assert_missing(run):
    assert Run.find(run.name, run.parent) is None
    for read in (Run.read, load_run):
        with pytest.raises(RunError) as refused:
            read(run.name, run.parent)
        assert refused.value.reason == "run.missing"


@pytest.mark.parametrize("damaged", [None, b"", b"PK\x03\x04 half"])
def test_damaged_familiarity_makes_its_judge_missing(run, damaged):
    (run / FILE).unlink() if damaged is None else (run / FILE).write_bytes(damaged)
    found = Run.read(run.name, run.parent)
    with pytest.raises(RunError):
        _ = found.judge
    assert_put_aside(run)


def assert_put_aside(run):
    """It can be trained again, and what was there is kept beside it."""
    assert not run.exists()
    assert (run.with_name(run.name + files.ASIDE) / "metrics.json").exists()
    assert_missing(run)


def test_what_is_trained_again_is_read_anew(run, dataset):
    before = Run.read(run.name, run.parent)
    (run / FILE).write_bytes(b"PK")
    with pytest.raises(RunError):
        _ = before.judge
    store(run.parent, CONFIG, dataset)
    again = Run.read(run.name, run.parent)
    assert again is not before
    assert again.judge.familiarity.kept == 9


def test_a_process_with_too_many_open_files_puts_nothing_aside(run, monkeypatch):
    found = Run.read(run.name, run.parent)

    def refuse(*_):
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(zipfile, "ZipFile", refuse)
        with pytest.raises(RunError):
            _ = found.judge
    assert found.judge


@pytest.mark.tensorflow
@pytest.mark.parametrize("damaged", [None, b"", b"PK\x03\x04 half"])
def test_damaged_layers_make_its_classifier_missing(run, damaged):
    file = run / "trained.keras"
    file.unlink() if damaged is None else file.write_bytes(damaged)
    with pytest.raises(RunError):
        Run.read(run.name, run.parent).classifier()
    assert_put_aside(run)


def test_a_name_that_is_none_reaches_no_file(tmp_path):
    with pytest.raises(ValueError, match="hexadecimal"):
        Run.read("../../etc/passwd", tmp_path)
