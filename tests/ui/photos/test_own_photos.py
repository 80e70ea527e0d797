"""Several own photos: kept past the page and the session, refused once, cleared, bounded."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.host import settings, state
from core.host.state import readers
from core.photos import images
from tests.support.pages import choice
from ui.photos import own_photos
from ui.session import reader

TOKEN = "p" * 43


def script():
    import streamlit as st

    from ui import words
    from ui.photos.picker import pick_photos

    st.session_state["picked"] = [photo.key for photo in pick_photos(words.load("en"))]


def photo(seed, side=40):
    return images.encode_png(
        np.random.default_rng(seed).integers(0, 256, (side, side, 3), np.uint8)
    )


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))
    state.close()
    yield tmp_path
    state.close()


@pytest.fixture
def session():
    """Return a function that begins a session of one reader, who looks at their own photos."""

    def session(token=TOKEN):
        page = AppTest.from_function(script, default_timeout=60)
        page.session_state["reader_token"] = token
        page.session_state["photos_source"] = "upload"
        return page.run()

    return session


def upload(page, *files):
    (place,) = page.file_uploader
    for name, data in files:
        place.upload(name, data)
    page.run()
    assert not page.exception
    return page


def picked(page):
    return page.session_state["picked"]


def test_they_are_there_in_the_next_session_and_nobody_elses(session):
    first = upload(session(), ("a.png", photo(1)), ("b.png", photo(2)))
    assert len(picked(first)) == 2
    assert picked(upload(first, ("c.png", photo(3)))) == picked(session())
    assert len(picked(session())) == 3
    assert picked(session("q" * 43)) == []


def test_what_is_taken_leaves_the_place_for_files(session):
    page = upload(session(), ("a.png", photo(1)))
    assert page.file_uploader[0].value == []


def test_the_camera_adds_to_them(session):
    page = upload(session(), ("a.png", photo(1)))
    choice(page, "photos_source").set_value("camera").run()
    page.camera_input[0].upload("taken.jpg", photo(2)).run()
    assert len(picked(page)) == 2


def test_a_refused_file_is_said_once(session):
    page = upload(session(), ("<b>.png", b"no picture"), ("a.png", photo(1)))
    (refusal,) = page.error
    assert r"\<b\>" in refusal.value
    assert len(picked(page)) == 1
    page.run()
    assert not page.error


def test_one_photo_twice_is_one(session):
    assert len(picked(upload(session(), ("a.png", photo(1)), ("b.png", photo(1))))) == 1


def test_there_are_at_most_so_many(session, monkeypatch):
    monkeypatch.setattr(own_photos, "MOST", 2)
    page = upload(session(), *((f"{seed}.png", photo(seed)) for seed in range(4)))
    assert len(picked(page)) == 2
    assert "first 2 of 4" in page.error[0].value


def test_they_count_among_what_a_reader_may_keep(session, monkeypatch):
    page = upload(session(), ("a.png", photo(1, 200)))
    monkeypatch.setenv("CONVSCOPE_SESSION_MB", "0.01")
    page = upload(page, ("b.png", photo(2)))
    assert len(picked(page)) == 1
    assert page.error


def test_clearing_removes_them_for_good(session, data):
    page = upload(session(), ("a.png", photo(1)), ("b.png", photo(2)))
    assert len(list(data.rglob("*.jpg"))) == 2
    page.button[0].click().run()
    assert picked(page) == picked(session()) == []
    assert not list(data.rglob("*.jpg"))
    assert len(picked(upload(page, ("a.png", photo(1))))) == 1  # and it can be given again


def test_they_go_with_a_reader_who_has_gone(session, data):
    upload(session(), ("a.png", photo(1)))
    named = readers.reader_of(TOKEN)
    readers.see(named, 0.0)
    reader.forget_gone(settings.keep_seconds())
    assert not list(data.rglob("*.jpg"))
    assert picked(session()) == []
