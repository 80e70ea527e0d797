"""Model files of two small runs, trained once: one on VGG16, one from scratch."""

import zipfile
from functools import cache

import numpy as np
import pytest

from core import inference
from core.host import assets, state
from core.jobs import workers
from core.networks import vgg16
from core.photos import images
from core.training.config import TrainingConfig
from core.training.stored import Exports, portable, take_home
from core.training.stored.runs import Run, RunError, load_run
from core.training.stored.take_home import FileBegun
from tests.support.photos import COLOURS, coloured_dataset, noisy
from tests.support.trained_runs import train
from tests.support.waiting import wait_until

NAMES = ("blue", "red")
SMALL = {"epochs": 1, "image_size": 96, "batch_size": 4}
CONFIGS = {
    "feature_extraction": TrainingConfig(head_units=8, **SMALL),
    "scratch": TrainingConfig("scratch", **SMALL),
}


@pytest.fixture(scope="module")
def runs(tensorflow, tmp_path_factory):
    """Return the keys of the runs by their method; their files are in the data folder."""
    dataset = coloured_dataset(NAMES, 6, tmp_path_factory.mktemp("store"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_DATA", str(tmp_path_factory.mktemp("data")))
        yield {method: train(config, dataset) for method, config in CONFIGS.items()}


@pytest.fixture(params=list(CONFIGS), scope="module")
def key(request, runs):
    return runs[request.param]


@cache
def loaded(key):
    return load_run(key)


def made(key, kind):
    """Return a file of a run, which is made unless it is there."""
    there = take_home.find(key, kind)
    if there is not None:
        return there
    making = take_home.make(key, kind)
    assert next(making) == FileBegun()
    with pytest.raises(StopIteration) as end:
        next(making)
    return end.value.value


def sample(number=0):
    return images.decode(assets.samples()[number].path.read_bytes())


def test_plain_keras_loads_the_file_and_answers_as_the_app(key, keras):
    model = keras.saving.load_model(made(key, "keras"))  # no custom objects
    run = loaded(key)
    for photo in (sample(0), noisy((90, 200, 40), 3)):
        answers = model.predict(photo[np.newaxis], verbose=0)[0]
        # only the rounding of resized pixels differs, see `core.training.stored.portable.whole`
        np.testing.assert_allclose(answers, run.predict(photo), atol=0.01)


def test_a_photo_of_the_training_size_differs_in_nothing(key):
    photo = images.resize(sample(), 96, 96)
    model = portable.whole(loaded(key))
    expected = loaded(key).predict(photo)
    np.testing.assert_allclose(model(photo[np.newaxis])[0], expected, atol=1e-5)


def test_batches_grey_levels_and_floats_are_taken(key):
    model = portable.whole(loaded(key))
    photos = np.stack([images.resize(sample(number), 50, 70) for number in (0, 1)])
    together = model(photos)
    assert together.shape == (2, 2)
    np.testing.assert_allclose(together[1], model(photos[1:].astype(float))[0], atol=1e-5)


@pytest.mark.parametrize("number", range(3))
def test_resizing_is_the_apps_but_for_rounding(number, keras):
    photo = sample(number)
    resize = keras.Sequential(
        [
            keras.layers.Resizing(224, 224, "bicubic", antialias=True),
            keras.layers.ReLU(max_value=255),
        ]
    )
    off = np.abs(np.array(resize(photo[np.newaxis]))[0] - images.resize(photo, 224, 224))
    assert off.mean() < 0.5
    assert off.max() < 5


def test_colours_are_those_of_vgg16(runs):
    kernel, bias = portable.colours(loaded(runs["feature_extraction"]))
    np.testing.assert_allclose(kernel, np.eye(3)[::-1], atol=1e-6)  # RGB to BGR
    np.testing.assert_array_equal(bias, -vgg16.BGR_MEANS)
    kernel, bias = portable.colours(loaded(runs["scratch"]))
    np.testing.assert_array_equal(kernel, np.eye(3))
    np.testing.assert_array_equal(bias, 0)


def test_the_layers_are_plain_and_the_apps_own_network_is_untouched(runs, keras):
    run = loaded(runs["feature_extraction"])
    before = len(run.network.layers[1]._inbound_nodes)
    model = portable.whole(run)
    assert all(type(layer).__module__.startswith("keras.") for layer in model.layers)
    assert not [layer for layer in model.layers if isinstance(layer, keras.layers.Lambda)]
    assert len(run.network.layers[1]._inbound_nodes) == before


def test_tensorflow_lite_answers_as_keras(key, tensorflow):
    data = made(key, "tflite").read_bytes()
    interpreter = tensorflow.lite.Interpreter(model_content=data)
    interpreter.allocate_tensors()
    (taken,), (given,) = interpreter.get_input_details(), interpreter.get_output_details()
    assert taken["shape"].tolist() == [1, 96, 96, 3]
    photo = images.resize(sample(), 96, 96)
    interpreter.set_tensor(taken["index"], photo[np.newaxis].astype(np.float32))
    interpreter.invoke()
    answers = interpreter.get_tensor(given["index"])[0]
    np.testing.assert_allclose(answers, loaded(key).predict(photo), atol=0.01)


def test_files_are_small(runs):
    vgg = runs["feature_extraction"]
    weights = 2 * 14_714_688  # bytes of float16
    assert made(vgg, "tflite").stat().st_size < 1.02 * weights
    assert made(vgg, "keras").stat().st_size < 0.7 * 2 * weights
    with zipfile.ZipFile(made(vgg, "keras")) as file:
        assert file.testzip() is None


def test_a_file_is_made_once_and_whole(key):
    first = made(key, "keras")
    assert take_home.find(key, "keras") == first
    assert not [path for path in first.parent.iterdir() if "partial" in path.name]


def test_a_file_that_could_not_be_made_leaves_nothing(runs, tmp_path):
    target = tmp_path / "model.keras"
    target.mkdir()  # nothing can be written there
    with pytest.raises(IsADirectoryError):
        portable.save_keras(portable.whole(loaded(runs["scratch"])), target)
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_not_asked_for_longest_goes(runs, monkeypatch):
    scratch = made(runs["scratch"], "keras")
    tflite = made(runs["scratch"], "tflite")
    scratch.touch()
    monkeypatch.setattr(take_home, "MOST_BYTES", scratch.stat().st_size + 1)
    monkeypatch.setattr(take_home, "VERSION", "next")
    assert made(runs["scratch"], "keras").exists()
    assert not tflite.exists()


@pytest.mark.parametrize("name", ["0" * 64, "f" * 8])
def test_a_run_that_is_not_there_is_refused(runs, name):
    with pytest.raises(RunError) as refusal:
        made(name, "keras")
    assert refusal.value.reason == "run.missing"


def test_a_name_that_is_none_reaches_no_file(runs):
    with pytest.raises(ValueError, match="hexadecimal"):
        made("../../etc/passwd", "keras")


def test_it_is_made_in_a_process_that_is_only_lent(runs, tmp_path):
    state.close()  # of the folder of other tests
    workers.shutdown()  # the next ones have this data folder
    run = runs["scratch"]
    for kind in ("keras", "tflite"):
        made(run, kind).unlink()
    exports = Exports(tmp_path / "exports")
    try:
        for kind in ("keras", "tflite"):
            exports.ask(run, kind, "ann")
        for kind in ("keras", "tflite"):
            wait_until(lambda kind=kind: not exports.waits(run, kind, "ann"), 120)
            assert exports.failure(run, kind) is None
            assert take_home.find(run, kind) is not None
    finally:
        workers.shutdown()
        state.close()


def test_a_run_describes_photos_as_it_did_while_training(key, runs):
    known = Run.read(key).judge.familiarity
    photos = [noisy(COLOURS[name], number) for name in NAMES for number in range(2)]
    described = [inference.describe(photo, key) for photo in photos]
    likenesses = [known.likeness(description) for _, description in described]
    assert known.means.shape == (2, 512 if key == runs["feature_extraction"] else 64)
    assert min(likenesses) > 0.9  # what it learnt from, or as good as that
    for photo, (probabilities, _) in zip(photos, described, strict=True):
        np.testing.assert_allclose(probabilities, loaded(key).predict(photo), atol=1e-4)


def test_what_it_never_saw_is_less_familiar(runs):
    key = runs["feature_extraction"]
    judge = Run.read(key).judge
    verdict = judge.verdict(*inference.describe(sample(), key))  # it knows plain colours
    assert verdict.kind == "none"
    assert verdict.likeness < judge.familiarity.threshold
