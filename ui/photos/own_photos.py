"""Several photos of the reader's own, uploaded or taken: kept until they are cleared."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import ConvScopeError
from core.host import ByteCache
from core.photos import SUFFIXES
from core.photos import store as photo_store
from ui.photos import decoding
from ui.photos.place import Place, let_go
from ui.session.reader import folder, with_room
from ui.session.remembered import Remembered
from ui.session.state import Kept
from ui.words import Words, plain

MOST = 24  # photos at once
_STORE = "own_photos"  # of their own: what is cleared there is missed nowhere else

_HASHES = Remembered[tuple[str, ...]](  # in the order they came
    "own_photos", tuple, list, lambda told: tuple(map(str, told))
)
_PLACES = {"upload": Place("photos_upload"), "camera": Place("photos_camera")}
_OPENED = Kept[ByteCache]("own_photos_opened", lambda: ByteCache(MOST * 3 * photo_store.SIDE**2))
_SAID = Kept[list[str]]("own_photos_said", list)  # why some were not taken, until it is said


def pick_own(words: Words, source: str) -> dict[str, np.ndarray]:
    """Draw a place for files, or a camera; return the reader's photos by their hashes."""
    files = _uploads(words) if source == "upload" else _camera(words)
    if files:
        _take_all(words, files)
        _PLACES[source].empty()
    for said in _SAID.get():
        st.error(said, icon=":material/error:")
    _SAID.forget()
    st.caption(words("photo.private"))
    hashes = [each for each in _HASHES.get() if photo_store.path(each, _store()).exists()]
    if hashes:
        st.button(words("photo.clear"), icon=":material/delete:", on_click=_clear)
    return {each: _read(each, _store()) for each in hashes}


def _uploads(words: Words) -> list[UploadedFile]:
    return st.file_uploader(
        words("photo.uploads", limit=MOST),
        SUFFIXES,
        accept_multiple_files=True,
        key=_PLACES["upload"].key,
    )


def _camera(words: Words) -> list[UploadedFile]:
    taken = st.camera_input(words("photo.camera"), key=_PLACES["camera"].key)
    return [taken] if taken else []


def _take_all(words: Words, files: Sequence[UploadedFile]) -> None:
    """Keep those files that are photos, as many as there may be; note why others are not."""
    count = len(_HASHES.get()) + len(files)
    for file in files:
        if len(_HASHES.get()) < MOST:
            _take(words, file)
        let_go(file)
    if count > MOST:
        _SAID.get().append(words("photo.too_many", count=count, limit=MOST))


def _take(words: Words, file: UploadedFile) -> None:
    try:
        photo = decoding.put(file.getvalue(), with_room(_STORE)).hash
    except ConvScopeError as refusal:
        _SAID.get().append(f"{plain(file.name)}: {words.error(refusal)}")
    else:
        _HASHES.change(lambda hashes: tuple(dict.fromkeys((*hashes, photo))))


def _clear() -> None:
    _HASHES.set(())
    _OPENED.forget()
    shutil.rmtree(_store(), ignore_errors=True)


def _store() -> Path:
    return folder() / _STORE


def _read(photo: str, store: Path) -> np.ndarray:
    return _OPENED.get().get_or_make(
        photo, lambda: photo_store.get(photo, store), lambda image: image.nbytes
    )
