"""Zips of photos: read photo by photo, with progress, until another run takes over."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from core.datasets import Dataset, from_archive
from core.errors import ConvScopeError
from core.photos import PhotoArchive, Taken
from ui.photos import decoding
from ui.photos.place import Place, let_go
from ui.session.reader import Roomy, with_room
from ui.words import Words


@dataclass(frozen=True)
class ReadZip:
    """What a zip held.

    Attributes
    ----------
    dataset
        Its photos, stored in the reader's folder.
    manifest
        What it says of where they come from.
    """

    dataset: Dataset
    manifest: str


def pick_zip(words: Words, label: str, place: Place) -> ReadZip | None:
    """Draw a place for a zip; read one that is given, and return it once.

    Whoever gets it empties the place. A zip that is refused or left in the middle is let go of.
    """
    file = st.file_uploader(label, "zip", key=place.key)
    place.say(words)
    if file is None:
        return None
    data = file.getvalue()
    let_go(file)  # before it is read: whatever ends this run ends the reading
    place.renew(ConvScopeError("photo.stopped", "reading was stopped"))
    try:
        return _read(words, data, with_room())
    except ConvScopeError as refusal:
        place.empty(refusal)


def _read(words: Words, data: bytes, store: Roomy) -> ReadZip:
    archive = PhotoArchive.open(data)
    with st.empty().container():
        bar = st.progress(0.0)
        st.button(words("photo.stop"), icon=":material/stop:")
    count = len(archive.entries)
    done = 0

    def take(photo: bytes, _: Path) -> Taken:
        nonlocal done
        done += 1  # drawing ends the run where a newer one has begun
        bar.progress(done / count, text=words("photo.reading", done=done, total=count))
        return decoding.put(photo, store)

    return ReadZip(from_archive(archive, store, take), archive.manifest)
