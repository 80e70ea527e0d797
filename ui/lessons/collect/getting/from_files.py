"""Photos of the reader's own: files, a zip, a camera."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.datasets import OWN, Collected, Rejected, export, from_zip
from core.errors import ConvScopeError
from core.photos import SUFFIXES, PhotoArchive, decode
from ui.frame import frame
from ui.lessons.collect import state
from ui.lessons.collect.getting.typed_names import Typed, distinct_names
from ui.session.reader import folder, require_room
from ui.session.state import Kept
from ui.words import Words, plain, unmarked

_SEEN = Kept[set[str]]("collect_files", set)  # every rerun gives all files again
_TAKEN = Kept[int]("collect_camera_taken", int)  # pictures


def from_files(words: Words, typed: Typed) -> None:
    """Draw a place for files for each class."""
    for name in distinct_names(words, typed):
        files = st.file_uploader(
            words("upload", name=plain(name)),
            SUFFIXES,
            accept_multiple_files=True,
            key=f"collect_upload_{name}",
        )
        for file in files:
            if _is_new(file):
                _take(name, file)


def from_camera(words: Words, typed: Typed) -> None:
    """Draw a camera whose pictures go into the chosen class, one after another."""
    names = distinct_names(words, typed)
    if not names:
        return
    name = st.segmented_control(
        words("camera.class"),
        names,
        format_func=plain,
        default=names[0],
        key="collect_camera_class",
        required=True,
    )
    taken = _TAKEN.get()
    picture = st.camera_input(words("camera", name=plain(name)), key=f"collect_camera_{taken}")
    st.caption(words("camera.note"))
    if picture is not None:
        _take(name, picture)
        _TAKEN.set(taken + 1)  # a camera that is ready for the next one
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
            read = from_zip(data, folder())
            known = export.origins(PhotoArchive.open(data).manifest)
            state.refused().extend(read.rejected)
            state.add_stored(
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
    refused = state.refused()
    if not refused:
        return
    with st.expander(words("refused", count=len(refused))):
        for each in refused:
            st.text(f"{each.file_name}: {unmarked(words.error(each.error))}")
        st.button(words("refused.clear"), on_click=refused.clear)


def _take(name: str, file: UploadedFile) -> None:
    try:
        require_room()
        state.add(name, decode(file.getvalue()), dict(OWN))
    except ConvScopeError as refusal:
        state.refused().append(Rejected(file.name, refusal))


def _is_new(file: UploadedFile) -> bool:
    """Say whether a file has not been seen: every rerun gives all of them again."""
    seen = _SEEN.get()
    new = file.file_id not in seen
    seen.add(file.file_id)
    return new
