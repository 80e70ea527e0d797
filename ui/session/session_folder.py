"""A folder of the browser session's own: random, unreachable for others, gone with the session."""

import shutil
import tempfile
from pathlib import Path

import streamlit as st

from core.host import disk, settings


def sessions_folder() -> Path:
    """Return the folder that holds the folders of all sessions."""
    return settings.data_folder() / "sessions"


def sweep() -> None:
    """Remove what sessions of an earlier server left behind."""
    shutil.rmtree(sessions_folder(), ignore_errors=True)


def require_room() -> None:
    """Make sure that this session may take more photos.

    Raises
    ------
    core.host.disk.SpaceError
        See `core.host.disk.require_share`.
    """
    disk.require_share(session_folder())


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


@st.cache_resource(scope="session", show_spinner=False, on_release=_remove)
def session_folder() -> Path:
    """Return this session's folder; Streamlit releases it some time after the browser has left."""
    sessions_folder().mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=sessions_folder()))
