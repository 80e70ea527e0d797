"""Asking the inference worker from a page: what is kept, and what becomes of older questions."""

import asyncio
import signal
import threading

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.streamlit_client import Session
from core.host.state import readers
from core.jobs import workers
from core.jobs.turns import Turns
from tests.support.pages import said
from tests.support.process_by_hand import Process
from tests.support.serving import served
from tests.support.waiting import wait_until
from tests.ui.server.asgi import run
from ui.kit.ask import ask, begin

FLOOD = 50


@pytest.fixture
def process(monkeypatch):
    """The worker of this test, which answers by hand."""
    process = Process()
    monkeypatch.setattr(workers, "ask", Turns(process).ask)
    return process


def in_thread(call, *args):
    """Call a function in a thread; return that and the list that what it returns comes to."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(call(*args)))
    thread.start()
    return thread, answers


def answered(process, call, *args):
    """Return what a call returns once the worker has answered it."""
    thread, answers = in_thread(call, *args)
    wait_until(lambda: process.works)
    process.answer()
    thread.join()
    return answers[0]


def test_equal_questions_answer_at_once_and_everyone_has_a_copy(process):
    first = answered(process, ask, list, ("kept", "by", "all"))
    second = ask(list, ("kept", "by", "all"))
    assert first == second == ["kept", "by", "all"]
    assert first is not second
    assert len(process.begun) == 1


def test_what_is_only_begun_is_not_kept(process):
    for _ in range(2):
        asked = begin(list, ("a", "step"))
        process.answer()
        assert asked.result(0) == ["a", "step"]
    assert len(process.begun) == 2


def page():
    """Ask something."""
    import streamlit as st

    from ui.frame import frame
    from ui.kit.ask import ask
    from ui.words import load

    @frame.part
    def body(words):
        st.markdown(str(ask(list, "older")))

    body(load("en"))


def test_a_newer_question_of_the_reader_in_another_tab_is_said(process):
    tab = AppTest.from_function(page, default_timeout=60)
    tab.session_state["reader_token"] = "a" * 43
    thread, _ = in_thread(tab.run)
    wait_until(lambda: process.works)
    workers.submit(readers.reader_of("a" * 43), list, "newer")
    thread.join()
    assert "newer in another tab" in said(tab)
    assert not tab.exception


SCRIPT = """
import os
from pathlib import Path

import streamlit as st

from core.errors import ConvScopeError
from ui.kit.ask import ask

folder = Path(os.environ["FOLDER"])
number = st.slider("number", 0, 100, key="number")
(folder / f"asks-{number}").touch()
try:
    ask(os.mkdir, folder / f"answered-{number}")
except ConvScopeError as refusal:
    (folder / f"refused-{number}-{refusal.reason}").touch()
(folder / f"drawn-{number}").touch()
st.markdown(number)
"""


@pytest.mark.slow
def test_fifty_reruns_of_one_session_leave_one_question_and_no_threads(tmp_path):
    """The script is run anew while it waits for an answer, as fast as somebody moves a slider."""
    script = tmp_path / "asking.py"
    script.write_text(SCRIPT)
    folder = tmp_path / "seen"
    folder.mkdir()
    with served(str(script), FOLDER=str(folder)) as (server, address):
        threads = run(flood(psutil.Process(server.pid), address, folder))
    assert max(threads) <= threads[0] + 3  # those that have just been withdrawn, for a moment
    seen = {kind: names(folder, kind) for kind in ("answered", "drawn", "refused")}
    assert seen == {  # the first was being answered; an old run ends quietly
        "answered": {"0", "1", str(FLOOD)},
        "drawn": {"0", str(FLOOD)},
        "refused": set(),
    }


async def flood(server, address, folder):
    """Move the slider while the worker stands still; return the server's threads, move by move."""
    threads = []
    async with Session(address, "") as session:
        worker = next(each for each in server.children() if "popen_loky" in str(each.cmdline()))
        worker.send_signal(signal.SIGSTOP)
        moves = []
        for number in range(1, FLOOD + 1):
            moves.append(asyncio.create_task(session.slide("number", number)))
            await asyncio.to_thread(wait_until, (folder / f"asks-{number}").exists)
            threads.append(server.num_threads())
        worker.send_signal(signal.SIGCONT)
        await asyncio.to_thread(wait_until, (folder / f"drawn-{FLOOD}").exists)
        await asyncio.gather(*moves)
        assert session.exceptions == 0
    return threads


def names(folder, kind):
    return {path.name.split("-", 1)[1] for path in folder.glob(f"{kind}-*")}
