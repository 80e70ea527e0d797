"""Experiments: what they train on, when they stop, and that the lesson's words hold."""

import numpy as np
import pytest

from core.lessons.digits.small_network import evaluate
from core.lessons.digits.small_training import (
    EPOCHS,
    PHOTOS,
    Epoch,
    Experiment,
    as_inputs,
    augment,
    best_epoch,
    kept_epoch,
    overfits,
    train,
    training_digits,
    validation_digits,
)

SEEDS = range(10)


def finished(experiment):
    """Return the epochs of an experiment and the weights that it keeps."""
    epochs, training = [], train(experiment)
    while True:
        try:
            epochs.append(next(training))
        except StopIteration as end:
            return epochs, end.value


def epoch(number, loss, val_loss):
    return Epoch(number, loss, 1.0, val_loss, 0.5)


@pytest.mark.parametrize("photos", PHOTOS)
def test_as_many_digits_of_each_class_and_none_that_validates(photos):
    digits, validation = training_digits(photos), validation_digits()
    assert digits.images.shape == (photos, 28, 28)
    assert (np.bincount(digits.labels) == photos // 10).all()
    assert len(validation.images) == 500
    trained_on = {image.tobytes() for image in digits.images}
    assert not trained_on & {image.tobytes() for image in validation.images}


def test_equal_experiments_are_equal_and_seeds_matter():
    experiment = Experiment(20, dropout=0.5, augmented=True)
    again, other = Experiment(20, dropout=0.5, augmented=True), Experiment(20, 0.5, True, seed=1)
    first, _ = finished(experiment)
    assert first == finished(again)[0]
    assert first != finished(other)[0]


def test_stopping_only_cuts_a_run_short():
    plain, _ = finished(Experiment(50))
    stopped, _ = finished(Experiment(50, patience=5))
    assert stopped == plain[: len(stopped)]
    assert len(stopped) < EPOCHS


@pytest.mark.parametrize("patience", [None, 1, 5])
def test_the_kept_weights_are_those_of_the_kept_epoch(patience):
    experiment = Experiment(50, dropout=0.3, patience=patience, seed=3)
    epochs, weights = finished(experiment)
    kept = kept_epoch(experiment, epochs)
    validation = validation_digits()
    again = evaluate(weights, as_inputs(validation.images), validation.labels)
    assert again == (kept.val_loss, kept.val_accuracy)
    assert kept.number == (EPOCHS if patience is None else epochs[-1].number - patience)


@pytest.mark.tensorflow
@pytest.mark.parametrize("patience", [1, 3, 5])
def test_stops_where_keras_stops(patience):
    keras = pytest.importorskip("keras")
    losses = [each.val_loss for each in finished(Experiment(50, seed=2))[0]]
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    callback = keras.callbacks.EarlyStopping("val_loss", patience=patience)
    callback.set_model(model)
    callback.on_train_begin()
    model.stop_training = False
    for number, loss in enumerate(losses):
        callback.on_epoch_end(number, {"val_loss": loss})
        if model.stop_training:
            break
    assert len(finished(Experiment(50, patience=patience, seed=2))[0]) == number + 1


def test_augmentation_draws_each_digit_anew_and_moves_no_far():
    images = training_digits(20).images
    rng = np.random.default_rng(0)
    first, second = augment(images, rng), augment(images, rng)
    assert first.shape == images.shape
    assert all((one != two).any() for one, two in zip(first, second, strict=True))
    assert np.abs(first.sum() / images.sum() - 1) < 0.1  # the ink stays on the paper


def test_overfitting_is_a_rise_of_validation_while_training_falls():
    falls = [epoch(1, 2.0, 2.0), epoch(2, 1.0, 1.5), epoch(3, 0.5, 1.4)]
    rises = [*falls, epoch(4, 0.2, 1.6)]
    assert not overfits(falls)
    assert overfits(rises)
    assert not overfits([*falls, epoch(4, 0.9, 1.6)])  # both rise: no overfitting
    assert best_epoch(rises).number == 3
    assert rises[-1].gap == pytest.approx(1.4)


@pytest.fixture(scope="module")
def means():
    """Return (validation loss, validation accuracy, best epoch) over seeds, by remedy."""
    remedies = {
        "none": {},
        "stopping": {"patience": 5},
        "dropout": {"dropout": 0.5},
        "augmentation": {"augmented": True},
        "more": {"photos": 200},
        "more, dropout": {"photos": 200, "dropout": 0.5},
    }
    return {name: _means(settings) for name, settings in remedies.items()}


def _means(settings):
    rows = []
    for seed in SEEDS:
        experiment = Experiment(**{"photos": 50, "seed": seed} | settings)
        epochs = list(train(experiment))
        kept = kept_epoch(experiment, epochs)
        rows.append((kept.val_loss, kept.val_accuracy, best_epoch(epochs).number))
        if settings == {}:
            assert kept.accuracy == 1
            assert overfits(epochs)
            assert kept.gap > best_epoch(epochs).gap + 0.2
    return np.mean(rows, axis=0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("remedy", "loss"),
    [("none", 1.57), ("stopping", 1.28), ("dropout", 1.29), ("augmentation", 1.14)],
)
def test_the_losses_are_those_in_the_words(means, remedy, loss):
    assert means[remedy][0] == pytest.approx(loss, abs=0.03)


@pytest.mark.slow
def test_the_accuracies_and_epochs_are_those_in_the_words(means):
    accuracies = {name: means[name][1] for name in ("none", "augmentation", "more")}
    assert accuracies == pytest.approx(
        {"none": 0.63, "augmentation": 0.67, "more": 0.77}, abs=0.015
    )
    assert [means[name][1] for name in ("stopping", "dropout")] == pytest.approx(
        [accuracies["none"]] * 2, abs=0.02
    )
    assert [means[name][2] for name in ("more", "more, dropout")] == pytest.approx([6, 18], abs=2)
    assert means["more, dropout"][0] == pytest.approx(means["more"][0], abs=0.08)
