"""What is kept of a reader, and the button that removes it at once."""

import streamlit as st

from core.host import settings
from ui.session import memory, reader
from ui.words import Words


def draw(words: Words) -> None:
    """Draw what is kept and for how long, and the button."""
    st.header(words("forget.title"), anchor=False)
    hours = round(settings.keep_seconds() / 3600)
    st.markdown(words("forget.kept", hours=hours))
    with st.popover(words("forget"), icon=":material/delete:"):
        st.markdown(words("forget.sure"))
        st.button(
            words("forget.now"), key="forget_now", type="primary", on_click=_forget, args=(words,)
        )


def _forget(words: Words) -> None:
    reader.forget_me()
    memory.begin_anew()
    st.toast(words("forget.done"), icon=":material/check:")
