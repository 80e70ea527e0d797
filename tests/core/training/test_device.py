"""What a GPU would change, without one."""

import numpy as np
import pytest

from core.training import device as training_device
from core.training.device import CPU, Device


def test_a_gpu_gets_mixed_precision_and_compiled_steps_and_a_cpu_neither():
    assert training_device.choose([]) == CPU == Device("CPU", "float32", compiled=False)
    assert training_device.choose(["H100", "A100"]) == Device("H100", "mixed_float16", True)


def test_the_gpu_that_tensorflow_sees_is_used_and_grows(tensorflow, monkeypatch):
    grown = {}
    monkeypatch.setattr(tensorflow.config, "list_physical_devices", lambda kind: [f"{kind}:0"])
    monkeypatch.setattr(
        tensorflow.config.experimental,
        "set_memory_growth",
        lambda device, enable: grown.update({device: enable}),
    )
    monkeypatch.setattr(
        tensorflow.config.experimental, "get_device_details", lambda device: {"device_name": "H100"}
    )
    assert training_device.found() == training_device.choose(["H100"])
    assert grown == {"GPU:0": True}


def test_precision_is_that_of_new_layers_for_a_while_and_models_come_back_to_float32(keras):
    with training_device.precision(training_device.choose(["GPU"])):
        inputs = keras.Input((4,))
        hidden = keras.layers.Dense(3, name="hidden")(inputs)
        model = keras.Model(inputs, keras.layers.Dense(2, dtype="float32", name="out")(hidden))
    assert keras.config.dtype_policy().name == "float32"
    assert model.get_layer("hidden").compute_dtype == "float16"
    assert {weight.dtype for weight in model.weights} == {"float32"}
    plain = training_device.in_precision(model, "float32")
    assert [layer.compute_dtype for layer in plain.layers] == ["float32"] * 3
    assert training_device.in_precision(plain, "float32") is plain
    values = np.random.default_rng(0).normal(size=(5, 4)).astype(np.float32)
    np.testing.assert_allclose(plain(values), model(values), atol=0.01)


@pytest.mark.usefixtures("keras")
def test_a_run_of_a_gpu_is_stored_in_float32(monkeypatch, tmp_path):
    from core import training
    from core.datasets.dataset import Dataset, Photo
    from core.photos import store as photo_store

    as_on_gpu = Device("H100", "mixed_float16", compiled=False)  # XLA takes its time on a CPU
    monkeypatch.setattr(training_device, "found", lambda: as_on_gpu)
    rng = np.random.default_rng(0)
    hashes = [
        photo_store.put(rng.integers(0, 256, (40, 40, 3), np.uint8), tmp_path) for _ in "abcd"
    ]
    photos = tuple(Photo(place % 2, photo, photo) for place, photo in enumerate(hashes))
    config = training.TrainingConfig(
        "fine_tuning", 1, 1, 1, head_units=8, image_size=96, pooling="flatten"
    )
    running = training.train(config, Dataset(("a", "b"), photos, tmp_path), tmp_path / "cache")
    trained, result = yield_all(running)
    assert result.device == "H100"
    assert {layer.compute_dtype for layer in trained.model.layers} == {"float32"}
    assert np.isfinite(result.validation.predictions[0].probability)
    from core.networks import vgg16

    assert vgg16.network("imagenet", 96).get_layer("block5_conv3").compute_dtype == "float32"


def yield_all(running):
    """Return what a generator returns."""
    ended = []

    def listen():
        ended.append((yield from running))

    list(listen())
    return ended[0]
