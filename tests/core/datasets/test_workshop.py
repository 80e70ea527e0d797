"""Sets that participants publish and take back."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from core.datasets import workshop
from core.datasets.collection import OWN, Collected, Collection
from core.host import state
from core.host.disk import size
from core.host.state import published as listed
from core.photos import near_duplicates
from core.photos import store as photo_store
from tests.support.refusals import reason

ROOT = Path(__file__).parents[3]
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


@pytest.mark.parametrize(
    "title",
    # too short or long, right-to-left override and mark, zero-width space and joiner, control
    [
        "",
        "  ",
        "\u3164",
        "x" * 41,
        "a\u202eb",
        "a\u200fb",
        "a\u200bb",
        "a\u200db",
        "a\ufeffb",
        "a\0b",
    ],
)
def test_a_title_is_short_and_readable(shared, store, title):
    assert reason(shared.publish, title, collected(store, OWN, OWN), store, "a") == "workshop.title"


def test_a_title_of_forty_characters_is_taken(shared, store):
    assert shared.publish("가" * 40, collected(store, OWN, OWN), store, "a").title == "가" * 40


def test_sets_are_bounded_in_number_and_bytes(shared, store, monkeypatch):
    mine = collected(store, OWN, OWN)
    monkeypatch.setattr(workshop, "MOST_OWN", 1)
    monkeypatch.setattr(workshop, "MOST_SETS", 6)  # a third is free for all
    shared.publish("1", mine, store, "ann")
    assert reason(shared.publish, "2", mine, store, "ann") == "workshop.too_many_own"
    one = shared.published()[0].bytes
    assert one == size(shared.published()[0].dataset.folder)
    monkeypatch.setattr(workshop, "OWN_SHARE", 1)
    monkeypatch.setenv("CONVSCOPE_WORKSHOP_MB", str(3 * 1.5 * one / 2**20))
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


def test_a_sweep_leaves_a_set_alone_that_is_just_being_published(shared, store, monkeypatch):
    publish = listed.publish

    def after_a_sweep(*told):
        shared.sweep()
        publish(*told)

    monkeypatch.setattr(listed, "publish", after_a_sweep)
    made = shared.publish("a", collected(store, OWN, OWN), store, "ann").dataset
    assert all(photo_store.path(photo.hash, made.folder).exists() for photo in made.photos)


def test_one_person_leaves_room_for_others(shared, store, monkeypatch):
    mine = collected(store, OWN, OWN)
    one = shared.publish("1", mine, store, "ann").bytes
    monkeypatch.setenv("CONVSCOPE_WORKSHOP_MB", str(1.5 * 12 * one / 2**20))  # a 12th for each
    assert reason(shared.publish, "2", mine, store, "ann") == "workshop.own_too_large"
    shared.publish("2", mine, store, "bo")


@pytest.mark.parametrize(
    "same",
    [
        *(" CATS 2ß", "Cats\u3000 2ß", "Cats\u00a02ß", "Ｃａｔｓ ２ß", "Cats\t2SS", "Cats\n2ß"),
        *("Ca\u115fts 2ß", "Ca\u3164ts 2ß", "Cats\u2800 2ß", "Cats 2ß\ufe0f", "C\u034fats 2ß"),
        *("Ca\U000e0100ts 2ß", "Cats\u2003²ß"),
    ],
)
def test_a_title_is_taken_once_however_it_is_typed(shared, store, same):
    mine = collected(store, OWN, OWN)
    shared.publish("Cats 2ß", mine, store, "ann")
    assert reason(shared.publish, same, mine, store, "bo") == "workshop.same_title"
    assert len(list((store.parent / "workshop").iterdir())) == 1


def test_a_korean_title_is_the_same_composed_and_decomposed(shared, store):
    mine = collected(store, OWN, OWN)
    shared.publish("고양이", mine, store, "ann")
    apart = unicodedata.normalize("NFD", "고양이")
    assert reason(shared.publish, apart, mine, store, "bo") == "workshop.same_title"


def test_what_is_in_a_set_is_read_once_and_grouped_never_again(shared, store, monkeypatch):
    shared.publish("Cats", collected(store, OWN, OWN), store, "ann")
    first = shared.published()
    monkeypatch.setattr(listed, "content_of", None)
    monkeypatch.setattr(near_duplicates, "stored_groups", None)
    assert shared.published() == first


def test_the_host_lists_and_removes_sets_beside_the_running_app(shared, store):
    one, two = (shared.publish(t, collected(store, OWN, OWN), store, t) for t in ("one", "*two*"))
    told = run("list").splitlines()
    assert told == [
        f"{two.key}    4 photos     0.0 MB  *two*",
        f"{one.key}    4 photos     0.0 MB  one",
    ]
    assert run("remove", one.key, "nothing", status=1).splitlines() == [
        "removed: one",
        "there is no set nothing",
    ]
    assert [each.title for each in shared.published()] == ["*two*"]  # this server sees it
    assert not one.dataset.folder.exists()
    assert two.dataset.folder.exists()


def test_a_mistaken_data_folder_is_said_and_not_made(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path / "elsewhere"))
    run("list", status=2)
    assert not (tmp_path / "elsewhere").exists()


def run(*arguments, status=0):
    """Return what the host's command says, as a process of its own."""
    command = [sys.executable, "-m", "core.datasets", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ended.returncode == status, ended.stderr
    return ended.stdout


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
