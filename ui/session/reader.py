"""Who reads: named by a cookie, with a folder that outlives reload, sleep and restart."""

import logging
import re
import secrets
import shutil
import time
from pathlib import Path
from typing import NewType

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.datasets import workshop
from core.host import disk, files, settings
from core.host.state import StateError, job_line, readers
from core.training import queue
from ui.session.state import Maybe

COOKIE = "convscope_reader"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
SIGN_SECONDS = 60  # between two signs of life that are noted

Roomy = NewType("Roomy", Path)
"""A photo store of the reader that had room for more when it was asked for, see `with_room`."""

log = logging.getLogger(__name__)

_TOKEN = Maybe[str]("reader_token")
_SEEN = Maybe[float]("reader_seen")


def is_token(text: str) -> bool:
    """Whether a cookie may be one that this server has given."""
    return TOKEN.fullmatch(text) is not None


def reader() -> str:
    """Return the reader of this browser session, known to the state from now on.

    A browser that takes no cookies is a new reader with every session.
    """
    token = _TOKEN.get()
    if token is None:
        told = st.context.cookies.get(COOKIE, "")
        token = told if is_token(told) else secrets.token_urlsafe(32)
        _TOKEN.set(token)
    named = readers.reader_of(token)
    now = time.time()
    if now - (_SEEN.get() or 0.0) > SIGN_SECONDS:
        _see(named, now)
    return named


def _see(named: str, now: float) -> None:
    """Note a sign of life; on a full disk later, for lessons that keep nothing can go on."""
    try:
        readers.see(named, now)
    except StateError as error:
        if error.reason != "state.full":
            raise
        log.warning("no sign of life can be noted: %s", error)
    else:
        _SEEN.set(now)


def tab() -> str:
    """Return the name of this browser session; a reader may have several, one a tab."""
    context = get_script_run_ctx()
    assert context is not None  # a page runs
    return context.session_id


def sign_of_life() -> None:
    """Note that the reader is here: what is theirs is kept from now on as long as the host set."""
    reader()


def folder() -> Path:
    """Return the reader's folder, a photo store that nobody else can reach."""
    return folder_of(reader())


def folder_of(named: str) -> Path:
    """Return the folder of a reader, which may not be there yet."""
    return settings.data_folder() / "readers" / named


def require_room() -> None:
    """Make sure that the reader may take more photos.

    Raises
    ------
    core.host.disk.SpaceError
        See `core.host.disk.require_share`.
    """
    disk.require_share(folder())


def with_room(name: str = "") -> Roomy:
    """Return the reader's folder, or the one of a name in it, to store photos there.

    All that stores what a reader gives takes a `Roomy`, so that none of it forgets the limit.

    Raises
    ------
    core.host.disk.SpaceError
        As `require_room` does.
    """
    require_room()
    return Roomy(folder() / name)


def forget_me() -> None:
    """Remove the reader at once: photos, sets, published sets, places in the queue."""
    _forget(reader())
    _SEEN.take()  # whoever goes on is known anew


def forget_gone(seconds: float) -> None:
    """Forget the readers who gave no sign of life for so long."""
    for named in readers.gone(seconds):
        _forget(named)


def remove_unclaimed() -> None:
    """Remove folders that nobody can claim: of readers whom the state does not know.

    And those of sessions, which had folders before readers had names. What is younger than readers
    are kept stays: after a damaged database was put aside the host may still bring it back.
    """
    shutil.rmtree(settings.data_folder() / "sessions", ignore_errors=True)
    oldest = time.time() - settings.keep_seconds()
    for there in (settings.data_folder() / "readers").glob("*/"):
        if not readers.is_known(there.name) and files.changed(there) < oldest:
            files.remove(there)


def _forget(named: str) -> None:
    job_line.leave_all(named)
    queue.let_go()  # the photos of trainings that nobody else waits for
    workshop.take_back_all(named)
    readers.forget(named)
    shutil.rmtree(folder_of(named), ignore_errors=True)
