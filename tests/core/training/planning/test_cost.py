"""Costs against Keras' own counts and by hand, and what is refused before it starts."""

import dataclasses

import numpy as np
import pytest

from core.datasets.dataset import Dataset, Photo
from core.training.config import METHODS, OF_METHOD, RECOMMENDED, TrainingConfig, TrainingError
from core.training.methods import head, scratch
from core.training.planning.cost import (
    BASE_BYTES,
    cache_bytes,
    frozen_parameters,
    memory_bytes,
    multiply_adds,
    require_feasible,
    trained_parameters,
)


def photos(tmp_path, a_class):
    pairs = [(label, f"{label}{i:063d}") for label in (0, 1) for i in range(a_class)]
    return Dataset(("a", "b"), tuple(Photo(label, h, h) for label, h in pairs), tmp_path)


@pytest.mark.tensorflow
def test_parameters_are_those_of_the_networks():
    config = TrainingConfig(head_units=16)
    built = head.build(config, 3, np.ones((2, 512), np.float32))
    assert trained_parameters(config, 3) == sum(
        int(np.prod(weight.shape)) for weight in built.trainable_weights
    )
    assert frozen_parameters(config) == 14_714_688
    config = TrainingConfig("scratch", image_size=96)
    assert trained_parameters(config, 3) == scratch.build(config, 3).count_params()
    assert frozen_parameters(config) == 0


@pytest.mark.tensorflow
def test_the_records_of_the_network_from_scratch_are_those_of_what_is_built():
    config = TrainingConfig("scratch", image_size=96)
    built = scratch.build(config, 4)
    drawn = [layer for layer in built.layers[1:] if layer.name != "rescale"]
    found = scratch.summaries(config, 4)
    assert [type(summary.layer).__name__ for summary in found] == [
        type(layer).__name__ for layer in drawn
    ]
    for summary, layer in zip(found, drawn, strict=True):
        assert summary.output_shape == layer.output.shape[1:], layer.name
        assert summary.parameters == layer.count_params(), layer.name


@pytest.mark.tensorflow
def test_the_records_of_the_head_are_those_of_what_is_built():
    config = TrainingConfig(pooling="flatten", image_size=96, head_units=16)
    assert head.input_shape(config) == (3, 3, 512)
    built = head.build(config, 3, np.ones((2, *head.input_shape(config)), np.float32))
    drawn = [layer for layer in built.layers[1:] if layer.name != "standardize"]
    records = head.layers_after_vgg16(config, 3)
    assert [type(record).__name__ for record in records] == [type(each).__name__ for each in drawn]
    assert head.input_shape(TrainingConfig()) == (512,)


@pytest.mark.tensorflow
def test_a_flattened_head_has_a_weight_for_each_value_of_the_maps():
    config = TrainingConfig(head_units=16, pooling="flatten", image_size=96)
    assert trained_parameters(config, 3) == (3 * 3 * 512 + 1) * 16 + 17 * 3
    built = head.build(config, 3, np.ones((2, 3, 3, 512), np.float32))
    assert trained_parameters(config, 3) == sum(
        int(np.prod(weight.shape)) for weight in built.trainable_weights
    )


def test_fine_tuning_moves_parameters_from_frozen_to_trained():
    config = TrainingConfig("fine_tuning", trainable_convolutions=3)
    block5 = 3 * (9 * 512 * 512 + 512)
    assert frozen_parameters(config) == 14_714_688 - block5
    top = trained_parameters(TrainingConfig(), 3)
    assert trained_parameters(config, 3) == top + block5


@pytest.mark.parametrize(
    ("config", "bytes_a_photo"),
    [
        (TrainingConfig(), 2 * 7 * 7 * 512),
        (TrainingConfig("fine_tuning", trainable_convolutions=3), 2 * 14 * 14 * 512),
        (TrainingConfig("fine_tuning", trainable_convolutions=5), 2 * 28 * 28 * 512),
        (TrainingConfig("fine_tuning", trainable_convolutions=6), 2 * 28 * 28 * 256),
        (TrainingConfig("fine_tuning", trainable_convolutions=13), 0),
        (TrainingConfig("scratch"), 0),
        (TrainingConfig(draws=3), 4 * 2 * 7 * 7 * 512),
    ],
)
def test_features_take_so_much_disk(config, bytes_a_photo):
    assert cache_bytes(config, 10) == 10 * bytes_a_photo


def test_multiply_adds_by_hand():
    once = 15_346_630_656  # VGG16's convolutions at 224 pixels, Simonyan and Zisserman
    assert multiply_adds(TrainingConfig(), 2) == 2 * once
    block5 = 3 * 9 * 512 * 512 * 14 * 14
    tuned = TrainingConfig("fine_tuning", epochs=4)
    assert multiply_adds(tuned, 2) == 2 * once + 4 * 2 * 3 * block5
    tiny = TrainingConfig("scratch", epochs=1, image_size=96)
    convolutions = 3 * 16 * 96**2 + 16 * 32 * 48**2 + 32 * 64 * 24**2 + 64 * 64 * 12**2
    assert multiply_adds(tiny, 1) == 3 * 9 * convolutions


def test_memory_by_hand():
    """Block 5 at 224 pixels: three maps of 14 x 14 x 512, kept and derived, in float32."""
    config = TrainingConfig("fine_tuning", batch_size=16, draws=1)
    step = 2 * 4 * 16 * 3 * 14 * 14 * 512
    weights = 16 * trained_parameters(config, 3)
    maps = 4 * 512 * 10 * 2
    assert memory_bytes(config, 10, 3) == BASE_BYTES + step + weights + maps
    flat = dataclasses.replace(config, pooling="flatten")
    more = 16 * (trained_parameters(flat, 3) - trained_parameters(config, 3)) + 48 * maps
    assert memory_bytes(flat, 10, 3) == memory_bytes(config, 10, 3) + more
    config = TrainingConfig("scratch", batch_size=2, image_size=96)
    values = 96**2 * 16 + 48**2 * 32 + 24**2 * 64 + 12**2 * 64
    weights = 16 * trained_parameters(config, 3)
    expected = BASE_BYTES + 2 * 4 * 2 * values + weights + 10 * 3 * 96**2
    assert memory_bytes(config, 10, 3) == expected


@pytest.mark.parametrize(
    ("config", "a_class", "reason"),
    [
        (TrainingConfig(epochs=5, patience=5), 2, "training.patience"),
        (TrainingConfig("fine_tuning", epochs=100, trainable_convolutions=6), 500, "too_much"),
        (TrainingConfig("fine_tuning", trainable_convolutions=5, draws=8), 400, "too_much"),
        (TrainingConfig("fine_tuning", trainable_convolutions=13, batch_size=128), 2, "memory"),
        (TrainingConfig(), 1, "training.few_photos"),
    ],
)
def test_hopeless_settings_are_refused_by_name(tmp_path, config, a_class, reason):
    with pytest.raises(TrainingError) as refused:
        require_feasible(config, photos(tmp_path, a_class))
    assert refused.value.reason.endswith(reason)


def test_photos_that_nothing_can_be_learnt_from_are_refused_by_name(tmp_path):
    alike = tuple(Photo(label, f"{label}{i:063d}", str(label)) for label in (0, 1) for i in (0, 1))
    for class_names, reason in ((("a", "b"), "dataset.all_alike"), (("a",), "training.one_class")):
        with pytest.raises(TrainingError) as refused:
            require_feasible(TrainingConfig(), Dataset(class_names, alike, tmp_path))
        assert refused.value.reason == reason


@pytest.mark.parametrize("method", METHODS)
def test_recommended_settings_are_feasible_for_a_class_room(tmp_path, method):
    assert RECOMMENDED[method].method == method
    require_feasible(RECOMMENDED[method], photos(tmp_path, 90))


def test_settings_of_other_methods_do_not_make_another_run():
    config = TrainingConfig("scratch")
    assert config.relevant().keys().isdisjoint(OF_METHOD)
    assert config.relevant() == TrainingConfig("scratch", trainable_convolutions=5).relevant()
    assert config.relevant() != TrainingConfig("scratch", draws=1).relevant()
