"""A reader is a cookie, not a socket: two readers apart, one reader through reload and restart."""

import os
import time

import numpy as np
import pytest
import streamlit as st

from core.datasets import OWN, Collection, Dataset, Photo, workshop
from core.host import settings, state
from core.host.disk import SpaceError
from core.host.state import StateError, job_line, readers
from core.photos import store as photo_store
from tests.support.cookies import send_cookies
from tests.support.photos import coloured_collection
from ui.session import reader as who
from ui.session.remembered import OWN_DATASET, OWN_PHOTO, RUNS, Remembered

ANN, BO = "a" * 43, "b" * 43
COLLECTION = Remembered("collection", Collection, Collection.to_json, Collection.of_json)


@pytest.fixture
def browser(monkeypatch, own_state):
    """Return a function that begins a session of a browser with this cookie."""

    def ask(cookie):
        monkeypatch.setattr(st, "session_state", {})
        send_cookies(monkeypatch, **({} if cookie is None else {who.COOKIE: cookie}))
        return who.reader()

    return ask


def test_a_new_session_of_the_same_browser_is_the_same_reader(browser):
    ann = browser(ANN)
    assert browser(BO) != ann
    assert browser(ANN) == ann
    state.close()  # the server is started anew
    assert browser(ANN) == ann
    assert ANN not in str(who.folder())  # the secret stands nowhere


@pytest.mark.parametrize("junk", [None, "", "../../etc", "a" * 42, "a" * 44])
def test_without_a_cookie_of_ours_every_session_is_a_reader_of_its_own(browser, junk):
    first = browser(junk)
    assert who.reader() == first
    assert browser(junk) != first


def test_what_is_kept_is_there_in_the_next_session_and_in_nobody_elses(browser):
    browser(ANN)
    COLLECTION.set(COLLECTION.get().named("cat", "개"))
    photo = photo_store.put(np.full((9, 9, 3), 200, np.uint8), who.folder())
    OWN_DATASET.set(Dataset(("cat",), (Photo(0, photo, "g"),), who.folder()))
    OWN_PHOTO.set(np.full((8, 8, 3), 100, np.uint8))
    browser(BO)
    assert COLLECTION.get() == Collection()
    assert OWN_DATASET.get() is OWN_PHOTO.get() is None
    state.close()
    browser(ANN)
    assert COLLECTION.get().class_names == ("cat", "개")
    dataset = OWN_DATASET.get()
    assert photo_store.get(dataset.photos[0].hash, dataset.folder).mean() == 200
    assert OWN_PHOTO.get().mean() == 100
    OWN_DATASET.set(None)
    browser(ANN)
    assert OWN_DATASET.get() is None


def test_a_full_disk_keeps_nobody_from_reading(browser, monkeypatch, caplog):
    see = readers.see

    def refuse(reader, now):
        raise StateError("state.full", "the disk is full")

    monkeypatch.setattr(readers, "see", refuse)
    ann = browser(ANN)
    assert OWN_PHOTO.get() is None
    assert "disk is full" in caplog.text
    monkeypatch.setattr(readers, "see", see)
    assert who.reader() == ann  # noted as soon as it can be
    RUNS.set([])


def test_a_database_that_does_not_answer_is_said(browser, monkeypatch):
    def refuse(reader, now):
        raise StateError("state.unreachable", "no answer")

    monkeypatch.setattr(readers, "see", refuse)
    with pytest.raises(StateError):
        browser(ANN)


def test_two_tabs_of_a_reader_lose_nothing_of_each_other(browser, monkeypatch):
    browser(ANN)
    laptop = st.session_state
    COLLECTION.set(COLLECTION.get().named("cat"))
    browser(ANN)
    COLLECTION.set(COLLECTION.get().named("dog"))
    monkeypatch.setattr(st, "session_state", laptop)
    assert COLLECTION.get().class_names == ("cat", "dog")
    assert COLLECTION.get() is COLLECTION.get()  # read once
    COLLECTION.set(COLLECTION.get().named("panda"))
    browser(ANN)
    assert COLLECTION.get().class_names == ("cat", "dog", "panda")
    who.forget_me()
    monkeypatch.setattr(st, "session_state", laptop)
    assert COLLECTION.get() == Collection()


@pytest.mark.parametrize("damaged", [3, [], {"class_names": 1}, "text"])
def test_what_cannot_be_read_counts_as_not_there_and_is_said_in_the_log(browser, caplog, damaged):
    readers.keep(browser(ANN), "collection", damaged)
    assert COLLECTION.get() == Collection()
    assert "collection" in caplog.text


def test_a_photo_that_is_gone_from_the_disk_counts_as_none(browser):
    browser(ANN)
    OWN_PHOTO.set(np.zeros((8, 8, 3), np.uint8))
    for path in who.folder().rglob("*.jpg"):
        path.unlink()
    browser(ANN)
    assert OWN_PHOTO.get() is None


def test_a_reader_that_has_their_share_gets_no_more(browser, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SESSION_MB", "1")
    browser(ANN)
    who.require_room()
    (who.folder() / "photos").write_bytes(bytes(2**20 - 1))
    who.require_room()
    (who.folder() / "one more").write_bytes(b"!")
    with pytest.raises(SpaceError, match="1 MB") as refusal:
        who.require_room()
    assert refusal.value.reason == "disk.share"
    browser(ANN)  # a reload gives no second share
    with pytest.raises(SpaceError):
        who.require_room()
    browser(BO)
    who.require_room()


def collect(title):
    collection = coloured_collection(("cat", "dog"), 2, OWN, who.folder())
    COLLECTION.set(collection)
    workshop.publish(title, collection, who.folder(), who.reader())


def test_forget_me_forgets_at_once_and_nobody_else(browser):
    bo = browser(BO)
    collect("Bo's")
    ann = browser(ANN)
    collect("Ann's")
    job_line.ask("train", "c0ffee00", ann, note={"classes": ["cat"]})
    kept = settings.data_folder() / "waiting" / "c0ffee00"  # photos of that training
    kept.mkdir(parents=True)
    folder = who.folder()
    who.forget_me()
    assert not kept.exists()
    assert not folder.exists()
    assert [each.title for each in workshop.published()] == ["Bo's"]
    assert job_line.find("train", "c0ffee00").state == "cancelled"
    browser(ANN)
    assert COLLECTION.get() == Collection()
    assert readers.recall(bo, "collection") is not None


def test_who_was_not_here_for_long_is_forgotten_and_who_was_is_not(browser):
    ann = browser(ANN)
    collect("Ann's")
    bo = browser(BO)
    collect("Bo's")
    readers.see(ann, now=time.time() - 1000)
    who.forget_gone(900)
    assert not who.folder_of(ann).exists()
    assert who.folder_of(bo).exists()
    assert [each.title for each in workshop.published()] == ["Bo's"]


def test_folders_that_nobody_can_claim_stay_as_long_as_readers_are_kept(browser, monkeypatch):
    """The database is damaged and put aside: for a while the host can still bring it back."""
    monkeypatch.setenv("CONVSCOPE_KEEP_HOURS", "2")
    browser(ANN)
    OWN_PHOTO.set(np.full((8, 8, 3), 100, np.uint8))
    folder = who.folder()
    readers.forget(who.reader())
    old = time.time() - 2 * 3600
    os.utime(folder, (old - 60, old - 60))  # but what is in it is new
    who.remove_unclaimed()
    assert folder.exists()
    for each in (folder, *(inside for inside in folder.rglob("*") if inside.is_dir())):
        os.utime(each, (old - 60, old - 60))
    browser(BO)
    OWN_PHOTO.set(np.full((8, 8, 3), 100, np.uint8))
    who.remove_unclaimed()
    assert not folder.exists()
    assert who.folder().exists()
