"""Photos of the reader's own: files, a zip, a camera."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.datasets import OWN, Collected, Rejected, export
from core.errors import ConvScopeError
from core.photos import SUFFIXES
from ui.lessons.collect import state
from ui.lessons.collect.getting.typed_names import Typed, distinct_names
from ui.photos import decoding
from ui.photos.place import Place, let_go
from ui.photos.zips import pick_zip
from ui.session import choices
from ui.session.reader import with_room
from ui.words import Words, plain, unmarked

_CAMERA, _ZIP = Place("collect_camera"), Place("collect_zip")


def from_files(words: Words, typed: Typed) -> None:
    """Draw a place for files for each class."""
    for name in distinct_names(words, typed):
        place = Place(f"collect_upload_{name}")
        files = st.file_uploader(
            words("upload", name=plain(name)),
            SUFFIXES,
            accept_multiple_files=True,
            key=place.key,
        )
        if files:
            _take_all(words, name, files)
            place.empty()


def from_camera(words: Words, typed: Typed) -> None:
    """Draw a camera whose pictures go into the chosen class, one after another."""
    names = distinct_names(words, typed)
    if not names:
        return
    name = choices.one(
        st.segmented_control,
        words,
        words("camera.class"),
        names,
        format_func=plain,
        key="collect_camera_class",
    )
    picture = st.camera_input(words("camera", name=plain(name)), key=_CAMERA.key)
    st.caption(words("camera.note"))
    if picture is not None:
        _take(name, picture)
        _CAMERA.empty()  # it is ready for the next one


def upload_zip(words: Words) -> None:
    """Draw a place for a zip with one folder of photos a class."""
    st.markdown(words.section("zip"))
    read = pick_zip(words, words("zip"), _ZIP)
    if read is not None:
        known = export.origins(read.manifest)
        state.refused().extend(read.dataset.rejected)
        state.add_stored(
            Collected(
                photo.hash,
                read.dataset.class_names[photo.label],
                known.get(photo.hash, dict(OWN)),
            )
            for photo in read.dataset.photos
        )
        _ZIP.empty()


def say_refused(words: Words) -> None:
    """List files that were not taken, and why."""
    refused = state.refused()
    if not refused:
        return
    with st.expander(words("refused", count=len(refused))):
        for each in refused:
            st.text(f"{each.file_name}: {unmarked(words.error(each.error))}")
        st.button(words("refused.clear"), on_click=refused.clear)


def _take_all(words: Words, name: str, files: Sequence[UploadedFile]) -> None:
    """Take files in; a run that takes over goes on with those that are left."""
    bar = st.progress(0.0)
    for number, file in enumerate(files, start=1):
        bar.progress(
            number / len(files), text=words("photo.reading", done=number, total=len(files))
        )
        _take(name, file)


def _take(name: str, file: UploadedFile) -> None:
    try:
        photo = decoding.put(file.getvalue(), with_room()).hash
        state.add(Collected(photo, name, dict(OWN)))
    except ConvScopeError as refusal:
        state.refused().append(Rejected(file.name, refusal))
    let_go(file)
