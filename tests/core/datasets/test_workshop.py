"""Sets that participants publish and take back."""

import numpy as np
import pytest

from core.datasets import workshop
from core.datasets.collection import OWN, Collected, Collection
from core.host import state
from core.host.disk import size
from core.photos import store as photo_store
from tests.support.refusals import reason

UNKNOWN = {"source": "bing", "licence": "unknown"}


@pytest.fixture
def store(tmp_path):
    return tmp_path / "session"


@pytest.fixture(autouse=True)
def shared(own_state):
    return workshop


def collected(store, *origins):
    """Return a set with one photo an origin in each of two classes."""
    collection = Collection()
    rng = np.random.default_rng(0)
    for name in ("cat", "개"):
        for origin in origins:
            photo = photo_store.put(rng.integers(0, 256, (9, 9, 3), np.uint8), store)
            collection = collection.add(Collected(photo, name, origin))
    return collection


def test_everybody_sees_a_set_and_its_owner_alone_takes_it_back(shared, store):
    published = shared.publish(" 우리  반 ", collected(store, OWN, OWN), store, "ann")
    assert [each.title for each in shared.published()] == ["우리 반"]
    assert published.dataset.counts == (2, 2)
    assert all(
        photo_store.get(p.hash, published.dataset.folder).any() for p in published.dataset.photos
    )
    shared.take_back(published.key, "bo")
    shared.take_back("no such set", "ann")
    assert shared.published() == shared.owned("ann") == [published]
    assert shared.owned("bo") == []
    shared.take_back(published.key, "ann")
    assert shared.published() == []
    assert not published.dataset.folder.exists()
    photo = published.dataset.photos[0].hash
    assert reason(photo_store.get, photo, published.dataset.folder) == "photo.missing"
    assert photo_store.get(photo, store).any()  # the owner's own copy stays


def test_photos_of_unknown_licence_stay_out(shared, store):
    published = shared.publish("a", collected(store, OWN, UNKNOWN, OWN), store, "ann")
    assert published.dataset.counts == (2, 2)
    refused = collected(store, OWN, UNKNOWN)
    assert reason(shared.publish, "b", refused, store, "ann") == "workshop.not_ready"


def test_a_session_that_ends_takes_its_sets_along(shared, store):
    mine = collected(store, OWN, OWN)
    for title, owner in (("1", "ann"), ("2", "ann"), ("3", "bo")):
        shared.publish(title, mine, store, owner)
    shared.take_back_all("ann")
    assert [each.title for each in shared.published()] == ["3"]
    assert len(list((shared.published()[0].dataset.folder.parent).iterdir())) == 1


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
    one = shared.published()[0].bytes
    assert one == size(shared.published()[0].dataset.folder)
    monkeypatch.setenv("CONVSCOPE_WORKSHOP_MB", str(1.5 * one / 2**20))
    assert reason(shared.publish, "2", mine, store, "bo") == "workshop.too_large"
    assert len(list(shared.published()[0].dataset.folder.parent.iterdir())) == 1
    monkeypatch.delenv("CONVSCOPE_WORKSHOP_MB")
    shared.publish("2", mine, store, "bo")
    assert reason(shared.publish, "3", mine, store, "cy") == "workshop.too_many"


def test_a_photo_that_is_gone_leaves_nothing_half_published(shared, store):
    mine = collected(store, OWN, OWN)
    photo_store.path(mine.photos[0].hash, store).unlink()
    assert reason(shared.publish, "a", mine, store, "ann") == "photo.missing"
    assert shared.published() == []
    assert list(store.parent.joinpath("workshop").iterdir()) == []


def test_sets_outlive_the_server_and_photos_of_no_set_are_swept(shared, store, tmp_path):
    published = shared.publish("a", collected(store, OWN, OWN), store, "ann")
    half = tmp_path / "workshop" / "half"
    half.mkdir()
    state.close()  # the server ends
    shared.sweep()
    assert shared.published() == [published]
    assert published.dataset.folder.is_dir()
    assert not half.exists()


def test_one_person_leaves_room_for_others(shared, store, monkeypatch):
    mine = collected(store, OWN, OWN)
    one = shared.publish("1", mine, store, "ann").bytes
    monkeypatch.setenv("CONVSCOPE_WORKSHOP_MB", str(4.5 * one / 2**20))  # a quarter is one set
    assert reason(shared.publish, "2", mine, store, "ann") == "workshop.too_large"
    shared.publish("2", mine, store, "bo")


def test_a_title_is_taken_once(shared, store):
    mine = collected(store, OWN, OWN)
    shared.publish("Cats", mine, store, "ann")
    assert reason(shared.publish, " CATS", mine, store, "bo") == "workshop.same_title"
    assert len(list((store.parent / "workshop").iterdir())) == 1


def test_the_host_removes_any(shared, store):
    published = shared.publish("Cats", collected(store, OWN, OWN), store, "ann")
    shared.take_back(published.key)
    assert shared.published() == []


def test_photos_are_grouped_once(shared, store, monkeypatch):
    published = shared.publish("a", collected(store, OWN, OWN), store, "ann")

    def never(*_):
        raise AssertionError("grouped anew")

    monkeypatch.setattr("core.photos.near_duplicates.stored_groups", never)
    assert shared.published()[0].dataset.fingerprint == published.dataset.fingerprint
