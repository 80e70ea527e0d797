"""What readers give is decoded elsewhere, taken in once, refused once, and let go of."""

from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.testing.v1 import AppTest

from core.errors import ConvScopeError
from core.jobs import WorkerError, workers
from tests.support.photos import file_of, noise, zipped
from tests.support.refusals import reason
from ui.photos import decoding

ROOT = Path(__file__).parents[3]


def one():
    from tests.support.uploads import note_held
    from ui import words
    from ui.photos.picker import pick_photo

    pick_photo(words.load("en"))
    note_held()


def several():
    from tests.support.uploads import note_held
    from ui import words
    from ui.photos.picker import pick_photos

    pick_photos(words.load("en"))
    note_held()


def of_a_class():
    import streamlit as st

    from tests.support.uploads import note_held
    from ui import words
    from ui.lessons.collect import state
    from ui.lessons.collect.getting.from_files import from_files, say_refused

    lesson = words.load("en", "collect")
    from_files(lesson, [("cat", ""), ("dog", "")])
    say_refused(lesson)
    st.session_state["collected"] = len(state.collection().photos)
    note_held()


def a_zip():
    from tests.support.uploads import note_held
    from ui import words
    from ui.runs.data_choice import choose_dataset

    choose_dataset(words.load("en", "train"))
    note_held()


GOOD, BAD = file_of(noise(0)), b"no photo"
SET = zipped({f"{name}/{n}.png": file_of(noise((n, ord(name)))) for n in (1, 2) for name in "ab"})


@pytest.fixture
def give(own_state):
    """Return a function that opens a page and gives files to the first place on it."""

    def give(script, *files):
        page = AppTest.from_function(script, default_timeout=60)
        page.session_state["reader_token"] = "p" * 43
        page.session_state["photo_source"] = "upload"
        page.session_state["photos_source"] = "upload"
        page.session_state["data_source"] = "zip"
        page.run()
        for number, data in enumerate(files):
            page.file_uploader[0].upload(f"{number}.{'zip' if script is a_zip else 'png'}", data)
        page.run()
        assert not page.exception
        return page

    return give


@pytest.mark.parametrize(
    ("script", "files"),
    [
        (one, [GOOD]),
        (one, [BAD]),
        (several, [GOOD, BAD]),
        (of_a_class, [GOOD, BAD]),
        (a_zip, [SET]),
        (a_zip, [BAD]),
    ],
)
def test_files_are_let_go_of_whether_taken_or_refused(give, script, files):
    page = give(script, *files)
    assert page.session_state["held"] == 0
    assert not page.file_uploader[0].value


PLACES = [(one, GOOD), (several, GOOD), (of_a_class, GOOD), (a_zip, SET)]


@pytest.mark.parametrize(("script", "file"), PLACES)
@pytest.mark.parametrize(
    "limit", [("CONVSCOPE_SESSION_MB", "1e-9"), ("CONVSCOPE_SPARE_MB", "1e12")]
)
def test_no_place_takes_more_than_a_reader_may_keep(
    give, own_state, monkeypatch, script, file, limit
):
    monkeypatch.setenv(*limit)
    page = give(script, file)
    assert page.error or page.text
    assert not list(own_state.rglob("*.jpg"))
    monkeypatch.delenv(limit[0])
    give(script, file)  # there is room again
    assert list(own_state.rglob("*.jpg"))


def test_of_an_own_photo_nothing_stays_once_there_is_another(give, own_state):
    give(one, GOOD)
    (first,) = own_state.rglob("*.jpg")
    give(one, file_of(noise(1)))
    (second,) = own_state.rglob("*.jpg")
    assert first != second
    give(one, BAD)
    assert list(own_state.rglob("*.jpg")) == [second]


def test_more_than_there_may_be_are_let_go_of_too(give, monkeypatch):
    monkeypatch.setattr("ui.photos.own_photos.MOST", 1)
    assert give(several, GOOD, file_of(noise(1))).session_state["held"] == 0


@pytest.mark.parametrize("script", [one, several, a_zip])
def test_a_refusal_is_said_once(give, script):
    page = give(script, BAD)
    assert len(page.error) == 1
    assert not page.run().error


def test_what_is_collected_is_taken_once(give):
    page = give(of_a_class, GOOD, BAD)
    assert page.session_state["collected"] == 1
    assert "1.png" in page.text[0].value
    page.run()
    assert page.session_state["collected"] == 1
    assert len(page.text) == 1


def test_whoever_takes_an_upload_lets_go_of_it():
    for path in (ROOT / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert ".getvalue()" not in text or "let_go(file)" in text, path


def test_a_zip_is_not_read_on_when_another_run_takes_over(give, monkeypatch):
    begun = []

    def put(data, store):
        begun.append(data)
        raise RerunException(RerunData())  # as drawing does then

    monkeypatch.setattr(decoding, "put", put)
    page = give(a_zip, SET)
    assert len(begun) == 1
    assert [each.value for each in page.error] == [
        "Reading was stopped. Nothing of that zip was taken; give it again if you want it."
    ]
    assert page.session_state["held"] == 0
    assert not page.run().error


def test_a_zip_is_read_with_progress_and_a_button_that_stops(give, monkeypatch):
    said, buttons = [], []
    bar = SimpleNamespace(progress=lambda share, text: said.append((share, text)))
    monkeypatch.setattr("streamlit.progress", lambda _: bar)
    monkeypatch.setattr("streamlit.button", lambda label, **_: buttons.append(label))
    page = give(a_zip, SET)
    assert said == [(n / 4, f"Reading the photos: {n} of 4") for n in (1, 2, 3, 4)]
    assert "Stop reading" in buttons
    assert sum(page.session_state["own_dataset"].counts) == 4


@pytest.fixture
def answered(monkeypatch):
    """Return a function that lets the process for pictures end with a refusal."""

    def answered(refusal):
        future = Future()
        future.set_exception(refusal)
        monkeypatch.setattr(workers, "decode", lambda *_, **__: future)
        monkeypatch.setattr(decoding, "reader", lambda: "a")
        monkeypatch.setattr(decoding, "tab", lambda: "1")

    return answered


@pytest.mark.parametrize("why", ["worker.died", "worker.memory"])
def test_a_picture_that_ends_its_process_is_refused_as_a_picture(answered, why, tmp_path):
    answered(WorkerError(why, "the process ended"))
    assert reason(decoding.small, b"", 8) == "image.too_costly"
    assert reason(decoding.put, b"", tmp_path) == "image.too_costly"


@pytest.mark.parametrize("why", ["worker.busy", "worker.stopped", "image.truncated"])
def test_any_other_refusal_stays_what_it_is(answered, why):
    answered((WorkerError if why.startswith("worker") else ConvScopeError)(why, "no"))
    assert reason(decoding.small, b"", 8) == why
