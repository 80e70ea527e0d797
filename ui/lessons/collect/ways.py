"""The ways in which photos come: from the web, files, a zip, a camera, or with the program."""

import streamlit as st

from core.crawling import MOST_NAMES, CrawlRequest, distinct, offered, search_words
from core.datasets import MIN_CLASSES, OWN, Collected, Rejected, export, from_zip
from core.errors import ConvScopeError
from core.photos import SUFFIXES, PhotoArchive, decode
from ui.frame import frame
from ui.lessons.collect import state as collecting
from ui.session.session_folder import require_room, session_folder
from ui.words import Words, plain

WAYS = ("crawl", "upload", "camera", "zip", "bundled")
COUNTS = (10, 20, 30, 40, 60)
USUAL = 30
LENGTH = 40  # characters of a name
AT_FIRST = 3  # classes


def name_classes(words: Words, *, with_words: bool) -> list[tuple[str, str]]:
    """Draw the names; return each with the words to search for, empty where none are given."""
    count = st.segmented_control(
        words("classes"),
        range(MIN_CLASSES, MOST_NAMES + 1),
        default=AT_FIRST,
        key="collect_classes",
        required=True,
        persist_state="session",
    )
    typed = []
    for row in range(count):
        places = st.columns(2 if with_words else 1)
        with places[0]:
            named = _text(words("name", number=row + 1), f"collect_name_{row}", words(f"eg.{row}"))
        searched = ""
        if with_words:
            with places[1]:
                searched = _text(words("words"), f"collect_words_{row}", words("words.same"))
        typed.append((named, searched))
    return [(named, searched) for named, searched in typed if named.strip()]


def from_web(words: Words, typed: list[tuple[str, str]]) -> None:
    """Draw source and number of photos, and the button that starts."""
    sources = offered()
    if not sources:
        st.info(words("web.off"), icon=":material/info:")
        return
    source = st.radio(
        words("source"),
        sources,
        format_func=lambda name: words(f"source.{name}"),
        captions=[words(f"about.{name}") for name in sources],
        key="collect_source",
        persist_state="session",
    )
    count = st.select_slider(
        words("count"), COUNTS, USUAL, key="collect_count", persist_state="session"
    )
    if st.button(words("start"), type="primary", icon=":material/travel_explore:"):
        try:
            require_room()
            collecting.start(_requests(source, count, typed))
        except ConvScopeError as refusal:
            frame.say(words, refusal)


def from_files(words: Words, typed: list[tuple[str, str]]) -> None:
    """Draw a place for files for each class."""
    for name in _distinct(words, typed):
        files = st.file_uploader(
            words("upload", name=plain(name)),
            SUFFIXES,
            accept_multiple_files=True,
            key=f"collect_upload_{name}",
        )
        for file in files:
            if _is_new(file):
                _take(name, file)


def from_camera(words: Words, typed: list[tuple[str, str]]) -> None:
    """Draw a camera whose pictures go into the chosen class, one after another."""
    names = _distinct(words, typed)
    if not names:
        return
    name = st.segmented_control(
        words("camera.class"), names, default=names[0], key="collect_camera_class", required=True
    )
    taken = st.session_state.setdefault("collect_camera_taken", 0)
    picture = st.camera_input(words("camera", name=plain(name)), key=f"collect_camera_{taken}")
    st.caption(words("camera.note"))
    if picture is not None:
        _take(name, picture)
        st.session_state["collect_camera_taken"] += 1  # a camera that is ready for the next one
        st.rerun()


def upload_zip(words: Words) -> None:
    """Draw a place for a zip with one folder of photos a class."""
    st.markdown(words.section("zip"))
    file = st.file_uploader(words("zip"), "zip", key="collect_zip")
    if file is None or not _is_new(file):
        return
    try:
        with st.spinner(words("reading")):
            require_room()
            data = file.getvalue()
            read = from_zip(data, session_folder())
            known = export.origins(PhotoArchive(data).manifest)
            collecting.refused().extend(read.rejected)
            collecting.add_stored(
                Collected(
                    photo.hash,
                    read.class_names[photo.label],
                    known.get(photo.hash, dict(OWN)),
                )
                for photo in read.photos
            )
    except ConvScopeError as refusal:
        frame.say(words, refusal)


def say_refused(words: Words) -> None:
    """List files that were not taken, and why."""
    refused = collecting.refused()
    if not refused:
        return
    with st.expander(words("refused", count=len(refused))):
        for each in refused:
            st.text(f"{each.file_name}: {words.error(each.error)}")
        st.button(words("refused.clear"), on_click=refused.clear)


def _distinct(words: Words, typed: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the names of the classes; none, and why in words, while they cannot be used."""
    try:
        return distinct((named for named, _ in typed), MIN_CLASSES)
    except ConvScopeError as refusal:
        st.info(words.error(refusal), icon=":material/edit:")
        return ()


def _requests(source: str, count: int, typed: list[tuple[str, str]]) -> list[CrawlRequest]:
    names = distinct((named for named, _ in typed), MIN_CLASSES)
    return [
        CrawlRequest(source, name, searched.strip() or search_words(name, source), count)
        for name, (_, searched) in zip(names, typed, strict=True)
    ]


def _text(label: str, key: str, example: str) -> str:
    return st.text_input(
        label, key=key, max_chars=LENGTH, placeholder=example, persist_state="session"
    )


def _take(name: str, file) -> None:
    try:
        require_room()
        collecting.add(name, decode(file.getvalue()), dict(OWN))
    except ConvScopeError as refusal:
        collecting.refused().append(Rejected(file.name, refusal))


def _is_new(file) -> bool:
    """Say whether a file has not been seen: every rerun gives all of them again."""
    seen = st.session_state.setdefault("collect_files", set())
    new = file.file_id not in seen
    seen.add(file.file_id)
    return new
