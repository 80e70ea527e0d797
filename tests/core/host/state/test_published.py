"""Published sets: titles nobody else has, and room kept for others."""

import pytest

from core.host.state import published
from core.host.state.published import Limits, PublishedSet
from tests.support.refusals import reason

ANN, BO = "a" * 64, "b" * 64
LIMITS = Limits(sets=3, own_sets=2, bytes=100, own_bytes=60)
pytestmark = pytest.mark.usefixtures("database")


def publish(key, title, reader=ANN, size=10, limits=LIMITS):
    published.publish(PublishedSet(key, reader, title, {"photos": [key]}, size), limits)


def refused(*args, **kwargs):
    return reason(publish, *args, **kwargs)


def test_sets_are_listed_newest_first_with_what_is_in_them():
    publish("1", "Cats")
    publish("2", "개와 고양이", BO)
    assert [(each.title, each.content) for each in published.all_published()] == [
        ("개와 고양이", {"photos": ["2"]}),
        ("Cats", {"photos": ["1"]}),
    ]


def test_limits_are_exact():
    publish("1", "a", size=30)
    assert refused("2", "A") == "workshop.same_title"
    assert refused("2", "b", size=31) == "workshop.too_large"
    publish("2", "b", size=30)
    assert refused("3", "c", size=0) == "workshop.too_many_own"
    assert refused("3", "c", BO, size=41) == "workshop.too_large"
    publish("3", "c", BO, size=40)
    assert refused("4", "d", BO, size=0) == "workshop.too_many"


def test_only_the_owner_takes_back_or_the_host():
    publish("1", "Cats")
    assert published.take_back("1", BO) is False
    assert published.take_back("1", ANN) is True
    publish("1", "Cats")
    assert published.take_back("1") is True
    assert published.all_published() == []
