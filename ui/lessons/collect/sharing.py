"""The collected set as a download, and as one that everybody in the workshop may train with."""

from collections import Counter

import streamlit as st

from core.datasets import LONGEST_TITLE, Published, export, workshop
from core.errors import ConvScopeError
from ui.frame import frame
from ui.lessons.collect import state
from ui.session.reader import folder, reader
from ui.words import Words, plain


def show(words: Words) -> None:
    """Draw the download, the way to publish, and what this session has published."""
    with st.container(border=True, key="sharing"):
        st.markdown(f"**{words('share')}**")
        staying = _say_left_out(words)
        _draw_download(words, possible=staying < len(state.collection().photos))
        st.markdown(words.section("publish"))
        if state.collection().ready:
            _draw_publish(words)
        for published in workshop.owned(reader()):
            _draw_own(words, published)


def _say_left_out(words: Words) -> int:
    """Say how many photos may not be passed on, and why; return their number."""
    photos = state.collection().photos
    reasons = Counter(export.kept_back(photos).values())
    if reasons:
        why = "; ".join(f"{words(reason)}: {count}" for reason, count in reasons.most_common())
        st.caption(words("left_out", count=reasons.total(), total=len(photos), reasons=why))
    return reasons.total()


def _draw_download(words: Words, *, possible: bool) -> None:
    photos, store = state.collection().photos, folder()
    st.download_button(
        words("export"),
        data=lambda: export.to_zip(photos, store),
        file_name="convscope-photos.zip",
        mime="application/zip",
        icon=":material/download:",
        disabled=not possible,
        on_click="ignore",
    )


def _draw_publish(words: Words) -> None:
    with st.form("publish", border=False, clear_on_submit=True, enter_to_submit=False):
        title = st.text_input(words("publish.title"), key="publish_title", max_chars=LONGEST_TITLE)
        asked = st.form_submit_button(words("publish"), icon=":material/share:")
    if asked:
        try:
            workshop.publish(title, state.collection(), folder(), reader())
        except ConvScopeError as refusal:
            frame.say(words, refusal)


def _draw_own(words: Words, published: Published) -> None:
    count = len(published.collection.photos)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words("published", title=plain(published.title), count=count))
        st.button(
            words("take_back"),
            key=f"take_back_{published.key}",
            icon=":material/undo:",
            on_click=workshop.take_back,
            args=(published.key, reader()),
        )
