"""What a training runs on, and how it computes there."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True)
class Device:
    """Where a training runs.

    Attributes
    ----------
    name
        Of the GPU, or ``"CPU"``.
    precision
        Keras' name for the types of activations and weights. A GPU multiplies float16 several
        times faster, while the weights stay float32.
    compiled
        Whether XLA compiles each step. On a CPU it was measured to take longer: 0.10 s instead of
        0.04 s for a step of the network from scratch, after 5 s of compiling instead of 1.
    """

    name: str = "CPU"
    precision: str = "float32"
    compiled: bool = False


CPU = Device()


def choose(gpus: list[str]) -> Device:
    """Return the device to train on, the first of these GPUs if there is one."""
    return Device(gpus[0], "mixed_float16", compiled=True) if gpus else CPU


def found() -> Device:
    """Return the device of this process; GPUs give TensorFlow memory as it needs it."""
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        with contextlib.suppress(RuntimeError):  # in use already
            tf.config.experimental.set_memory_growth(gpu, enable=True)
    details = tf.config.experimental.get_device_details
    return choose([details(gpu).get("device_name", "GPU") for gpu in gpus])


@contextlib.contextmanager
def precision(device: Device) -> Iterator[None]:
    """Build Keras layers with the device's precision; models that exist keep theirs."""
    import keras

    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(device.precision)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


def in_precision(model: "keras.Model", name: str) -> "keras.Model":
    """Return a functional model of the same layers and weights that computes so."""
    import keras

    if all(layer.dtype_policy.name == name for layer in model.layers):
        return model

    def copy(layer):
        return type(layer).from_config(layer.get_config() | {"dtype": name})

    changed = keras.models.clone_model(model, clone_function=copy)
    changed.set_weights(model.get_weights())
    return changed
