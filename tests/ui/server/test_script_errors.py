"""What nobody foresaw is one sentence in the reader's language; the log has its reference."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from ui import words
from ui.server import script_errors


def page(language):
    import streamlit as st

    from ui.server.script_errors import say

    st.session_state["language"] = language
    st.session_state["enough"] = say(ZeroDivisionError("division by zero"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_sentence_and_a_reference(language, caplog, monkeypatch):
    monkeypatch.delenv("CONVSCOPE_DEV")
    with caplog.at_level(logging.ERROR, logger=script_errors.__name__):
        shown = AppTest.from_function(page, args=(language,)).run()
    (sentence,) = [error.value for error in shown.error]
    reference = re.search("[0-9a-f]{8}", sentence)[0]
    assert sentence == words.load(language)("frame.unforeseen", reference=reference)
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivision" not in sentence
    assert shown.session_state["enough"] is True


def refused(language):
    import streamlit as st

    from core.host.disk import SpaceError
    from ui.server.script_errors import say

    st.session_state["language"] = language
    say(SpaceError("disk.full", "the disk is full"))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_refusal_that_reached_the_top_is_said_as_what_it_is(language):
    shown = AppTest.from_function(refused, args=(language,)).run()
    assert [error.value for error in shown.error] == [words.load(language)("disk.full")]
