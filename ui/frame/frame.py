"""The frame around every page: lessons by section, language, progress, previous and next."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec

import streamlit as st

from core.errors import ConvScopeError
from ui import course, words
from ui.session import memory, setting
from ui.session.reader import sign_of_life
from ui.session.state import DONE, LANGUAGE, Kept
from ui.words import LANGUAGES, Words

STYLE = Path(__file__).with_name("style.css")
LOGO = words.ASSETS / "logo.svg"
MARK = words.ASSETS / "mark.svg"
COVER = "cover.py"

_LANGUAGE_CHOICE = Kept[str]("language_choice", LANGUAGE.get)

P = ParamSpec("P")


class RefusedError(Exception):
    """What the rest of a page would show cannot be; the reader has been told why."""


@contextmanager
def lesson(slug: str) -> Iterator[Words]:
    """Draw the frame of a lesson around the body of its page.

    A refusal by `core` inside the body becomes one sentence, and the frame is completed; see
    `refusals` for saying it at a certain place.
    """
    reader = _open(slug)
    section = reader(f"section.{course.section_of(slug)}")
    number = course.LESSONS.index(slug) + 1
    place = reader("frame.place", section=section, number=number, count=len(course.LESSONS))
    _head(place)
    st.title(reader(f"{slug}.title"), anchor=False)
    st.markdown(reader(f"{slug}.summary"))
    with _ending_here(reader):
        yield words.load(reader.language, slug)
    _foot(slug, reader)
    setting.ended(slug)


def part(draw: Callable[..., None]) -> Callable[..., None]:
    """Make ``draw(words, ...)`` a part of a page that is redrawn alone when a widget in it changes.

    It is a fragment. When it runs without the page, nothing but itself can say a refusal.
    """

    @functools.wraps(draw)
    def draw_or_say(reader: Words, *args) -> None:
        with _ending_here(reader):
            draw(reader, *args)

    return st.fragment(draw_or_say)


@contextmanager
def refusals(reader: Words) -> Iterator[None]:
    """Say a refusal by `core` right here, and end the page's body or the part."""
    try:
        yield
    except ConvScopeError as refusal:
        say(reader, refusal)
        raise RefusedError from refusal


@contextmanager
def _ending_here(reader: Words) -> Iterator[None]:
    """Let a refusal end what is drawn inside, and nothing else; say it if it is not said."""
    try:
        yield
    except ConvScopeError as refusal:
        say(reader, refusal)
    except RefusedError:
        pass  # said where it happened


def say(reader: Words, refusal: ConvScopeError) -> None:
    """Show the sentence for a refusal."""
    st.error(reader.error(refusal), icon=":material/error:")


def attempt(reader: Words, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Call a function for a button (``on_click``); what it refuses is said on top of the page."""
    try:
        call(*args, **kwargs)
    except ConvScopeError as refusal:
        say(reader, refusal)


@contextmanager
def cover() -> Iterator[Words]:
    """Draw the frame of the cover around its body."""
    reader = _open(None)
    _head("")
    yield reader


def lesson_link(slug: str, reader: Words) -> None:
    """Draw the link to a built lesson, or its name and that it is coming."""
    title = reader(f"{slug}.title")
    if course.is_built(slug):
        st.page_link(f"pages/{slug}.py", label=title, icon=_mark(slug), width="stretch")
    else:
        st.markdown(f":gray[{title} · {reader('frame.coming')}]")


def _open(slug: str | None) -> Words:
    st.set_page_config(page_title="ConvScope", page_icon=MARK, layout="wide")
    memory.recall()
    setting.enter(slug or COVER)
    sign_of_life()
    reader = words.load(LANGUAGE.get())
    st.html(STYLE)
    st.logo(LOGO, icon_image=MARK, size="large")
    with st.sidebar:
        _contents(reader)
        memory.keep()
    return reader


def _head(place: str) -> None:
    """Draw where we are, and the language switch."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="frame_head"):
        st.caption(place, width="content")
        _LANGUAGE_CHOICE.set(LANGUAGE.get())
        st.segmented_control(
            "Language · 언어",
            LANGUAGES,
            format_func=LANGUAGES.__getitem__,
            key=_LANGUAGE_CHOICE.key,
            on_change=_choose_language,
            required=True,
            label_visibility="collapsed",
        )


def _contents(reader: Words) -> None:
    """Draw the lesson list and the progress in the sidebar."""
    st.page_link(COVER, label=reader("frame.cover"), icon=":material/map:", width="stretch")
    for section, slugs in course.SECTIONS.items():
        st.caption(reader(f"section.{section}"))
        with st.container(gap=None, key=f"contents_{section}"):
            for slug in slugs:
                lesson_link(slug, reader)
    done, built = len(DONE.get()), len(course.BUILT)
    st.progress(done / built, text=reader("frame.progress", done=done, count=built))


def _foot(slug: str, reader: Words) -> None:
    before, after = course.neighbours(slug)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="frame_foot"):
        if before:
            title = reader(f"{before}.title")
            st.page_link(f"pages/{before}.py", label=title, icon=":material/arrow_back:")
        else:
            st.page_link(COVER, label=reader("frame.cover"), icon=":material/arrow_back:")
        if after:
            st.page_link(
                f"pages/{after}.py",
                label=reader(f"{after}.title"),
                icon=":material/arrow_forward:",
                icon_position="right",
            )


def _mark(slug: str) -> str:
    return ":material/check_circle:" if slug in DONE.get() else ":material/radio_button_unchecked:"


def _choose_language() -> None:
    if _LANGUAGE_CHOICE.get() in LANGUAGES:  # the browser may send that none is chosen
        LANGUAGE.set(_LANGUAGE_CHOICE.get())
