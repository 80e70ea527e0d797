"""Fine-tuning and training from scratch: small real trainings, each in a second or two."""

import dataclasses

import numpy as np
import pytest

from core import training
from core.augmentation import Augmentation
from core.networks import vgg16
from core.photos import store as photo_store
from core.training.config import TrainingConfig
from core.training.data import sets as photo_sets
from core.training.data.features import FeatureCache
from core.training.events import (
    BestRestored,
    DeviceFound,
    EpochEnded,
    FeaturesComputed,
    MapsComputed,
    Result,
    Unfrozen,
    epochs_of,
)
from core.training.methods import fine_tuning, fitting, head
from core.training.stored.runs import Run
from tests.support.photos import COLOURS, coloured_dataset, noisy

PHOTOS_A_CLASS = 4
SMALL = {"epochs": 2, "head_units": 8, "image_size": 96, "batch_size": 4, "dropout": 0.0}
FINE_TUNING = TrainingConfig(
    "fine_tuning", warm_up_epochs=2, fine_tuning_rate=1e-4, trainable_convolutions=2, **SMALL
)
FLIP = Augmentation(horizontal_flip=True, rotation_range=30)
CONFIGS = {
    "fine_tuning": FINE_TUNING,
    "fine_tuning before a pooling": dataclasses.replace(FINE_TUNING, trainable_convolutions=3),
    "fine_tuning of all": dataclasses.replace(
        FINE_TUNING, trainable_convolutions=13, warm_up_epochs=1, epochs=1, pooling="flatten"
    ),
    "flattened": TrainingConfig(pooling="flatten", optimizer="sgd", class_weights=True, **SMALL),
    "scratch": TrainingConfig("scratch", **SMALL),
    "drawn": TrainingConfig(draws=2, augmentation=FLIP, **SMALL),
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return coloured_dataset(("blue", "red"), PHOTOS_A_CLASS, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("features")


def finish(config, dataset, cache):
    """Return the events of a training, and what it returns."""
    events, running = [], training.train(config, dataset, cache)
    while True:
        try:
            events.append(next(running))
        except StopIteration as end:
            return events, *end.value


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", CONFIGS)
def test_a_stored_run_predicts_as_it_did_and_can_be_explained(dataset, cache, tmp_path, name):
    from core.grad_cam import grad_cam

    config = CONFIGS[name]
    _, trained, result = finish(config, dataset, cache)
    run = Run("0f", config, dataset.class_names, "", trained.frozen, result, tmp_path)
    run.save(trained)
    classifier = run.classifier()
    for answer, photo in zip(trained.test, result.test.predictions, strict=True):
        predicted = classifier.predict(photo_store.get(photo.hash, dataset.folder))
        np.testing.assert_allclose(predicted, answer, atol=0.01)  # float16 activations
    assert grad_cam(classifier, noisy(COLOURS["red"], 9), class_index=1).ndim == 2
    if config.method != "scratch":
        assert changed(classifier.network) == expected_to_change(config)


def changed(network):
    """Return the convolutions whose weights are not bit for bit those of ImageNet."""
    before = vgg16.network("imagenet", 96)
    pairs = {
        n: [m.get_layer(n).get_weights() for m in (before, network)] for n in vgg16.CONVOLUTIONS
    }
    return {n for n, (old, new) in pairs.items() if not all(map(np.array_equal, old, new))}


def expected_to_change(config):
    return set(fine_tuning.trainable(config)) if config.method == "fine_tuning" else set()


@pytest.mark.tensorflow
def test_fine_tuning_warms_the_head_up_and_then_trains_all(dataset, cache):
    before = vgg16.network("imagenet", 96).get_weights()
    events, trained, result = finish(FINE_TUNING, dataset, cache)
    told = [type(e) for e in events if not isinstance(e, DeviceFound | FeaturesComputed)]
    two = [EpochEnded, EpochEnded]
    assert told == [MapsComputed, *two, Unfrozen, *two, Result]
    assert [event.epoch for event in epochs_of(events)] == [1, 2, 3, 4]
    assert Unfrozen(3) in events
    assert trained.frozen == "block5_conv1"
    assert result.weight_change.keys() == {"block5_conv2", "block5_conv3"}
    assert all(0 < change < 0.1 for change in result.weight_change.values())
    for weights, same in zip(before, vgg16.network("imagenet", 96).get_weights(), strict=True):
        np.testing.assert_array_equal(weights, same)


@pytest.mark.tensorflow
def test_without_a_warm_up_all_is_trained_from_the_first_epoch(dataset, cache):
    config = dataclasses.replace(FINE_TUNING, warm_up_epochs=0)
    events, *_ = finish(config, dataset, cache)
    assert [event.epoch for event in epochs_of(events)] == [1, 2]
    assert config.relevant().keys().isdisjoint({"learning_rate", "augmentation"})


@pytest.mark.tensorflow
def test_cached_fine_tuning_gives_the_weights_of_the_whole_network(dataset, cache):
    """Six steps with frozen first layers in one model; float16 activations differ by 0.05 %."""
    import keras

    sets = photo_sets.divide(FINE_TUNING, dataset)
    store = FeatureCache(cache, fine_tuning.boundary(FINE_TUNING), 96)
    list(store.fill(sets.learn_variants, dataset.folder))
    last = fine_tuning.last_layers(FINE_TUNING)
    keras.utils.set_random_seed(0)
    top = keras.Sequential([keras.Input((512,)), keras.layers.Dense(2, activation="softmax")])
    whole = vgg16.build("imagenet", 96)
    for layer in whole.layers:
        layer.trainable = layer.name in fine_tuning.trainable(FINE_TUNING)
    pooled = keras.layers.GlobalAveragePooling2D()(whole.output)
    plain = keras.Model(whole.input, keras.models.clone_model(top)(pooled))
    plain.layers[-1].set_weights(top.get_weights())
    cached = keras.Model(last.input, top(last.output))
    for model in (plain, cached):
        model.compile(keras.optimizers.SGD(1e-3), loss="sparse_categorical_crossentropy")
    images = [variant.image(dataset.folder) for variant in sets.learn_variants]
    pixels = np.concatenate([vgg16.preprocess(image, 96) for image in images])
    for _ in range(6):
        plain.train_on_batch(pixels, sets.learn_labels)
        maps = store.load(sets.learn_variants).astype(np.float32)
        cached.train_on_batch(maps, sets.learn_labels)
    for name in fine_tuning.trainable(FINE_TUNING):
        start = vgg16.network("imagenet", 96).get_layer(name).get_weights()[0]
        expected, got = (model.get_layer(name).get_weights()[0] for model in (plain, cached))
        moved = np.linalg.norm(expected - start)
        assert moved > 0
        assert np.linalg.norm(got - expected) < 0.02 * moved


@pytest.mark.tensorflow
def test_a_classifier_drops_nothing_when_it_predicts():
    config = TrainingConfig(dropout=0.9, head_units=64)
    features = np.random.default_rng(0).normal(size=(8, 512)).astype(np.float32)
    model = head.build(config, 2, features)
    answers = model.predict_on_batch(features)
    np.testing.assert_array_equal(answers, model.predict_on_batch(features))
    other = head.build(dataclasses.replace(config, dropout=0.1), 2, features)
    np.testing.assert_array_equal(answers, other.predict_on_batch(features))
    assert not np.allclose(answers, model(features, training=True))


@pytest.mark.tensorflow
def test_early_stopping_brings_the_best_weights_back(dataset, cache):
    config = TrainingConfig(**SMALL | {"epochs": 40}, learning_rate=0.1, patience=2)
    events, trained, result = finish(config, dataset, cache)
    trained_epochs = epochs_of(events)
    best = next(event for event in events if isinstance(event, BestRestored))
    losses = [event.val_loss for event in trained_epochs]
    assert best.last == len(trained_epochs) < 40
    assert losses[best.epoch - 1] == min(losses)
    validation = result.validation
    assert validation.accuracy == pytest.approx(trained_epochs[best.epoch - 1].val_accuracy)
    labels = [photo.label for photo in validation.predictions]
    loss = -np.log(trained.validation[range(len(labels)), labels]).mean()
    assert loss == pytest.approx(min(losses), abs=1e-4)


@pytest.mark.tensorflow
def test_draws_are_kept_and_only_training_photos_are_drawn(dataset, tmp_path):
    config = CONFIGS["drawn"]
    events, _, result = finish(config, dataset, tmp_path)
    learn, check = result.train_photos, result.validation_photos + result.test_photos
    assert result.variants == 3 * learn + check
    assert next(event for event in events if isinstance(event, FeaturesComputed)).cached == 0
    assert finish(config, dataset, tmp_path)[2].cached == result.variants
    fewer = dataclasses.replace(config, draws=1)
    assert finish(fewer, dataset, tmp_path)[2].cached == 2 * learn + check
    other = dataclasses.replace(config, augmentation=Augmentation(vertical_flip=True))
    assert finish(other, dataset, tmp_path)[2].cached == learn + check


def test_an_epoch_takes_each_photo_once_in_one_of_its_variants(dataset):
    sets = photo_sets.divide(CONFIGS["drawn"], dataset)
    batches = list(sets.batches(4, np.random.default_rng(0)))
    shown = [variant for variants, _ in batches for variant in variants]
    assert sorted(variant.photo_hash for variant in shown) == sorted(
        variants[0].photo_hash for variants in sets.learn
    )
    kept_back = sets.variants[len(sets.learn_variants) :]
    assert [v.photo_hash for v in kept_back] == [p.hash for p in sets.validation + sets.test]
    assert all(variant.augmentation is None for variant in kept_back)


class LabelMeans:
    """A model whose loss is the mean label of a batch, as Keras reports one batch at a time."""

    weights = None

    def train_on_batch(self, inputs, labels, return_dict, class_weight=None):
        self.weights = class_weight or self.weights
        return {"loss": labels.mean(), "accuracy": 0.5}

    test_on_batch = train_on_batch


def test_an_epochs_figures_are_means_over_its_photos_and_not_its_last_batch(dataset, monkeypatch):
    monkeypatch.setattr(photo_sets, "CHECK_BATCH", 1)
    config = TrainingConfig(epochs=1, batch_size=3)  # 4 training photos: batches of 3 and 1
    sets = photo_sets.divide(config, dataset)
    (epoch,) = fitting.fit(LabelMeans(), config, sets, inputs=len)
    assert epoch.loss == pytest.approx(np.mean(sets.learn_labels))
    assert epoch.val_loss == pytest.approx(0.5)  # one photo of each class


def test_a_phase_without_epochs_trains_nothing(dataset):
    sets = photo_sets.divide(CONFIGS["drawn"], dataset)
    assert list(fitting.fit(LabelMeans(), CONFIGS["drawn"], sets, len, range(1, 1))) == []


def test_errors_on_rare_classes_count_more_when_asked_for(dataset):
    """Of 4 photos in 2 classes 3 are of the first: 4 / (2 * 3) and 4 / (2 * 1)."""
    sets = photo_sets.divide(CONFIGS["scratch"], dataset)
    sets = dataclasses.replace(sets, learn_labels=np.array([0, 0, 1, 0]))
    assert sets.class_weights == pytest.approx({0: 2 / 3, 1: 2})
    for wanted in (False, True):
        model = LabelMeans()
        list(fitting.fit(model, TrainingConfig(epochs=1, class_weights=wanted), sets, inputs=len))
        assert model.weights == (sets.class_weights if wanted else None)


@pytest.mark.tensorflow
def test_the_last_epochs_accuracy_is_the_results(dataset, cache, monkeypatch):
    monkeypatch.setattr(photo_sets, "CHECK_BATCH", 1)
    events, _, result = finish(CONFIGS["scratch"], dataset, cache)
    assert epochs_of(events)[-1].val_accuracy == pytest.approx(result.validation.accuracy)
