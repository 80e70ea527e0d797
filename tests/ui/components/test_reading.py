"""Whatever a browser sends: each reader gives something that fits, or nothing; a flood is cheap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.architecture import PRESETS
from core.architecture.text import decode, encode
from core.lessons.digits import SIDE
from ui.components import reading
from ui.components.matrix.matrix import LARGEST, View, plain_scene, read_edits
from ui.components.scene import read_place
from ui.lessons.collect.photo_cases.photo_cases import PhotoCase, read_choice
from ui.lessons.collect.photo_wall.photo_wall import SHORT, read_act, read_marks
from ui.lessons.position.digit_canvas.digit_canvas import read_drawing
from ui.lessons.position.shift_maps.shift_maps import read_shift
from ui.lessons.story.tuning import tuning
from ui.lessons.structure.stack_edits import edited
from ui.lessons.train.confusion.confusion import read_cell

KNOWN = [f"{number:064x}" for number in range(20)]
CASES = [PhotoCase("a", "title", [], [], {"keep": "Keep"})]
SCENE = plain_scene(np.zeros((3, 4)), view=View(labels={}, editable=("input",)))
STACK = next(iter(PRESETS.values()))

words = st.sampled_from(
    ["photos", "to", "keep", "cat", "case", "act", "a", "target", "input", "plane", "row"]
    + ["column", "value", "action", "index", "add", "remove", "move", "change", "kind", "conv"]
    + ["field", "filters", "kernel_size", "padding", "same", "angle", "offset", "cell"]
    + [known[:SHORT] for known in KNOWN[:3]]
)
numbers = st.integers(-3, 40) | st.integers() | st.floats()
leaves = st.none() | st.booleans() | numbers | words | st.text(max_size=5)
json = st.recursive(
    leaves,
    lambda each: st.lists(each, max_size=4) | st.dictionaries(words | st.text(), each, max_size=5),
    max_leaves=12,
)


def is_index(value, size):
    return type(value) is int and 0 <= value < size


@given(json)
def test_whatever_comes_what_is_read_fits(value):
    for size in ((1, 1), (3, 4)):
        place = read_place(value, size)
        assert place is None or all(map(is_index, place, size))
    cell = read_cell(value, 3)
    assert cell is None or all(is_index(number, 3) for number in cell)
    shift = read_shift(value)
    assert shift is None or all(type(number) is int for number in shift)
    assert read_choice(value, CASES) in (None, ("a", "keep"))
    assert read_marks(value, KNOWN) <= set(KNOWN)
    act = read_act(value, KNOWN, ["cat"])
    assert act is None or (act.photos and act.to in (None, "cat"))
    assert read_drawing(value).shape == (SIDE, SIDE)
    bar = tuning.read_place(value)
    assert bar is None or all(type(number) is int for number in vars(bar).values())
    for edit in read_edits(value, SCENE):
        assert abs(edit.value) <= LARGEST
        assert is_index(edit.row, 3)
        assert is_index(edit.column, 4)


@given(json | st.fixed_dictionaries({"action": words, "index": st.integers(-1, 4), "to": numbers,
                                     "kind": words, "field": words, "value": json}))  # fmt: skip
def test_a_stack_stays_one_whatever_is_edited(value):
    stack = edited(edited(STACK, value), value)
    assert decode(encode(stack)) == stack


class Counting(list):
    """A list that knows how many of its entries were looked at."""

    looked = 0

    def __getitem__(self, cut):
        part = list.__getitem__(self, cut)
        self.looked += len(part)
        return part

    def __iter__(self):
        raise AssertionError("all of it was looked at")

    def __contains__(self, each):
        raise AssertionError("all of it may be looked at")


def test_a_flood_is_cut_before_it_is_looked_at():
    flood = Counting([0] * 200_000)
    assert read_marks(flood, KNOWN) == frozenset()
    assert flood.looked <= 2 * len(KNOWN)
    assert read_edits(flood, SCENE) == []
    assert flood.looked <= 2 * len(KNOWN) + 12
    assert not read_drawing("A" * 10**7).any()


@pytest.mark.parametrize("value", [True, 1.0, "1", None, [1], 10**400, -1, 5, float("nan")])
def test_what_is_no_whole_number_in_range(value):
    assert reading.whole(value, 0, 4) is None


@pytest.mark.parametrize("value", [True, "1", None, [1], 10**400, float("nan"), float("-inf"), 4.1])
def test_what_is_no_number_in_range(value):
    assert reading.real(value, 4) is None


def test_what_fits_is_read():
    assert (reading.whole(4, 0, 4), reading.real(-4, 4), reading.real(0.5, 4)) == (4, -4.0, 0.5)
    assert (reading.one_of("a", "ab"), reading.one_of(["a"], "ab")) == ("a", None)
    assert (reading.text("ab", 2), reading.text("abc", 2)) == ("ab", None)
