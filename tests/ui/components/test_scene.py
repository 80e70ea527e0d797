import pytest

from ui.components.scene import read_place


@pytest.mark.parametrize("place", [(0, 0), (3, 4), (3, 9)])
def test_a_place_is_a_row_and_a_column(place):
    assert read_place(list(place), size=(4, 10)) == place


@pytest.mark.parametrize(
    "value",
    [
        *(None, "34", [3], [4, 0], [0, 10], [-1, 0], [0, 1.5], [1.0, 2]),
        *([True, 0], {"row": 1}, [0, 0, 0], [[0], 0]),
    ],
)
def test_what_a_browser_may_not_send_is_none(value):
    assert read_place(value, size=(4, 10)) is None
