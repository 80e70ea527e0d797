"""What outlives a reload: the language and the lessons done, in one cookie of the reader's own."""

import json
from urllib.parse import quote, unquote

import streamlit as st

from ui.lessons import LESSONS
from ui.words import LANGUAGES

COOKIE = "convscope"

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
    if "language" in st.session_state and "done" in st.session_state:
        return
    kept = _read(_cookie())
    language = kept.get("language")
    st.session_state.setdefault(
        "language", language if language in LANGUAGES else _browser_language()
    )
    done = kept.get("done")
    known = {slug for slug in LESSONS if slug in done} if isinstance(done, list) else set()
    st.session_state.setdefault("done", known)


def keep() -> None:
    """Write the cookie as the session stands now."""
    value = json.dumps(
        {"language": st.session_state["language"], "done": sorted(st.session_state["done"])}
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


def _browser_language() -> str:
    return "ko" if (st.context.locale or "").startswith("ko") else "en"
