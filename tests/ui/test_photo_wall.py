"""What a browser says of marked photos is checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.photo_wall import Act, read_act

KNOWN = {"a", "b", "c"}
OTHERS = ["owl"]


@pytest.mark.parametrize(
    ("value", "act"),
    [
        ({"photos": ["a", "b"], "to": None}, Act(frozenset("ab"), None)),
        ({"photos": ["a", "x", 3], "to": "owl"}, Act(frozenset("a"), "owl")),
        ({"photos": ["x"], "to": None}, None),
        ({"photos": ["a"], "to": "bat"}, None),
        ({"photos": "a"}, None),
        (None, None),
    ],
)
def test_only_known_photos_and_classes_count(value, act):
    assert read_act(value, KNOWN, OTHERS) == act


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(list(KNOWN)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
)


@given(st.fixed_dictionaries({"photos": json, "to": json}) | json)
def test_nothing_that_a_browser_sends_breaks_it(value):
    act = read_act(value, KNOWN, OTHERS)
    assert act is None or (act.photos <= KNOWN and act.to in (None, *OTHERS))
