"""Keras code that trains on a folder of photos, with the reader's settings. It runs as pasted."""

from core.augmentation import Augmentation
from core.networks import vgg16
from core.training import TrainingConfig
from core.training.methods import fine_tuning, fitting, scratch
from ui.keras_code.random_layers import layer_lines


def training(config: TrainingConfig) -> str:
    """Return code that trains so on a folder with one folder of photos a class."""
    network = _scratch(config) if config.method == "scratch" else _transfer(config)
    fit = _fine_tune(config) if config.method == "fine_tuning" else _fit(config)
    return f"{_photos(config)}\n{_stopping(config)}{network}\n{fit}model.evaluate(test)\n"


def _photos(config: TrainingConfig) -> str:
    size = config.image_size
    return f"""\
import keras
from keras import layers

keras.utils.set_random_seed({config.seed})
train, others = keras.utils.image_dataset_from_directory(
    "animals", validation_split=0.4, subset="both", seed={config.seed},
    image_size=({size}, {size}), batch_size=None,
)
classes = len(train.class_names)
half = int(others.cardinality()) // 2
validation = others.take(half).batch({config.batch_size})
test = others.skip(half).batch({config.batch_size})  # for the end
{_count_classes() if config.class_weights else ""}\
train = train.batch({config.batch_size})
{_augment(config.augmentation) if config.draws else ""}"""


def _augment(augmentation: Augmentation) -> str:
    lines = "".join(f"    {line}\n" for line in layer_lines(augmentation))
    return f"""
augment = keras.Sequential([
{lines}])
train = train.map(lambda photos, labels: (augment(photos, training=True), labels))
"""


def _count_classes() -> str:
    return """\
counts = [0] * classes
for _, label in train:
    counts[int(label)] += 1
class_weights = {k: sum(counts) / (classes * count) for k, count in enumerate(counts)}
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
x = base(x, training=False)
{_pooling(config)}features = keras.Model(pixels, x)

standardize = layers.Normalization(axis=None)
standardize.adapt(train.map(lambda photos, labels: features(photos)))

x = standardize(x)
{_flatten(config)}x = layers.Dense({config.head_units}, activation="relu")(x)
x = layers.Dropout({config.dropout})(x)
outputs = layers.Dense(classes, activation="softmax")(x)
model = keras.Model(pixels, outputs)
"""


def _pooling(config: TrainingConfig) -> str:
    return "x = layers.GlobalAveragePooling2D()(x)\n" if config.pooling == "average" else ""


def _flatten(config: TrainingConfig) -> str:
    return "x = layers.Flatten()(x)\n" if config.pooling == "flatten" else ""


def _scratch(config: TrainingConfig) -> str:
    size = config.image_size
    convolutions = "\n".join(
        f"""\
x = layers.Conv2D(
    {filters}, 3, padding="same", activation="relu", kernel_initializer="he_normal"
)(x)
x = layers.MaxPooling2D(2)(x)"""
        for filters in scratch.FILTERS
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


def _compile(config: TrainingConfig, rate: float) -> str:
    return f"""\
model.compile(
    keras.optimizers.{_optimizer(config.optimizer, rate)},
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
"""


def _optimizer(name: str, rate: float) -> str:
    if name == "sgd":
        return f"SGD({rate}, momentum={fitting.MOMENTUM})"
    return {"adam": "Adam", "rmsprop": "RMSprop"}[name] + f"({rate})"


def _fit(config: TrainingConfig) -> str:
    return f"""\
{_compile(config, config.learning_rate)}\
{_call(config, config.epochs, stopping=config.patience > 0)}"""


def _call(config: TrainingConfig, epochs: int, *, stopping: bool) -> str:
    """Return the call of ``model.fit``."""
    options = ["train", "validation_data=validation", f"epochs={epochs}"]
    options += ["class_weight=class_weights"] if config.class_weights else []
    options += ["callbacks=[stopping]"] if stopping else []
    lines = "".join(f"    {option},\n" for option in options)
    return f"model.fit(\n{lines})\n"


def _fine_tune(config: TrainingConfig) -> str:
    warm_up = f"""\
# warm-up: the classifier alone
{_compile(config, config.learning_rate)}\
{_call(config, config.warm_up_epochs, stopping=False)}
"""
    return f"""\
{warm_up if config.warm_up_epochs else ""}\
base.trainable = True  # from {fine_tuning.trainable(config)[0]} on
for layer in base.layers[:-{_last_layers(config)}]:
    layer.trainable = False
{_compile(config, config.fine_tuning_rate)}\
{_call(config, config.epochs, stopping=config.patience > 0)}"""


def _last_layers(config: TrainingConfig) -> int:
    """Return how many of VGG16's last layers are trained, the poolings among them."""
    return len(vgg16.LAYERS) - vgg16.LAYERS.index(fine_tuning.trainable(config)[0])
