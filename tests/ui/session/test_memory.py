import json
from urllib.parse import quote, unquote

import pytest
from streamlit.testing.v1 import AppTest

from core.host.state import readers
from tests.support.cookies import send_cookies
from ui.session import memory
from ui.session.remembered import RUNS
from ui.session.state import DONE, LANGUAGE

KEYS = [f"{number:064x}" for number in range(7)]


@pytest.fixture
def cookie(monkeypatch):
    """Return a function that gives the browser a cookie."""

    def give(text):
        send_cookies(monkeypatch, **{memory.COOKIE: quote(text)})

    give("")
    return give


def recall_and_keep(runs=()):
    from ui.session import memory
    from ui.session.remembered import RUNS

    memory.recall()
    if runs:
        RUNS.set(list(runs))
    memory.keep()


def kept_by(app):
    """Return the name of the cookie that the browser shall keep, and what is in it."""
    (component,) = app.run().get("bidi_component")
    asked = json.loads(component.proto.json)
    return asked["name"], unquote(asked["value"])


def test_what_is_kept_is_recalled_the_last_five_runs_of_it(own_state, cookie):
    before = AppTest.from_function(recall_and_keep, kwargs={"runs": KEYS})
    before.session_state["language"] = "ko"
    before.session_state["done"] = {"train", "pooling"}
    name, kept = kept_by(before)
    assert name == memory.COOKIE
    assert json.loads(kept) == {"language": "ko", "done": ["pooling", "train"], "runs": KEYS[-5:]}
    cookie(kept)
    assert kept_by(AppTest.from_function(recall_and_keep)) == (name, kept)


def test_no_run_is_recalled_by_what_is_no_key(session, cookie):
    cookie(json.dumps({"runs": ["../../etc", 3, KEYS[1], ["a"], KEYS[1][:7], KEYS[1] + "\n"]}))
    memory.recall()
    assert RUNS.get() == [KEYS[1]]


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 5000])
def test_a_cookie_that_says_nothing_fills_nothing(session, cookie, text):
    cookie(text)
    memory.recall()
    assert DONE.get() == set()


def test_a_session_is_filled_once_and_only_where_it_is_empty(session, cookie):
    LANGUAGE.set("ko")
    cookie(json.dumps({"language": "en", "done": ["train"]}))
    memory.recall()
    assert (LANGUAGE.get(), DONE.get()) == ("ko", {"train"})
    cookie(json.dumps({"done": ["pooling"]}))
    memory.recall()
    assert DONE.get() == {"train"}


def test_a_lesson_counts_as_done(session):
    before = DONE.get()
    memory.mark_done("story")
    assert DONE.get() == {"story"}
    assert before == set()  # the one that others hold is left alone


def test_the_state_knows_whose_runs_they_are_and_comes_before_the_cookie(session, cookie):
    cookie(json.dumps({"runs": KEYS[:1]}))
    memory.recall()
    assert KEYS[:1] in readers.recall_all("runs")
    RUNS.set(KEYS)
    token = session["reader_token"]
    session.clear()
    session["reader_token"] = token
    memory.recall()
    assert RUNS.get() == KEYS
