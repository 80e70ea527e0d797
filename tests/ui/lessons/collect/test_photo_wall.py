"""What a browser says of marked photos is checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.lessons.collect.photo_wall.photo_wall import Act, read_act, read_marks

KNOWN = {"a", "b", "c"}
OTHERS = ["owl"]


@pytest.mark.parametrize(
    ("value", "act"),
    [
        ({"photos": ["a", "b"], "to": None}, Act(frozenset("ab"), None)),
        ({"photos": ["a", "x", 3], "to": "owl"}, Act(frozenset("a"), "owl")),
        ({"photos": ["c"], "keep": True}, Act(frozenset("c"), None, keep=True)),
        ({"photos": ["c"], "keep": "yes"}, Act(frozenset("c"), None)),
        ({"photos": ["c"], "keep": True, "to": "owl"}, Act(frozenset("c"), "owl")),
        ({"photos": ["x"], "to": None}, None),
        ({"photos": ["a"], "to": "bat"}, None),
        ({"photos": "a"}, None),
        (None, None),
    ],
)
def test_only_known_photos_and_classes_count(value, act):
    assert read_act(value, KNOWN, OTHERS) == act


def test_marks_go_by_the_first_digits_of_known_photos():
    known = ["0" * 64, "0" * 16 + "1" * 48, "2" * 64]
    assert read_marks(["0" * 16, "f" * 16, None, {}], known) == frozenset(known[:2])
    assert read_marks([*["f" * 16] * 1000, "0" * 16], known) == frozenset()  # a flood
    assert read_marks({"0" * 16: 1}, known) == frozenset()


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(list(KNOWN)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
)


@given(st.fixed_dictionaries({"photos": json, "to": json, "keep": json}) | json)
def test_nothing_that_a_browser_sends_breaks_it(value):
    act = read_act(value, KNOWN, OTHERS)
    assert act is None or (act.photos <= KNOWN and act.to in (None, *OTHERS))
    assert read_marks(value, KNOWN) <= KNOWN
