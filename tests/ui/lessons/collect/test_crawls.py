"""Who waits for a crawl: each session for itself, and only as long as it wants the class."""

from types import SimpleNamespace

import pytest
import streamlit as st

from core.crawling import CrawlRequest
from core.datasets import Collected
from core.errors import ConvScopeError
from core.host.state import readers
from ui.lessons.collect import state
from ui.lessons.collect.getting import crawls

FOX = CrawlRequest("openverse", "fox", "red fox", 10)
MORE_FOXES = CrawlRequest("openverse", "fox", "red fox", 20)
OWL = CrawlRequest("openverse", "owl", "snowy owl", 10)


class Desk:
    """Stands in for the desk of all sessions: keeps who waits for what."""

    def __init__(self):
        self.waiting = {}
        self.happened = {}

    def ask(self, request, who):
        self.waiting.setdefault(request.key, set()).add(who)

    def leave(self, key, who):
        self.waiting[key].discard(who)

    def attach(self, key):
        return SimpleNamespace(key=key, live=True, folder="crawl") if key in self.waiting else None

    def events(self, key, since=0):
        return self.happened.get(key, [])[since:]


@pytest.fixture
def desk(monkeypatch, tmp_path):
    desk = Desk()
    monkeypatch.setattr(crawls, "shared_desk", lambda: desk)
    monkeypatch.setattr(crawls, "adopt", lambda photo, source, target: None)
    for module in (crawls, state):
        monkeypatch.setattr(module, "folder", lambda: tmp_path)
    return desk


@pytest.fixture
def browser(monkeypatch):
    """Return a function that makes the session of a browser the one that asks."""
    sessions = {}

    def ask(name):
        monkeypatch.setattr(st, "session_state", sessions.setdefault(name, {}))

    ask("ann")
    return ask


def test_two_sessions_wait_for_one_crawl_and_one_that_leaves_leaves_alone(desk, browser):
    crawls.start([FOX])
    browser("bo")
    crawls.start([FOX])
    assert len(desk.waiting[FOX.key]) == 2
    crawls.cancel()
    assert len(desk.waiting[FOX.key]) == 1
    browser("ann")
    crawls.cancel()
    assert desk.waiting[FOX.key] == set()


def test_a_dropped_class_is_waited_for_no_more(desk, browser):
    crawls.start([FOX, OWL])
    crawls.drop("fox")
    assert (desk.waiting[FOX.key], len(desk.waiting[OWL.key])) == (set(), 1)
    assert set(crawls.crawls()) == {"owl"}
    assert state.collection().class_names == ("owl",)


def test_a_class_without_a_crawl_can_be_dropped(desk, browser):
    state.add(Collected("a" * 64, "cat", {}))
    crawls.drop("cat")
    assert state.collection().class_names == ()
    state.undo()
    assert state.collection().class_names == ("cat",)


def test_another_crawl_for_a_class_takes_the_place_of_the_one_before(desk, browser):
    crawls.start([FOX])
    crawls.start([MORE_FOXES])
    assert (desk.waiting[FOX.key], len(desk.waiting[MORE_FOXES.key])) == (set(), 1)
    crawls.start([MORE_FOXES])
    assert len(desk.waiting[MORE_FOXES.key]) == 1


def test_photos_are_taken_once_as_they_arrive(desk, browser):
    crawls.start([FOX])
    first, second, third = (
        {"kind": "photo", "hash": digit * 64, "manifest": {}} for digit in "abc"
    )
    desk.happened[FOX.key] = [{"kind": "rejected"}, first]
    crawls.take_arrived()
    crawls.take_arrived()
    assert [photo.hash[0] for photo in state.collection().photos] == ["a"]
    desk.happened[FOX.key] += [second, third]
    crawls.take_arrived()
    assert [photo.hash[0] for photo in state.collection().photos] == ["a", "b", "c"]


def test_a_server_that_dies_in_between_has_lost_no_photo_and_takes_none_twice(
    desk, browser, monkeypatch
):
    crawls.start([FOX])
    desk.happened[FOX.key] = [{"kind": "photo", "hash": "a" * 64, "manifest": {}}]
    change = readers.change

    def die_before(name):
        def dying(reader, what, by):
            if what == name:
                raise KeyboardInterrupt
            return change(reader, what, by)

        return dying

    for name in ("collection", "crawl_seen"):
        with monkeypatch.context() as killed:
            killed.setattr(readers, "change", die_before(name))
            with pytest.raises(KeyboardInterrupt):
                crawls.take_arrived()
    crawls.take_arrived()
    assert [photo.hash for photo in state.collection().photos] == ["a" * 64]
    assert not state.refused()


def test_a_photo_whose_folder_is_being_renamed_is_taken_the_next_time(desk, browser, monkeypatch):
    crawls.start([FOX])
    desk.happened[FOX.key] = [{"kind": "photo", "hash": "a" * 64, "manifest": {}}]

    def gone(photo, source, target):
        raise FileNotFoundError

    with monkeypatch.context() as renaming:
        renaming.setattr(crawls, "adopt", gone)
        crawls.take_arrived()
    assert state.collection().photos == ()
    crawls.take_arrived()
    assert len(state.collection().photos) == 1


def test_more_names_than_there_may_be_are_refused(desk, browser):
    names = ("ant", "bee", "cat", "dog", "eel", "fox")
    asked = [CrawlRequest("openverse", name, name, 10) for name in names]
    crawls.start(asked[:5])
    with pytest.raises(ConvScopeError) as refusal:
        crawls.start(asked[5:])
    assert refusal.value.reason == "crawl.class_count"
    assert asked[5].key not in desk.waiting
