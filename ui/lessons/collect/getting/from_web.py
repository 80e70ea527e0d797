"""Photos from the web: a source, how many, and the crawls that bring them."""

import streamlit as st

from core.crawling import CrawlRequest, distinct, offered, search_words
from core.datasets import MIN_CLASSES
from core.errors import ConvScopeError
from ui.frame import frame
from ui.lessons.collect.getting import crawls
from ui.lessons.collect.getting.typed_names import Typed
from ui.session import choices
from ui.session.reader import require_room
from ui.words import Words

COUNTS = (10, 20, 30, 40, 60)
USUAL = 30


def from_web(words: Words, typed: Typed) -> None:
    """Draw source and number of photos, and the button that starts."""
    sources = offered()
    if not sources:
        st.info(words("web.off"), icon=":material/info:")
        return
    source = choices.one(
        st.radio,
        words,
        words("source"),
        sources,
        format_func=lambda name: words(f"source.{name}"),
        captions=[words(f"about.{name}") for name in sources],
        key="collect_source",
    )
    count = choices.one(
        st.select_slider, words, words("count"), COUNTS, start=USUAL, key="collect_count"
    )
    if st.button(words("start"), type="primary", icon=":material/travel_explore:"):
        try:
            require_room()
            crawls.start(_requests(source, count, typed))
        except ConvScopeError as refusal:
            frame.say(words, refusal)


def _requests(source: str, count: int, typed: Typed) -> list[CrawlRequest]:
    names = distinct((named for named, _ in typed), MIN_CLASSES)
    return [
        CrawlRequest(source, name, searched.strip() or search_words(name, source), count)
        for name, (_, searched) in zip(names, typed, strict=True)
    ]
