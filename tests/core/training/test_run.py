"""One small real training, in this process; the rest needs no TensorFlow."""

import zipfile

import numpy as np
import pytest

from core import training
from core.datasets.dataset import Dataset, Photo
from core.errors import ConvScopeError
from core.host import settings
from core.jobs.event_log import Finished, Started
from core.photos import store as photo_store
from core.training.config import TrainingConfig, TrainingError
from core.training.events import (
    Answer,
    ClassFigures,
    DeviceFound,
    EpochEnded,
    Evaluation,
    FeaturesComputed,
    Result,
    epochs_of,
)
from core.training.judging.evaluation import by_class, confusion_matrix, evaluate
from core.training.run import run_key
from core.training.stored.runs import Run, RunError, load_run
from tests.support.photos import COLOURS, coloured_dataset, noisy
from tests.support.trained_runs import train

PHOTOS_A_CLASS = 6
CONFIG = TrainingConfig(epochs=3, head_units=16, image_size=96, learning_rate=0.01, batch_size=4)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return coloured_dataset(COLOURS, PHOTOS_A_CLASS, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def run(dataset, tmp_path_factory):
    """Train and store a run; its data folder is the one of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_DATA", str(tmp_path_factory.mktemp("data")))
        yield Run.read(train(CONFIG, dataset))


@pytest.mark.tensorflow
def test_events_tell_the_run_from_start_to_end(run):
    first, device, *told, last = run.events
    assert (first, last) == (Started(), Finished())
    assert isinstance(device, DeviceFound)
    assert [type(event) for event in told] == [FeaturesComputed] * 4 + [EpochEnded] * 3 + [Result]
    assert [event.done for event in told[:4]] == [0, 8, 16, 18]
    assert [event.epoch for event in run.epochs()] == [1, 2, 3]
    result = told[-1]
    assert result == run.result
    assert (result.train_photos, result.validation_photos, result.test_photos) == (12, 3, 3)
    assert result.cached == 0
    assert result.device == device.device
    assert result.speeds.keys() == {"start", "features", "head"}


@pytest.mark.tensorflow
def test_what_is_stored_says_how_it_was_trained_and_on_what(run, dataset):
    assert run.config.relevant() == CONFIG.relevant()
    assert run.class_names == dataset.class_names == ("blue", "green", "red")
    assert run.dataset == dataset.fingerprint
    assert run.frozen == "block5_pool"
    assert run.key == run.folder.name == run_key(CONFIG, dataset)
    assert {path.name for path in run.folder.iterdir()} == {
        "config.json",
        "metrics.json",
        "events.jsonl",
        "trained.keras",
        "familiarity.npz",
    }


@pytest.mark.tensorflow
def test_colours_are_learnt(run):
    for part in ("validation", "test"):
        assert run.result.evaluation(part).accuracy == 1
        assert run.result.evaluation(part).confusion == ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    losses = [event.loss for event in run.epochs()]
    assert losses[-1] < losses[0]


@pytest.mark.tensorflow
def test_a_second_run_computes_no_feature_and_repeats_exactly(run, dataset):
    *told, result = training.train(CONFIG, dataset, settings.data_folder() / "features")
    assert result.cached == 3 * PHOTOS_A_CLASS
    assert (result.validation, result.test) == (run.result.validation, run.result.test)
    assert epochs_of(told) == run.epochs()


@pytest.mark.tensorflow
def test_the_stored_run_predicts_as_it_did_while_training(run, dataset):
    classifier = load_run(run.key)
    assert classifier.class_names == ("blue", "green", "red")
    assert classifier.network.output_shape == (None, 3)
    for answer in run.result.test.predictions:
        probabilities = classifier.predict(photo_store.get(answer.hash, dataset.folder))
        assert probabilities.argmax() == answer.predicted
        assert probabilities.max() == pytest.approx(answer.probability, abs=0.01)  # float16


@pytest.mark.tensorflow
def test_the_stored_run_can_be_explained(run):
    from core.grad_cam import grad_cam

    heatmap = grad_cam(load_run(run.key), noisy(COLOURS["red"], 99), class_index=2)
    assert heatmap.ndim == 2
    assert 0 <= heatmap.min() <= heatmap.max() <= 1


@pytest.mark.tensorflow
def test_a_missing_run_and_a_missing_photo_are_refused_by_name(tmp_path, dataset):
    with pytest.raises(RunError):
        load_run("0" * 64, tmp_path)
    photos = [
        Photo(label, f"{label}{i}".rjust(64, "0"), str(i)) for label in (0, 1) for i in (0, 1)
    ]
    gone = Dataset(("a", "b"), tuple(photos), tmp_path)
    with pytest.raises(ConvScopeError) as refused:
        list(training.train(CONFIG, gone, tmp_path))
    assert refused.value.reason == "photo.missing"


def test_run_keys_are_equal_for_equal_runs_only(dataset):
    key = run_key(CONFIG, dataset)
    assert key == run_key(TrainingConfig(**vars(CONFIG)), dataset)
    assert len(key) == 64
    fewer = Dataset(dataset.class_names, dataset.photos[1:], dataset.folder)
    others = [{"seed": 1}, {"epochs": 4}, {"dropout": 0.1}]
    keys = {run_key(TrainingConfig(**{**vars(CONFIG), **other}), dataset) for other in others}
    assert len(keys | {key, run_key(CONFIG, fewer)}) == 5


def test_a_number_and_its_float_are_one_setting():
    assert TrainingConfig(epochs=5.0, dropout=0) == TrainingConfig(epochs=5, dropout=0.0)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ({"epochs": 0}, "training.out_of_range"),
        ({"epochs": 101}, "training.out_of_range"),
        ({"epochs": 2.5}, "training.out_of_range"),
        ({"epochs": float("nan")}, "training.out_of_range"),
        ({"head_units": 4}, "training.out_of_range"),
        ({"dropout": 1.0}, "training.out_of_range"),
        ({"dropout": float("nan")}, "training.out_of_range"),
        ({"learning_rate": float("inf")}, "training.out_of_range"),
        ({"batch_size": 1}, "training.out_of_range"),
        ({"seed": -1}, "training.out_of_range"),
        ({"image_size": 100}, "training.image_size"),
        ({"method": "magic"}, "training.unknown_method"),
        ({"pooling": "max"}, "training.unknown_choice"),
        ({"optimizer": "Adam"}, "training.unknown_choice"),
        ({"trainable_convolutions": 0}, "training.out_of_range"),
        ({"trainable_convolutions": 14}, "training.out_of_range"),
    ],
)
def test_settings_outside_their_limits_are_refused_by_name(setting, expected):
    with pytest.raises(TrainingError) as refused:
        TrainingConfig(**setting)
    assert refused.value.reason == expected


def test_the_confusion_matrix_counts_classes_in_rows_and_predictions_in_columns():
    matrix = confusion_matrix(np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1]), 2)
    assert matrix.tolist() == [[1, 1], [0, 2]]


def test_an_evaluation_by_hand():
    photos = [Photo(0, "p", "p"), Photo(1, "q", "q")]
    report = evaluate(photos, np.array([[0.75, 0.25], [0.5, 0.25]]))
    first, second = (0.75, 0.25), (0.5, 0.25)
    assert report == Evaluation(
        accuracy=0.5,
        confusion=((1, 0), (1, 0)),
        classes=(ClassFigures(0.5, 1.0, 1), ClassFigures(None, 0.0, 1)),
        predictions=(Answer("p", 0, 0, 0.75, first), Answer("q", 1, 0, 0.5, second)),
    )


def test_precision_and_recall_by_hand_and_undefined_ones():
    """Of three photos predicted as the first class two are; of its four photos two are found."""
    first, second, absent = by_class(np.array([[2, 2, 0], [1, 0, 0], [0, 0, 0]]))
    assert first == ClassFigures(precision=pytest.approx(2 / 3), recall=0.5, photos=4)
    assert second == ClassFigures(precision=0.0, recall=0.0, photos=1)
    assert absent == ClassFigures(precision=None, recall=None, photos=0)


@pytest.mark.tensorflow
def test_a_stored_model_has_no_optimizer_with_it(run):
    with zipfile.ZipFile(run.folder / "trained.keras") as archive:
        assert b"optimizer" not in archive.read("model.weights.h5")
