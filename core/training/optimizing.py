"""How the weights of every method are moved: optimizer, loss and what is measured."""

from typing import TYPE_CHECKING

from core.training import device as training_device
from core.training.config import TrainingConfig

if TYPE_CHECKING:
    import keras

MOMENTUM = 0.9  # of "sgd"


def compile_for(model: "keras.Model", config: TrainingConfig, learning_rate: float):
    """Compile a model that ends in softmax for the device of this process, and return it."""
    model.compile(
        _optimizer(config.optimizer, learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=training_device.found().compiled,
    )
    return model


def _optimizer(name: str, learning_rate: float) -> "keras.optimizers.Optimizer":
    from keras import optimizers

    if name == "sgd":
        return optimizers.SGD(learning_rate, momentum=MOMENTUM)
    kinds = {"adam": optimizers.Adam, "rmsprop": optimizers.RMSprop}
    return kinds[name](learning_rate)
