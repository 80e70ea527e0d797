"""Keras code that trains on a folder of photos, with the reader's settings. It runs as pasted."""

from core import fine_tuning, scratch_network, vgg16
from core.augmentation import Augmentation
from core.training_config import TrainingConfig
from ui.keras_augment import layer_lines


def training(config: TrainingConfig) -> str:
    """Return code that trains so on a folder with one folder of photos a class."""
    network = _scratch(config) if config.method == "scratch" else _transfer(config)
    fit = _fine_tune(config) if config.method == "fine_tuning" else _fit(config)
    return f"{_photos(config)}\n{_stopping(config)}{network}\n{fit}"


def _photos(config: TrainingConfig) -> str:
    size = config.image_size
    return f"""\
import keras
from keras import layers

keras.utils.set_random_seed({config.seed})
train, validation = keras.utils.image_dataset_from_directory(
    "animals", validation_split=0.25, subset="both", seed={config.seed},
    image_size=({size}, {size}), batch_size={config.batch_size},
)
classes = len(train.class_names)
{_augment(config.augmentation) if config.draws else ""}"""


def _augment(augmentation: Augmentation) -> str:
    lines = "".join(f"    {line}\n" for line in layer_lines(augmentation))
    return f"""
augment = keras.Sequential([
{lines}])
train = train.map(lambda photos, labels: (augment(photos, training=True), labels))
"""


def _stopping(config: TrainingConfig) -> str:
    if not config.patience:
        return ""
    return f"""\
stopping = keras.callbacks.EarlyStopping(patience={config.patience}, restore_best_weights=True)

"""


def _transfer(config: TrainingConfig) -> str:
    size = config.image_size
    return f"""\
base = keras.applications.VGG16(include_top=False, input_shape=({size}, {size}, 3))
base.trainable = False
pixels = keras.Input(({size}, {size}, 3))
x = keras.applications.vgg16.preprocess_input(pixels)
x = layers.GlobalAveragePooling2D()(base(x, training=False))
features = keras.Model(pixels, x)

standardize = layers.Normalization()
standardize.adapt(train.map(lambda photos, labels: features(photos)))

x = standardize(x)
x = layers.Dense({config.head_units}, activation="relu")(x)
x = layers.Dropout({config.dropout})(x)
outputs = layers.Dense(classes, activation="softmax")(x)
model = keras.Model(pixels, outputs)
"""


def _scratch(config: TrainingConfig) -> str:
    size = config.image_size
    convolutions = "\n".join(
        f"""\
x = layers.Conv2D(
    {filters}, 3, padding="same", activation="relu", kernel_initializer="he_normal"
)(x)
x = layers.MaxPooling2D(2)(x)"""
        for filters in scratch_network.FILTERS
    )
    return f"""\
pixels = keras.Input(({size}, {size}, 3))
x = layers.Rescaling(1 / 127.5, offset=-1)(pixels)
{convolutions}
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout({config.dropout})(x)
outputs = layers.Dense(classes, activation="softmax")(x)
model = keras.Model(pixels, outputs)
"""


def _compile(rate: float) -> str:
    return f"""\
model.compile(
    keras.optimizers.Adam({rate}),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
"""


def _fit(config: TrainingConfig) -> str:
    stopping = ", callbacks=[stopping]" if config.patience else ""
    return f"""\
{_compile(config.learning_rate)}\
model.fit(train, validation_data=validation, epochs={config.epochs}{stopping})
"""


def _fine_tune(config: TrainingConfig) -> str:
    warm_up = f"""\
# warm-up: the classifier alone
{_compile(config.learning_rate)}\
model.fit(train, validation_data=validation, epochs={config.warm_up_epochs})

"""
    stopping = ", callbacks=[stopping]" if config.patience else ""
    return f"""\
{warm_up if config.warm_up_epochs else ""}\
base.trainable = True  # from {fine_tuning.trainable(config)[0]} on
for layer in base.layers[:-{_last_layers(config)}]:
    layer.trainable = False
{_compile(config.fine_tuning_rate)}\
model.fit(train, validation_data=validation, epochs={config.epochs}{stopping})
"""


def _last_layers(config: TrainingConfig) -> int:
    """Return how many of VGG16's last layers are trained, the poolings among them."""
    return len(vgg16.LAYERS) - vgg16.LAYERS.index(fine_tuning.trainable(config)[0])
