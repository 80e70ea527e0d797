"""Training on cached features beside ``model.fit`` on the whole network with frozen layers.

Usage: python -m benchmarks.training [--photos N] [--epochs N] [--folder FOLDER]

All train the same head on the same split of the first N photos of each class, from nothing
cached: by feature extraction, and by fine-tuning block 5 after half as many epochs of warm-up.
Plain Keras is compiled as one writes it, without options, and gets the same batches in the same
order, so that what is left to differ is arithmetic. Both judge the test photos at last. FOLDER
holds one folder a class and is the bundled set by default.
"""

import argparse
import tempfile
import time
from dataclasses import replace
from math import ceil
from pathlib import Path

import numpy as np

from core import training
from core.datasets import Dataset, from_folder
from core.host import assets
from core.networks import vgg16
from core.training.data import Inputs, PhotoSets, as_they_are, divide, kept
from core.training.methods import fine_tuning, head

POINTS = 2  # of validation accuracy that the app may be away


def main(photos: int, epochs: int, folder: Path):
    extraction = training.TrainingConfig(epochs=epochs)
    tuning = training.TrainingConfig("fine_tuning", epochs=epochs, warm_up_epochs=epochs // 2)
    with tempfile.TemporaryDirectory() as store:
        dataset = first_photos(from_folder(folder, Path(store)), photos)
        vgg16.network("imagenet", extraction.image_size)  # loading is not what is compared
        print(f"{len(dataset.photos)} photos of {len(dataset.class_names)} classes")
        print(f"feature extraction, {epochs} epochs")
        compare(extraction, dataset, Path(store), wanted=8)
        print(f"fine-tuning of block 5, {tuning.warm_up_epochs} + {epochs} epochs")
        compare(tuning, dataset, Path(store), wanted=4)


def compare(config, dataset: Dataset, cache: Path, wanted: float):
    """Print plain Keras, the app from nothing cached, and the app with another seed."""
    whole = timed(fit_whole_network, config, dataset)
    cached = timed(train_on_features, config, dataset, cache)
    again = timed(train_on_features, replace(config, seed=1), dataset, cache)
    rows = {"model.fit, all layers": whole, "cached features": cached, "cached, next run": again}
    for name, (seconds, accuracy) in rows.items():
        ratio = whole[0] / seconds
        print(f"  {name:24} {seconds:7.1f} s {ratio:7.1f} x  validation accuracy {accuracy:.3f}")
    fast, apart = whole[0] / cached[0], 100 * abs(whole[1] - cached[1])
    met = "met" if fast >= wanted and apart <= POINTS + 1e-9 else "missed"
    print(f"  wanted {wanted} x, within {POINTS} points: {fast:.1f} x, {apart:.1f} points, {met}")


def first_photos(dataset: Dataset, count: int) -> Dataset:
    """Return the data set of the first `count` photos of each class."""
    kept = []
    for label in range(len(dataset.class_names)):
        kept += [photo for photo in dataset.photos if photo.label == label][:count]
    return replace(dataset, photos=tuple(kept))


def timed(function, *args):
    start = time.perf_counter()
    accuracy = function(*args)
    return time.perf_counter() - start, accuracy


def train_on_features(config, dataset, cache):
    *_, result = training.train(config, dataset, cache)
    return result.validation.accuracy


def fit_whole_network(config, dataset):
    sets = divide(config, dataset)
    images = kept({variant: pixels(config, sets, variant) for variant in sets.variants})
    base, model = whole_network(config, sets, images)
    check, test = map(as_they_are, (sets.validation, sets.test))
    fit = {
        "steps_per_epoch": ceil(len(sets.learn) / config.batch_size),
        "validation_data": (images(check), labels(sets.validation)),
        "verbose": 0,
    }
    if config.method == "fine_tuning":
        model.fit(same_batches(config, sets, images), epochs=config.warm_up_epochs, **fit)
        for layer in base.layers:
            layer.trainable = layer.name in fine_tuning.trainable(config)
        compile_for(model, config.fine_tuning_rate)
    history = model.fit(same_batches(config, sets, images), epochs=config.epochs, **fit).history
    model.evaluate(images(test), labels(sets.test), verbose=0)
    return history["val_accuracy"][-1]


def same_batches(config, sets: PhotoSets, images: Inputs):
    """Yield without end the batches that the app trains on."""
    rng = np.random.default_rng(config.seed)
    while True:
        for variants, truth in sets.batches(config.batch_size, rng):
            yield images(variants), truth


def pixels(config, sets: PhotoSets, variant) -> np.ndarray:
    return vgg16.preprocess(variant.image(sets.store), config.image_size)[0]


def labels(photos) -> np.ndarray:
    return np.array([photo.label for photo in photos])


def whole_network(config, sets: PhotoSets, images: Inputs):
    """Return frozen VGG16 with the same head; its statistics cost one pass, as in a tutorial."""
    import keras

    base = vgg16.build("imagenet", config.image_size)
    for layer in base.layers:
        layer.trainable = False
    pooled = keras.layers.GlobalAveragePooling2D()(base.output)
    features = keras.Model(base.input, pooled)
    learnt = features.predict(images(sets.learn_variants), verbose=0)
    top = head.build(config, sets.class_count, learnt)
    model = keras.Model(base.input, top(pooled))
    compile_for(model, config.learning_rate)
    return base, model


def compile_for(model, learning_rate):
    import keras

    model.compile(
        keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=assets.animal_set())
    main(**vars(parser.parse_args()))
