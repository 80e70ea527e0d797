"""What outlives a reload: language, lessons done and last runs, in one cookie of the reader's."""

import json
from urllib.parse import quote, unquote

import streamlit as st

from core.jobs import KEY
from ui.course import LESSONS
from ui.words import LANGUAGES

COOKIE = "convscope"
RUNS = 5  # of the last runs kept

_writer = st.components.v2.component(
    "convscope_memory",
    html="<span></span>",
    js="""
export default function ({ data }) {
  document.cookie = `${data.name}=${data.value}; max-age=31536000; path=/; SameSite=Lax`
}
""",
)


def recall() -> None:
    """Fill a new session with what the cookie says; what it says is not to be trusted."""
    if "recalled" in st.session_state:
        return
    kept = _read(_cookie())
    language, done, runs = (kept.get(name) for name in ("language", "done", "runs"))
    known = language if language in LANGUAGES else _browser_language()
    st.session_state.setdefault("language", known)
    st.session_state.setdefault("done", {slug for slug in LESSONS if slug in _texts(done)})
    st.session_state.setdefault("runs", [key for key in _texts(runs) if KEY.fullmatch(key)][-RUNS:])
    st.session_state["recalled"] = True


def keep() -> None:
    """Write the cookie as the session stands now."""
    value = json.dumps(
        {
            "language": st.session_state["language"],
            "done": sorted(st.session_state["done"]),
            "runs": st.session_state["runs"][-RUNS:],
        }
    )
    _writer(key="memory", data={"name": COOKIE, "value": quote(value)})


def mark_done(slug: str) -> None:
    """Count a lesson as done."""
    st.session_state["done"] = st.session_state["done"] | {slug}


def _cookie() -> str:
    return st.context.cookies.get(COOKIE, "")


def _read(cookie: str) -> dict:
    try:
        kept = json.loads(unquote(cookie))
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def _texts(value: object) -> list[str]:
    items = value if isinstance(value, list) else []
    return [item for item in items if isinstance(item, str)]


def _browser_language() -> str:
    return "ko" if (st.context.locale or "").startswith("ko") else "en"
