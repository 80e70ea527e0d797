"""People without browsers: a thread each, with the session and the cookie that pages ask for."""

import threading
from collections import UserDict

import streamlit as st

from ui.session.reader import COOKIE

PEOPLE = 30


class PerThread(UserDict):
    """A session state that is each thread's own."""

    def __init__(self):
        self._here = threading.local()

    @property
    def data(self):
        return self._here.__dict__


class Cookies(threading.local):
    """The cookies of this thread's browser."""

    def __init__(self):
        self.cookies = {}


def open_the_room():
    """Let threads of this process be sessions."""
    st.session_state = PerThread()
    st.context = Cookies()


def sit_down(number):
    """Make this thread a new session of a person, whose cookie is the same in every server."""
    st.session_state.clear()
    st.context.cookies = {COOKIE: f"{number:043d}"}
