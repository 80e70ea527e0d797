"""The NumPy networks equal Keras with the same weights, and the record what one measures."""

import numpy as np
import pytest

from core.lessons.digits.digit_networks import (
    FIELD,
    MARGIN,
    NETWORKS,
    PERIOD,
    TAUGHT,
    answers,
    answers_by_shift,
    features,
    weights,
)
from core.lessons.digits.digits import REACH, SHEET, DigitError, held_out, place
from core.lessons.digits.records import records

SEVEN = held_out().of_class(7)[9]
PLACES = [(0, 0), (-10, -10), (10, 10), (-10, 3), (4, 0), (1, -2), (5, 9)]


@pytest.fixture(scope="module")
def in_keras():
    """Return a function that gives the Keras model of a network, built from its weights alone."""
    import keras
    from keras import layers

    def convolutions():
        yield layers.ZeroPadding2D(MARGIN)
        for name, filters in (("conv_1", 8), ("conv_2", 60), ("conv_3", 12)):
            yield layers.Conv2D(filters, 5, activation="relu", name=name)
            if name != "conv_3":
                yield layers.MaxPooling2D(2)

    def model(network):
        if network in ("mlp", TAUGHT):
            body = [layers.Flatten(), layers.Dense(16, activation="relu", name="dense_1")]
            head = layers.Dense(10, activation="softmax", name="dense_2")
        else:
            last = layers.GlobalAveragePooling2D() if network == "gap" else layers.Flatten()
            body = [*convolutions(), last]
            head = layers.Dense(10, activation="softmax", name="dense")
        built = keras.Sequential([keras.Input((SHEET, SHEET, 1)), *body, head])
        for layer in built.layers:
            if layer.weights:
                trained = weights(network)
                layer.set_weights([trained[f"{layer.name}/{kind}"] for kind in ("kernel", "bias")])
        return built

    return model


@pytest.mark.tensorflow
@pytest.mark.parametrize("network", [*NETWORKS, TAUGHT])
def test_answers_at_all_shifts_equal_keras_sheet_by_sheet(in_keras, network):
    model = in_keras(network)
    assert model.count_params() == records()[network].parameters
    looks = {"scale": 1.3, "turn": 30}
    ours = answers(network, place(SEVEN, **looks, side=FIELD))[::-1, ::-1]
    sheets = np.stack([place(SEVEN, shift, **looks) for shift in PLACES])
    expected = np.array(model(sheets[..., None].astype(np.float32) / 255))
    found = np.stack([ours[REACH + down, REACH + right] for down, right in PLACES])
    np.testing.assert_allclose(found, expected, atol=2e-5)


def test_a_table_holds_the_answers_to_each_shifted_sheet():
    table = answers_by_shift(SEVEN)
    assert table.shape == (len(NETWORKS), 21, 21, 10)
    np.testing.assert_allclose(table.sum(axis=-1), 1, rtol=1e-5)
    for index, network in enumerate(NETWORKS):
        for down, right in PLACES:
            alone = answers(network, place(SEVEN, (down, right)))
            assert alone.shape == (1, 1, 10)
            found = table[index, REACH + down, REACH + right]
            np.testing.assert_allclose(found, alone[0, 0], atol=1e-5)


@pytest.mark.parametrize("network", ["flatten", "gap"])
def test_a_shift_by_the_period_moves_the_last_map_by_one_cell(network):
    maps = [
        features(weights(network), place(SEVEN, shift) / np.float32(255))[::PERIOD, ::PERIOD]
        for shift in ((0, 0), (0, PERIOD), (0, 1))
    ]
    np.testing.assert_allclose(maps[1][:, 1:], maps[0][:, :-1], atol=1e-5)
    assert np.abs(maps[2][:, 1:] - maps[0][:, :-1]).max() > 0.1


def test_pixels_that_never_had_ink_keep_their_first_random_weights():
    kernel = weights("mlp")["dense_1/kernel"].reshape(SHEET, SHEET, -1).copy()
    first = np.sqrt(6 / (SHEET**2 + kernel.shape[-1]))  # Glorot's limit, where Keras starts
    inked = slice(REACH, -REACH)
    assert np.abs(kernel[inked, inked]).max() > 5 * first
    kernel[inked, inked] = 0
    assert 0.95 * first < np.abs(kernel).max() <= first * 1.0001


@pytest.mark.parametrize("shape", [(47, 48), (48,), (48, 48, 1)])
def test_a_paper_that_holds_no_sheet_is_refused(shape):
    with pytest.raises(DigitError) as refusal:
        answers("gap", np.zeros(shape, np.uint8))
    assert refusal.value.reason == "digit.paper"
