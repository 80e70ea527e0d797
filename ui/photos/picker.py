"""The photo that a lesson works on: a sample, an upload, or one from the camera."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import streamlit as st

from core.host import Sample, assets
from core.photos import SUFFIXES, ImageError, decode, shrink
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses as addresses
from ui.words import LANGUAGES, Words, plain

SIDE = 512  # long side of a photo in the session, pixels
SOURCES = ("sample", "upload", "camera")
OWN = "own_photo"
MOST = 24  # photos at once
THINGS = ("coffee", "astronaut", "rocket")  # samples that are no animals


@dataclass(frozen=True)
class PickedPhoto:
    """A photo of several: `key` tells it from the others."""

    key: str
    name: str
    image: np.ndarray


def pick_photo(words: Words) -> np.ndarray:
    """Draw the choice of a photo and return it; the choice stays when the page is left."""
    st.session_state["photo_source"] = st.session_state.get("kept_photo_source", SOURCES[0])
    source = st.segmented_control(
        words("photo.source"),
        SOURCES,
        format_func=lambda source: words(f"photo.source.{source}"),
        key="photo_source",
        on_change=_keep_source,
        required=True,
    )
    if source == "sample":
        return _pick_sample(words)
    _take_own(words, source)
    if OWN in st.session_state:
        return st.session_state[OWN]
    st.caption(words("photo.empty"))
    return _sample(assets.samples()[0].name)


def current_photo() -> np.ndarray:
    """Return the photo that was chosen last, without drawing the choice."""
    if st.session_state.get("kept_photo_source", SOURCES[0]) != SOURCES[0]:
        return st.session_state.get(OWN, _sample(assets.samples()[0].name))
    return _sample(st.session_state.get("sample_chosen", assets.samples()[0].name))


@lru_cache(maxsize=len(LANGUAGES))
def sample_tiles(language: str) -> tuple[Tile, ...]:
    """Return the sample photos as tiles."""
    return tuple(
        Tile(sample.name, _thumbnail(sample.name), sample.captions[language])
        for sample in assets.samples()
    )


def sample_named(name: str) -> np.ndarray:
    """Return the sample photo that a tile of `sample_tiles` stands for."""
    return _sample(name)


def pick_photos(words: Words) -> list[PickedPhoto]:
    """Draw the choice of several photos and return them.

    All samples, only those that are no animals together with a picture of nothing, uploads, or
    one that is taken now.
    """
    source = st.segmented_control(
        words("photo.source"),
        (SOURCES[0], "things", *SOURCES[1:]),
        format_func=lambda source: words(f"photo.source.{source}"),
        key="photos_source",
        default=SOURCES[0],
        required=True,
    )
    if source == "sample":
        return [_of_sample(words, sample) for sample in assets.samples()]
    if source == "things":
        things = [sample for sample in assets.samples() if sample.name in THINGS]
        noise = PickedPhoto("noise", words("photo.noise"), _noise())
        return [*(_of_sample(words, sample) for sample in things), noise]
    if source == "upload":
        files = st.file_uploader(
            words("photo.uploads", limit=MOST),
            SUFFIXES,
            accept_multiple_files=True,
            key="photos_upload",
        )
    else:
        taken = st.camera_input(words("photo.camera"), key="photos_camera")
        files = [taken] if taken else []
    st.caption(words("photo.private"))
    if len(files) > MOST:
        st.warning(words("photo.too_many", count=len(files), limit=MOST))
    read = [_read(words, file) for file in files[:MOST]]
    return [photo for photo in read if photo]


def _of_sample(words: Words, sample: Sample) -> PickedPhoto:
    return PickedPhoto(sample.name, sample.captions[words.language], _sample(sample.name))


@st.cache_data(max_entries=1, show_spinner=False)
def _noise() -> np.ndarray:
    """Return a picture of nothing: every pixel has a random colour."""
    return np.random.default_rng(0).integers(0, 256, (224, 224, 3), np.uint8)


def _read(words: Words, file) -> PickedPhoto | None:
    """Return an uploaded photo, or say why it is none."""
    try:
        return PickedPhoto(file.file_id, file.name, _decoded(file.getvalue()))
    except ImageError as refusal:
        st.error(f"{plain(file.name)}: {words.error(refusal)}", icon=":material/error:")
        return None


@st.cache_data(max_entries=MOST, scope="session", show_spinner=False)
def _decoded(data: bytes) -> np.ndarray:
    return shrink(decode(data), SIDE)


def _keep_source() -> None:
    st.session_state["kept_photo_source"] = st.session_state["photo_source"]


def _pick_sample(words: Words) -> np.ndarray:
    return _sample(
        gallery(
            words("photo.source"),
            sample_tiles(words.language),
            key="sample",
            tile_width=74,
            photos=True,
        )
    )


def _take_own(words: Words, source: str) -> None:
    """Let the reader give a photo; a bad one is refused and the one before it stays."""
    if source == "upload":
        file = st.file_uploader(words("photo.upload"), SUFFIXES, key="photo_upload")
    else:
        file = st.camera_input(words("photo.camera"), key="photo_camera")
    st.caption(words("photo.private"))
    if file is None or file.file_id == st.session_state.get("own_photo_file"):
        return
    try:
        photo = decode(file.getvalue())
    except ImageError as refusal:
        st.error(words.error(refusal), icon=":material/error:")
        return
    st.session_state[OWN] = shrink(photo, SIDE)
    st.session_state["own_photo_file"] = file.file_id
    st.rerun()  # what stands above on the page may show the photo too


@st.cache_data(max_entries=32, show_spinner=False)
def _sample(name: str) -> np.ndarray:
    path = next(sample.path for sample in assets.samples() if sample.name == name)
    return shrink(decode(path.read_bytes()), SIDE)


def _thumbnail(name: str) -> str:
    return addresses.of_photo(shrink(_sample(name), 160))
