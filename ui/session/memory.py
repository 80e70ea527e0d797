"""What outlives a reload: language, lessons done and last runs, in one cookie of the reader's."""

import json
from pathlib import Path
from urllib.parse import quote, unquote

import streamlit as st
from streamlit.components import v2

from core.host import json_text
from core.jobs import KEY
from ui.course import LESSONS
from ui.session.remembered import RUNS
from ui.session.state import DONE, LANGUAGE, Kept
from ui.words import LANGUAGES

COOKIE = "convscope"
LAST = 5  # runs kept

_RECALLED = Kept[bool]("recalled", lambda: False)

_writer = v2.component(
    "convscope_memory",
    html="<span></span>",
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


def recall() -> None:
    """Fill a new session with what the cookie says; what it says is not to be trusted."""
    if _RECALLED.get():
        return
    kept = _read(_cookie())
    language, done, runs = (kept.get(name) for name in ("language", "done", "runs"))
    LANGUAGE.fill(language if language in LANGUAGES else _browser_language())
    DONE.fill({slug for slug in LESSONS if slug in _texts(done)})
    if told := [key for key in _texts(runs) if KEY.fullmatch(key)]:
        RUNS.fill(told[-LAST:])
    _RECALLED.set(True)


def keep() -> None:
    """Write the cookie as the session stands now."""
    value = json.dumps(
        {"language": LANGUAGE.get(), "done": sorted(DONE.get()), "runs": RUNS.get()[-LAST:]}
    )
    _writer(key="memory", data={"name": COOKIE, "value": quote(value)})


def begin_anew() -> None:
    """Forget all of this session but its language; the cookie says nothing else from now on."""
    language = LANGUAGE.get()
    st.session_state.clear()
    LANGUAGE.set(language)
    DONE.set(set())
    _RECALLED.set(True)


def mark_done(slug: str) -> None:
    """Count a lesson as done."""
    DONE.set(DONE.get() | {slug})


def _cookie() -> str:
    return st.context.cookies.get(COOKIE, "")


def _read(cookie: str) -> dict:
    try:
        kept = json_text.parsed(unquote(cookie))
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]


def _browser_language() -> str:
    return "ko" if (st.context.locale or "").startswith("ko") else "en"
