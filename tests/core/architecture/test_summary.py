"""Shapes and counts against Keras; multiply-adds and receptive fields by hand."""

import numpy as np
import pytest
from hypothesis import given, settings

from core.architecture.layers import (
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    LocalResponseNormalization,
    MaxPooling2D,
)
from core.architecture.presets import PRESETS
from core.architecture.summary import VGG, ArchitectureError, classifier_start, summarize
from core.architecture.vgg_table import INPUT_SHAPE, PAPER_MILLIONS, weight_layers
from tests.core.architecture.stack_strategies import STACK, keras_layer, keras_shapes_and_counts

VGG16_FIELDS = [3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212]


def total(column):
    return sum(summary.parameters for summary in summarize(VGG[column], INPUT_SHAPE))


@pytest.mark.tensorflow
@settings(max_examples=60)
@given(STACK)
def test_shapes_and_counts_are_those_of_keras(stack):
    try:
        summaries = summarize(stack.layers, stack.input_shape)
    except ArchitectureError as refusal:
        place = refusal.values["position"]
        if refusal.reason == "architecture.needs_list":
            return  # Keras applies a dense layer to every cell; see the test of that reason
        with pytest.raises(ValueError):  # noqa: PT011, Keras says it in many ways
            keras_shapes_and_counts(stack.layers[:place], stack.input_shape)
        summaries = summarize(stack.layers[: place - 1], stack.input_shape)
    ours = [(summary.output_shape, summary.parameters) for summary in summaries]
    assert ours == keras_shapes_and_counts(stack.layers[: len(ours)], stack.input_shape)


@pytest.mark.tensorflow
@pytest.mark.parametrize("column", ["A", "B", "C", "D", "E"])
def test_vgg_is_what_keras_builds(column):
    summaries = summarize(VGG[column], INPUT_SHAPE)
    ours = [(summary.output_shape, summary.parameters) for summary in summaries]
    assert ours == keras_shapes_and_counts(VGG[column], INPUT_SHAPE)


@pytest.mark.tensorflow
@pytest.mark.parametrize(("column", "name"), [("D", "VGG16"), ("E", "VGG19")])
def test_vgg_is_what_keras_applications_has(column, name):
    import keras

    with keras.StatelessScope(initialize_variables=False):
        model = getattr(keras.applications, name)(weights=None)
        assert total(column) == model.count_params()


@pytest.mark.parametrize("column", VGG)
def test_vgg_has_the_paper_s_millions_and_layers(column):
    assert round(total(column) / 1e6) == PAPER_MILLIONS[column]
    weights = [layer for layer in VGG[column] if isinstance(layer, Conv2D | Dense)]
    layers = {"A": 11, "A-LRN": 11, "B": 13, "C": 16, "D": 16, "E": 19}
    assert len(weights) == weight_layers(column) == layers[column]


def test_vgg_c_has_its_1x1_convolutions_and_a_lrn_its_normalization():
    sizes = [layer.kernel_size for layer in VGG["C"] if isinstance(layer, Conv2D)]
    assert sizes == [3, 3, 3, 3, 3, 3, 1, 3, 3, 1, 3, 3, 1]
    assert isinstance(VGG["A-LRN"][1], LocalResponseNormalization)
    assert total("A-LRN") == total("A")


def test_totals_by_hand():
    assert total("D") == 138_357_544
    lenet = PRESETS["lenet5"]
    summaries = summarize(lenet.layers, lenet.input_shape)
    counts = [summary.parameters for summary in summaries]
    assert counts == [156, 0, 2416, 0, 0, 48_120, 10_164, 850]
    assert [s.macs for s in summaries] == [117_600, 0, 240_000, 0, 0, 48_000, 10_080, 840]
    assert summaries[4].output_shape == (400,)


def test_the_arithmetic_is_written_out():
    conv, flat, dense = summarize([Conv2D(128, stride=2), Flatten(), Dense(10)], (56, 56, 64))
    assert conv.parameter_count.arithmetic == "(3×3×64 + 1) × 128 = 73,856"
    assert conv.mac_count.arithmetic == "28×28×128 × 3×3×64 = 57,802,752"
    assert conv.size_arithmetic == "⌊(56 + 1 − 3) ÷ 2⌋ + 1 = 28"
    assert flat.size_arithmetic == "28×28×128 = 100,352"
    assert flat.parameter_count.arithmetic == ""
    assert dense.parameter_count.arithmetic == "(100,352 + 1) × 10 = 1,003,530"


def test_receptive_fields_of_vgg16_by_hand():
    summaries = summarize(VGG["D"], INPUT_SHAPE)
    sizes = [summary.receptive_field[0].size for summary in summaries]
    assert sizes == [*VGG16_FIELDS, 212, 404, 404, 404]  # 212 + 6 * 32 once all cells are gathered
    assert summaries[-1].middle_window(INPUT_SHAPE) == (0, 0, 1, 1)


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    "layers",
    [
        (Conv2D(2, 3, 2, "same"), MaxPooling2D(3, 2, "valid")),
        (Conv2D(2, 4, 1, "valid"), AveragePooling2D(2, 2, "same"), Conv2D(3, 2, 1, "same")),
    ],
)
def test_what_lies_outside_the_window_does_not_matter(layers):
    """The oracle: change every pixel outside, and the middle cell stays as it was."""
    import keras

    shape = (20, 26, 1)
    model = keras.Sequential([keras.Input(shape), *map(keras_layer, layers)])
    summary = summarize(layers, shape)[-1]
    top, left, bottom, right = summary.middle_window(shape)
    rows, columns = (
        slice(round(20 * top), round(20 * bottom)),
        slice(round(26 * left), round(26 * right)),
    )
    x = np.random.default_rng(0).normal(size=(2, *shape)).astype(np.float32)
    x[1, rows, columns] = x[0, rows, columns]
    first, second = np.array(model(x))
    middle = tuple(cells // 2 for cells in summary.grid)
    np.testing.assert_allclose(first[middle], second[middle], rtol=1e-5)
    assert not np.allclose(first, second)


@pytest.mark.parametrize(
    ("layers", "reason", "position"),
    [
        ([Flatten(), Conv2D(8)], "needs_map", 2),
        ([GlobalAveragePooling2D(), MaxPooling2D()], "needs_map", 2),
        ([Conv2D(8), Dense(10)], "needs_list", 2),
        ([Conv2D(8, 9, padding="valid")], "does_not_fit", 1),
        ([MaxPooling2D(), MaxPooling2D(), MaxPooling2D(3)], "does_not_fit", 3),
        ([Conv2D(0)], "number", 1),
        ([Conv2D(8, 2.5)], "number", 1),
        ([Conv2D(True)], "number", 1),
        ([Dropout(1.0)], "number", 1),
        ([Dropout(float("nan"))], "number", 1),
        ([Conv2D(8, padding="reflect")], "choice", 1),
        ([Conv2D(8)] * 41, "too_deep", 41),
    ],
)
def test_a_stack_that_cannot_be_is_refused_at_its_layer(layers, reason, position):
    with pytest.raises(ArchitectureError) as refusal:
        summarize(layers, (8, 8, 3))
    assert refusal.value.reason == f"architecture.{reason}"
    assert refusal.value.values["position"] == position


def test_too_many_parameters_are_refused():
    with pytest.raises(ArchitectureError, match="1,000,000,000"):
        summarize([Flatten(), Dense(8192)], (224, 224, 3))


@pytest.mark.parametrize("shape", [(0, 8, 1), (8, 8), (513, 8, 3), (8, 8, 65)])
def test_an_input_that_cannot_be_is_refused(shape):
    with pytest.raises(ArchitectureError) as refusal:
        summarize([Flatten()], shape)
    assert refusal.value.reason == "architecture.input"


def test_the_classifier_starts_where_maps_become_a_list():
    assert classifier_start(PRESETS["lenet5"].layers) == 4
    assert classifier_start(PRESETS["mlp"].layers) == 0
    assert classifier_start([Conv2D(8), GlobalAveragePooling2D(), Dense(2)]) == 1
    assert classifier_start([Conv2D(8)]) == 1


def test_no_layers_are_no_summaries():
    assert summarize([], (8, 8, 3)) == []
