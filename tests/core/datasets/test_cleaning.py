"""What is suggested, in which order, and what following a suggestion leaves."""

from dataclasses import replace

import pytest

from core.datasets.cleaning import ordered, suggestions
from core.datasets.collection import Collected, Collection
from core.datasets.label_doubts import LabelVerdict
from core.photos.look import Look

SIZES = {"1": 300, "2": 500, "3": 400, "4": 60, "5": 300, "6": 300}


def photo(number):
    return Collected(number, {"1": "fox", "2": "owl", "3": "fox"}.get(number, "owl"), {})


@pytest.fixture
def collection():
    made = Collection(("fox", "owl", "bat"))
    for number in SIZES:
        made = made.add(photo(number))
    return made


@pytest.fixture
def looks():
    """Photos 1, 2 and 3 show the same; 4 is tiny and 5 blank."""
    same = dict.fromkeys("123", 0x00FF00FF) | {"4": 0x0FF00FF0, "5": 0, "6": 0xAAAA_AAAA}
    return {
        number: Look(side, side, 2.0 if number == "5" else 50.0, *[same[number].to_bytes(8)] * 2)
        for number, side in SIZES.items()
    }


@pytest.fixture
def verdicts():
    """6 looks like a fox, and 4 a little; 1 is a fox."""
    return {
        "1": LabelVerdict(0, 0, 0.9, 0.1),
        "4": LabelVerdict(1, 0, 0.6, 0.9),
        "6": LabelVerdict(1, 0, 0.9, 2.3),
    }


def test_the_first_of_every_kind_comes_first(collection, looks, verdicts):
    found = suggestions(collection, looks, verdicts)
    assert [each.key for each in found] == [
        "duplicates-2",
        "doubtful-6",
        "blank-5",
        "tiny-4",
        "doubtful-4",
    ]
    assert [photo.hash for photo in found[0].photos] == ["2", "1", "3"]
    assert found[1].to == "fox"


def test_following_keeps_the_largest_moves_or_removes(collection, looks, verdicts):
    duplicates, doubtful, blank, *_ = suggestions(collection, looks, verdicts)
    assert duplicates.removed == {"1", "3"}
    assert duplicates.follow(collection).counts == {"fox": 0, "owl": 4, "bat": 0}
    one_fox = replace(duplicates, to="fox").follow(collection)
    assert one_fox.counts == {"fox": 1, "owl": 3, "bat": 0}
    assert doubtful.removed == set()
    assert doubtful.follow(collection).counts == {"fox": 3, "owl": 3, "bat": 0}
    assert blank.follow(collection).counts == {"fox": 2, "owl": 3, "bat": 0}
    assert collection.counts == {"fox": 2, "owl": 4, "bat": 0}


def test_what_is_kept_is_suggested_no_more_until_something_changes(collection, looks, verdicts):
    kept = collection.keep({"1", "2", "3", "4"})
    assert [each.key for each in suggestions(kept, looks, verdicts)] == ["doubtful-6", "blank-5"]
    one_of_three = collection.keep({"2"})
    assert suggestions(one_of_three, looks, verdicts)[0].key == "duplicates-2"
    moved = kept.relabel({"4"}, "fox")
    again = {"4": LabelVerdict(0, 1, 0.7, 1.2)}
    assert [each.to for each in suggestions(moved, looks, again) if each.to] == ["owl"]


def test_a_clean_collection_has_no_suggestions(collection, looks):
    clean = collection.remove({"1", "3", "4", "5"})
    assert suggestions(clean, {"2": looks["2"], "6": looks["6"]}, {}) == []


@pytest.mark.parametrize(
    ("order", "expected"), [("arrival", "123456"), ("doubt", "641235"), ("size", "415632")]
)
def test_orders(collection, looks, verdicts, order, expected):
    photos = list(collection.photos)
    found = ordered(photos, order, looks, verdicts)
    assert "".join(photo.hash for photo in found) == expected
