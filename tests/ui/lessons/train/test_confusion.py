"""What a browser says of a chosen cell is checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.lessons.train.confusion.confusion import read_cell


def test_a_cell_of_the_matrix():
    assert read_cell([0, 2], 3) == (0, 2)


@pytest.mark.parametrize(
    "value", [[0, 3], [-1, 0], [0], [0, 1, 2], ["0", "1"], [0.0, 1.0], {"0": 1}, "01", None]
)
def test_anything_else_is_none(value):
    assert read_cell(value, 3) is None


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
)


@given(json)
def test_whatever_comes_is_a_cell_or_none(value):
    cell = read_cell(value, 3)
    assert cell is None or (cell[0] in range(3) and cell[1] in range(3))
