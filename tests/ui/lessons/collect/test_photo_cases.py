"""What a browser says of cards is checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.lessons.collect.photo_cases.photo_cases import PhotoCase, read_choice

CASES = [
    PhotoCase("tiny-1", "", [], [], {"follow": ""}),
    PhotoCase("blank-2", "", [], [], {"keep": ""}),
]


@pytest.mark.parametrize(
    ("value", "choice"),
    [
        ({"case": "tiny-1", "act": "follow"}, ("tiny-1", "follow")),
        ({"case": "blank-2", "act": "keep"}, ("blank-2", "keep")),
        ({"case": "tiny-1", "act": "keep"}, None),
        ({"case": "tiny-3", "act": "follow"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_only_cards_and_acts_that_are_drawn_count(value, choice):
    assert read_choice(value, CASES) == choice


json = st.none() | st.integers() | st.text(max_size=3) | st.sampled_from(["tiny-1", "follow"])
json |= st.lists(json, max_size=3)


@given(st.dictionaries(st.sampled_from(["case", "act"]), json) | json)
def test_nothing_that_a_browser_sends_breaks_it(value):
    assert read_choice(value, CASES) in (None, ("tiny-1", "follow"))
