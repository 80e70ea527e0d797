"""Keras code for the overfitting lesson, with the reader's settings. It runs as pasted."""

from core.lessons.digits import Experiment, small_network, small_training


def overfitting(experiment: Experiment) -> str:
    """Return code that trains the lesson's network on as many MNIST digits."""
    hidden = "".join(
        f'    layers.Dense({units}, activation="relu"),\n' + _dropout(experiment.dropout)
        for units in small_training.SIZES[1:-1]
    )
    shift = small_training.AUGMENTATION.width_shift_range
    turn = small_training.AUGMENTATION.rotation_range / 360
    augmentation = (
        f'    layers.RandomTranslation({shift:g}, {shift:g}, fill_mode="constant"),\n'
        f'    layers.RandomRotation({turn:.4g}, fill_mode="constant"),\n'
    )
    adam = f"keras.optimizers.Adam({small_network.RATE})"
    callbacks = ""
    if experiment.patience is not None:
        callbacks = (
            "    callbacks=[keras.callbacks.EarlyStopping(\n"
            f'        "val_loss", patience={experiment.patience}, restore_best_weights=True\n'
            "    )],\n"
        )
    return f"""\
import keras
from keras import layers

keras.utils.set_random_seed({experiment.seed})
(digits, labels), _ = keras.datasets.mnist.load_data()
digits = digits[..., None].astype("float32") / 255
train, validation = slice({experiment.photos}), slice(500, 1000)

model = keras.Sequential([
    keras.Input(({small_training.SIDE}, {small_training.SIDE}, 1)),
{augmentation if experiment.augmented else ""}\
    layers.Flatten(),
{hidden}\
    layers.Dense({small_training.SIZES[-1]}, activation="softmax"),
])
model.compile(
    {adam}, loss="sparse_categorical_crossentropy", metrics=["accuracy"]
)
model.fit(
    digits[train],
    labels[train],
    validation_data=(digits[validation], labels[validation]),
    batch_size={small_training.BATCH},
    epochs={small_training.EPOCHS},
{callbacks})
"""


def _dropout(rate: float) -> str:
    return f"    layers.Dropout({rate:g}),\n" if rate else ""
