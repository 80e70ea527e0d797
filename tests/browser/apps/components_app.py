"""One component a page, redrawn several times a second: ?component=photo_wall."""

import numpy as np
import streamlit as st

from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses as addresses
from ui.lessons.collect.photo_cases.photo_cases import CasePhoto, PhotoCase, photo_cases
from ui.lessons.collect.photo_wall.photo_wall import WallPhoto, photo_wall
from ui.lessons.convolution.spot.spot import spot
from ui.lessons.structure.vgg_columns.vgg_columns import vgg_table
from ui.lessons.train.confusion.confusion import confusion
from ui.words import load

GRAY = np.full((60, 60, 3), 128, np.uint8)
LANGUAGES = ("en", "ko")


def count(*_) -> None:
    """Count what the browser asks for."""
    st.session_state["asked"] = st.session_state.get("asked", 0) + 1


def spot_on_a_photo(tick: int) -> None:
    spot("Look here", "row {row}, column {column}", GRAY, 10, "spot", count)
    st.text(f"row, column: {st.session_state.get('spot_place')}")


def tiles(tick: int) -> None:
    source = addresses.of_photo(GRAY)
    made = [Tile(str(number), source, f"tile {number}", f"at {tick}") for number in range(9)]
    chosen = gallery("Tiles", made, "tiles")
    if chosen != st.session_state.get("seen", "0"):
        count()
    st.session_state["seen"] = chosen
    st.text(f"chosen: {chosen}")


def wall(tick: int) -> None:
    source = addresses.of_photo(GRAY)
    hashes = [f"{number:064}"[::-1] for number in range(1, 6 + tick)]
    photos = [WallPhoto(photo, source, f"photo {photo[0]}") for photo in reversed(hashes[-5:])]
    kept = WallPhoto("first", source, "the first photo", f"at {tick}")
    photo_wall(load("en", "collect"), [*photos, kept], [*hashes, "first"], ["fox"], "wall", count)


def cases(tick: int) -> None:
    photo = CasePhoto(addresses.of_photo(GRAY), "a photo", f"at {tick}")
    acts = {"keep": "Keep", "drop": "Drop"}
    gone = st.session_state.get("gone")
    keys = [key for key in ("one", "two", "three") if key != gone]
    made = [
        PhotoCase(key, key, ["why"], [photo], {n: f"{a} {key}" for n, a in acts.items()})
        for key in keys
    ]

    def act(case: str, name: str) -> None:
        st.session_state["gone"] = case

    photo_cases("Cases", made, "cases", act)


def counts(tick: int) -> None:
    confusion(load("en", "train"), [[tick, 1], [2, tick]], ["cat", "dog"], None, "counts", count)


def columns(tick: int) -> None:
    words = load(LANGUAGES[tick % 2], "structure")
    vgg_table(words, "columns", chosen="ABCDE"[tick % 5], on_pick=count)


COMPONENTS = {
    "spot": spot_on_a_photo,
    "gallery": tiles,
    "photo_wall": wall,
    "photo_cases": cases,
    "confusion": counts,
    "vgg_columns": columns,
}


@st.fragment(run_every=0.5)
def draw() -> None:
    tick = st.session_state["tick"] = st.session_state.get("tick", 0) + 1
    COMPONENTS[st.query_params["component"]](tick)
    st.text(f"tick: {tick}, asked: {st.session_state.get('asked', 0)}")


draw()
