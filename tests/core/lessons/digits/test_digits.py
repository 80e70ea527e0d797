import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.lessons.digits.digits import (
    BOX,
    PER_CLASS,
    REACH,
    SHEET,
    SIDE,
    DigitError,
    fitted,
    for_maps,
    held_out,
    place,
)

SEVEN = held_out().of_class(7)[0]
shifts = st.tuples(st.integers(-REACH, REACH), st.integers(-REACH, REACH))


def centre_of_mass(image):
    grid = np.arange(len(image))
    return image.sum(1) @ grid / image.sum(), image.sum(0) @ grid / image.sum()


def test_held_out_digits_are_100_a_class_and_some_of_them_make_the_map():
    digits = held_out()
    assert digits.images.shape == (1000, SIDE, SIDE)
    assert np.bincount(digits.labels).tolist() == [100] * 10
    some = for_maps()
    assert np.bincount(some.labels).tolist() == [PER_CLASS] * 10
    np.testing.assert_array_equal(some.images[some.labels == 7], digits.of_class(7))


@settings(max_examples=40)
@given(shift=shifts)
def test_a_shift_moves_the_same_pixels_and_loses_none(shift):
    top, left = REACH + shift[0], REACH + shift[1]
    sheet = place(SEVEN, shift)
    assert sheet.shape == (SHEET, SHEET)
    np.testing.assert_array_equal(sheet[top : top + SIDE, left : left + SIDE], SEVEN)
    assert sheet.sum(dtype=int) == SEVEN.sum(dtype=int)


@pytest.mark.parametrize(("turn", "quarters"), [(90, -1), (180, 2), (-90, 1)])
def test_quarter_turns_are_clockwise(turn, quarters):
    np.testing.assert_array_equal(place(SEVEN, turn=turn), np.rot90(place(SEVEN), quarters))


@pytest.mark.parametrize("scale", [0.5, 0.75, 1.25, 1.5])
def test_scale_multiplies_the_area_and_keeps_the_middle(scale):
    square = np.zeros((SIDE, SIDE), np.uint8)
    square[8:20, 8:20] = 200
    sheet = place(square, scale=scale)
    assert sheet.sum() / square.sum() == pytest.approx(scale**2, rel=0.05)
    assert centre_of_mass(sheet) == pytest.approx((23.5, 23.5), abs=0.1)


@settings(max_examples=40)
@given(shift=shifts, scale=st.floats(0.5, 1.5), turn=st.floats(-180, 180))
def test_a_sheet_loses_nothing_at_any_size_and_angle(shift, scale, turn):
    middle = place(SEVEN, scale=scale, turn=turn)
    moved = place(SEVEN, shift, scale, turn)
    np.testing.assert_array_equal(moved, np.roll(middle, shift, axis=(0, 1)))


@settings(max_examples=60)
@given(
    top=st.integers(0, 20),
    left=st.integers(0, 20),
    height=st.integers(3, 28),
    width=st.integers(3, 28),
)
def test_a_fitted_drawing_has_mnist_size_and_place(top, left, height, width):
    drawing = np.zeros((SIDE, SIDE), np.uint8)
    drawing[top : top + height, left : left + width] = 255
    digit = fitted(drawing)
    rows, columns = np.nonzero(digit)
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == BOX
    assert centre_of_mass(digit) == pytest.approx((14, 14), abs=0.51)


def test_the_bundled_digits_are_fitted_already():
    masses = np.array([centre_of_mass(image.astype(float)) for image in held_out().images])
    assert abs(masses - 14).max() < 1
    sizes = [max(map(np.ptp, np.nonzero(image))) + 1 for image in held_out().images]
    assert np.median(sizes) == BOX


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        (np.zeros((SIDE, SIDE), np.uint8), "digit.empty"),
        (np.zeros((SIDE, SIDE)), "digit.shape"),
        (np.zeros((SIDE, SIDE, 3), np.uint8), "digit.shape"),
        (np.zeros((9, 9), np.uint8), "digit.shape"),
    ],
)
def test_what_is_no_digit_is_refused(drawing, reason):
    with pytest.raises(DigitError) as refusal:
        fitted(drawing)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"shift": (REACH + 1, 0)}, "digit.shift"),
        ({"shift": (0, -REACH - 1)}, "digit.shift"),
        ({"shift": (0.5, 0)}, "digit.shift"),
        ({"shift": (1, 0), "side": SIDE}, "digit.shift"),
        ({"scale": 0}, "digit.scale"),
        ({"scale": -1}, "digit.scale"),
        ({"scale": float("nan")}, "digit.scale"),
        ({"scale": float("inf")}, "digit.scale"),
        ({"side": SIDE - 2}, "digit.sheet"),
        ({"side": SHEET + 1}, "digit.sheet"),
    ],
)
def test_what_would_not_lie_on_the_sheet_is_refused(options, reason):
    with pytest.raises(DigitError) as refused:
        place(SEVEN, **options)
    assert refused.value.reason == reason


def test_a_digit_may_reach_the_edge_of_its_sheet():
    np.testing.assert_array_equal(place(SEVEN, (REACH, -REACH))[2 * REACH :, :SIDE], SEVEN)
    np.testing.assert_array_equal(place(SEVEN, side=SIDE), SEVEN)
    np.testing.assert_array_equal(place(SEVEN, (1, -1), side=SIDE + 2)[2:, :SIDE], SEVEN)
