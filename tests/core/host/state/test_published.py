"""Published sets: titles nobody else has, and who takes them back."""

import time

import pytest

from core.host.state import published, readers
from core.host.state.kept_room import KNOWN_SECONDS, Limits
from core.host.state.published import PublishedSet
from tests.support.refusals import reason

ANN, BO = "a" * 64, "b" * 64
LIMITS = Limits(sets=9, own_sets=2, bytes=300, own_bytes=60)
pytestmark = pytest.mark.usefixtures("database")


def publish(key, title, reader=ANN, size=10):
    published.publish(PublishedSet(key, reader, title, size), {"photos": [key]}, LIMITS)


def refused(*args, **kwargs):
    return reason(publish, *args, **kwargs)


def test_sets_are_listed_newest_first_and_what_is_in_them_is_read_by_key():
    publish("1", "Cats")
    publish("2", "개와 고양이", BO)
    listed = published.listed()
    assert [each.title for each in listed] == ["개와 고양이", "Cats"]
    assert [published.content_of(each.key) for each in listed] == [
        {"photos": ["2"]},
        {"photos": ["1"]},
    ]
    assert published.content_of("3") is None


def test_limits_of_one_reader_are_exact():
    publish("1", "a", size=30)
    assert refused("2", "A") == "workshop.same_title"
    assert refused("2", "b", size=31) == "workshop.own_too_large"
    publish("2", "b", size=30)
    assert refused("3", "c", size=0) == "workshop.too_many_own"


def test_limits_of_what_is_free_for_all_are_exact():
    publish("1", "a", size=60)
    assert refused("2", "b", BO, size=41) == "workshop.too_large"
    publish("2", "b", BO, size=40)
    publish("3", "c", BO, size=0)
    assert refused("4", "d", "c" * 64, size=0) == "workshop.too_many"


def test_who_has_been_here_has_a_kept_place():
    readers.see(BO, time.time() - KNOWN_SECONDS)
    for key in "123":
        publish(key, key, key * 64, size=3)
    assert refused("4", "d", "4" * 64, size=3) == "workshop.too_many"
    publish("4", "d", BO, size=3)


def test_only_the_owner_takes_back_or_the_host():
    publish("1", "Cats")
    assert published.take_back("1", BO) is False
    assert published.take_back("1", ANN) is True
    publish("1", "Cats")
    assert published.take_back("1") is True
    assert published.listed() == []
