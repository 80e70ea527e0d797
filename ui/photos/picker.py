"""The photo that a lesson works on: a sample, an upload, or one from the camera."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import streamlit as st

from core.errors import ConvScopeError
from core.host import Sample, assets
from core.photos import SUFFIXES, decode, shrink
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses
from ui.photos import decoding
from ui.photos.own_photos import pick_own
from ui.photos.place import Place, let_go
from ui.session import choices
from ui.session.remembered import OWN_PHOTO, keep_own_photo
from ui.session.state import Kept, chosen
from ui.words import LANGUAGES, Words

SIDE = 512  # long side of a photo in the session, pixels
SOURCES = ("sample", "upload", "camera")
THINGS = ("coffee", "astronaut", "rocket")  # samples that are no animals

_SOURCE = Kept[str]("photo_source", lambda: SOURCES[0])
_PLACES = {"upload": Place("photo_upload"), "camera": Place("photo_camera")}
_SAMPLE = "sample"  # key of the choice of a sample


@dataclass(frozen=True)
class PickedPhoto:
    """A photo of several: `key` tells it from the others."""

    key: str
    image: np.ndarray


def pick_photo(words: Words) -> np.ndarray:
    """Draw the choice of a photo and return it; the choice stays when the page is left."""
    source = choices.one(
        st.segmented_control,
        words,
        words("photo.source"),
        SOURCES,
        format_func=lambda source: words(f"photo.source.{source}"),
        key=_SOURCE.key,
    )
    if source == "sample":
        return _pick_sample(words)
    _take_own(words, source)
    own = OWN_PHOTO.get()
    if own is not None:
        return own
    st.caption(words("photo.empty"))
    return _first_sample()


def current_photo() -> np.ndarray:
    """Return the photo that was chosen last, without drawing the choice."""
    if _SOURCE.get() != SOURCES[0]:
        own = OWN_PHOTO.get()
        return _first_sample() if own is None else own
    name = chosen(_SAMPLE).get()
    return _first_sample() if name is None else _sample(name)


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

    All samples, only those that are no animals together with a picture of nothing, or the
    reader's own, to which uploads and the camera add.
    """
    source = choices.one(
        st.segmented_control,
        words,
        words("photo.source"),
        (SOURCES[0], "things", *SOURCES[1:]),
        format_func=lambda source: words(f"photo.source.{source}"),
        key="photos_source",
    )
    if source == "sample":
        return [_of_sample(sample) for sample in assets.samples()]
    if source == "things":
        return _things()
    return [PickedPhoto(key, image) for key, image in pick_own(words, source).items()]


def _of_sample(sample: Sample) -> PickedPhoto:
    return PickedPhoto(sample.name, _sample(sample.name))


def _things() -> list[PickedPhoto]:
    things = [sample for sample in assets.samples() if sample.name in THINGS]
    return [*map(_of_sample, things), PickedPhoto("noise", _noise())]


@st.cache_data(max_entries=1, show_spinner=False)
def _noise() -> np.ndarray:
    """Return a picture of nothing: every pixel has a random colour."""
    return np.random.default_rng(0).integers(0, 256, (224, 224, 3), np.uint8)


def _pick_sample(words: Words) -> np.ndarray:
    return _sample(
        gallery(
            words("photo.source"),
            sample_tiles(words.language),
            key=_SAMPLE,
            tile_width=74,
            photos=True,
        )
    )


def _take_own(words: Words, source: str) -> None:
    """Let the reader give a photo; a bad one is refused and the one before it stays."""
    place = _PLACES[source]
    if source == "upload":
        file = st.file_uploader(words("photo.upload"), SUFFIXES, key=place.key)
    else:
        file = st.camera_input(words("photo.camera"), key=place.key)
    st.caption(words("photo.private"))
    place.say(words)
    if file is None:
        return
    refused = None
    try:
        keep_own_photo(decoding.small(file.getvalue(), SIDE))
    except ConvScopeError as refusal:
        refused = refusal
    let_go(file)
    place.empty(refused)  # what stands above on the page may show the photo too


def _first_sample() -> np.ndarray:
    return _sample(assets.samples()[0].name)


@st.cache_data(max_entries=32, show_spinner=False)
def _sample(name: str) -> np.ndarray:
    path = next(sample.path for sample in assets.samples() if sample.name == name)
    return shrink(decode(path.read_bytes()), SIDE)


def _thumbnail(name: str) -> str:
    return picture_addresses.of_photo(shrink(_sample(name), 160))
