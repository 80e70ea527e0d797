"""Sets that participants publish and take back."""

import numpy as np
import pytest

from core.datasets import workshop
from core.datasets.collection import OWN, Collected, Collection
from core.datasets.workshop import Workshop
from core.errors import ConvScopeError
from core.host.disk import size
from core.photos import store as photo_store

UNKNOWN = {"source": "bing", "licence": "unknown"}


@pytest.fixture
def store(tmp_path):
    return tmp_path / "session"


@pytest.fixture
def shared(tmp_path):
    return Workshop(tmp_path / "workshop")


def collected(store, *origins):
    """Return a set with one photo an origin in each of two classes."""
    collection = Collection()
    rng = np.random.default_rng(0)
    for name in ("cat", "개"):
        for origin in origins:
            photo = photo_store.put(rng.integers(0, 256, (9, 9, 3), np.uint8), store)
            collection = collection.add(Collected(photo, name, origin))
    return collection


def reason(call, *args):
    with pytest.raises(ConvScopeError) as refusal:
        call(*args)
    return refusal.value.reason


def test_everybody_sees_a_set_and_its_owner_alone_takes_it_back(shared, store):
    published = shared.publish(" 우리  반 ", collected(store, OWN, OWN), store, "ann")
    assert [each.title for each in shared.sets()] == ["우리 반"]
    assert published.dataset.counts == (2, 2)
    assert all(photo_store.get(p.hash, published.folder).any() for p in published.dataset.photos)
    shared.take_back(published.key, "bo")
    shared.take_back("no such set", "ann")
    assert shared.sets() == shared.owned("ann") == [published]
    assert shared.owned("bo") == []
    shared.take_back(published.key, "ann")
    assert shared.sets() == []
    assert not published.folder.exists()
    photo = published.dataset.photos[0].hash
    assert reason(photo_store.get, photo, published.folder) == "photo.missing"
    assert photo_store.get(photo, store).any()  # the owner's own copy stays


def test_photos_of_unknown_licence_stay_out(shared, store):
    published = shared.publish("a", collected(store, OWN, UNKNOWN, OWN), store, "ann")
    assert published.dataset.counts == (2, 2)
    refused = collected(store, OWN, UNKNOWN)
    assert reason(shared.publish, "b", refused, store, "ann") == "workshop.not_ready"


def test_a_session_that_ends_takes_its_sets_along(shared, store):
    mine = collected(store, OWN, OWN)
    for owner in ("ann", "ann", "bo"):
        shared.publish(owner, mine, store, owner)
    shared.take_back_all("ann")
    assert [each.title for each in shared.sets()] == ["bo"]
    assert len(list((shared.sets()[0].folder.parent).iterdir())) == 1


def test_a_participant_has_three_sets_and_no_more(shared, store):
    mine = collected(store, OWN, OWN)
    for title in "123":
        shared.publish(title, mine, store, "ann")
    assert reason(shared.publish, "4", mine, store, "ann") == "workshop.too_many_own"
    assert shared.publish("4", mine, store, "bo").title == "4"


@pytest.mark.parametrize("title", ["", "  ", "x" * 41, "a\u202eb", "a\0b"])
def test_a_title_is_short_and_readable(shared, store, title):
    assert reason(shared.publish, title, collected(store, OWN, OWN), store, "a") == "workshop.title"


def test_a_title_of_forty_characters_is_taken(shared, store):
    assert shared.publish("가" * 40, collected(store, OWN, OWN), store, "a").title == "가" * 40


def test_sets_are_bounded_in_number_and_bytes(shared, store, monkeypatch):
    mine = collected(store, OWN, OWN)
    monkeypatch.setattr(workshop, "MOST_OWN", 1)
    monkeypatch.setattr(workshop, "MOST_SETS", 2)
    shared.publish("1", mine, store, "ann")
    assert reason(shared.publish, "2", mine, store, "ann") == "workshop.too_many_own"
    one = shared.sets()[0].bytes
    assert one == size(shared.sets()[0].folder)
    monkeypatch.setenv("CONVSCOPE_WORKSHOP_MB", str(1.5 * one / 2**20))
    assert reason(shared.publish, "2", mine, store, "bo") == "workshop.too_large"
    assert len(list(shared.sets()[0].folder.parent.iterdir())) == 1
    monkeypatch.delenv("CONVSCOPE_WORKSHOP_MB")
    shared.publish("2", mine, store, "bo")
    assert reason(shared.publish, "3", mine, store, "cy") == "workshop.too_many"


def test_a_photo_that_is_gone_leaves_nothing_half_published(shared, store):
    mine = collected(store, OWN, OWN)
    photo_store.path(mine.photos[0].hash, store).unlink()
    assert reason(shared.publish, "a", mine, store, "ann") == "photo.missing"
    assert shared.sets() == []
    assert list(store.parent.joinpath("workshop").iterdir()) == []


def test_what_an_earlier_server_listed_is_swept(shared, store, tmp_path):
    shared.publish("a", collected(store, OWN, OWN), store, "ann")
    later = Workshop(tmp_path / "workshop")
    later.sweep()
    assert later.sets() == []
    assert list((tmp_path / "workshop").iterdir()) == []
