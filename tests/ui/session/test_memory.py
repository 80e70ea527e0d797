import json
from urllib.parse import quote, unquote

import pytest

from ui.session import memory
from ui.session.state import DONE, LANGUAGE, RUNS

KEYS = [f"{number:064x}" for number in range(7)]


@pytest.fixture
def cookie(monkeypatch):
    """Return a function that gives the browser a cookie."""

    def give(text):
        monkeypatch.setattr(memory, "_cookie", lambda: quote(text))

    give("")
    return give


@pytest.fixture
def written(monkeypatch):
    """What the browser is asked to keep."""
    found = []
    monkeypatch.setattr(memory, "_writer", lambda key, data: found.append(data))
    return found


def test_what_is_kept_is_recalled_the_last_five_runs_of_it(session, cookie, written):
    LANGUAGE.set("ko")
    DONE.set({"train", "pooling"})
    RUNS.set(KEYS)
    memory.keep()
    (data,) = written
    assert data["name"] == "convscope"
    session.clear()
    cookie(unquote(data["value"]))
    memory.recall()
    assert (LANGUAGE.get(), DONE.get(), RUNS.get()) == ("ko", {"train", "pooling"}, KEYS[-5:])


def test_no_run_is_recalled_by_what_is_no_key(session, cookie):
    cookie(json.dumps({"runs": ["../../etc", 3, KEYS[1], ["a"], KEYS[1][:7], KEYS[1] + "\n"]}))
    memory.recall()
    assert RUNS.get() == [KEYS[1]]


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
