"""The photos of one class, of which the reader marks many and removes or moves them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.component import component
from ui.words import Words

_COMPONENT = component("photo_wall")


@dataclass(frozen=True)
class WallPhoto:
    """A photo to mark: `value` tells it from the others, `source` is an address with its bytes."""

    value: str
    source: str


@dataclass(frozen=True)
class Act:
    """What is to become of marked photos: `to` is another class, or None for away with them."""

    photos: frozenset[str]
    to: str | None


def photo_wall(
    words: Words,
    name: str,
    photos: Sequence[WallPhoto],
    others: Sequence[str],
    key: str,
    on_act: Callable[[Act], None],
) -> None:
    """Draw the photos of the class `name`, which may be moved to one of `others`.

    Marks live in the browser, so that marking is at once; `on_act` is called before the rerun.
    """

    def act() -> None:
        known = {photo.value for photo in photos}
        asked = read_act(st.session_state[key].get("act"), known, others)
        if asked is not None:
            on_act(asked)

    data = {
        "label": name,
        "photos": [
            {"value": photo.value, "source": photo.source, "title": f"{name} {number}"}
            for number, photo in enumerate(photos, 1)
        ],
        "classes": list(others),
        "words": {
            "hint": words("wall.hint"),
            "marked": words("wall.marked", count="#"),
            "remove": words("wall.remove"),
            "move": words("wall.move"),
            "clear": words("wall.clear"),
        },
    }
    _COMPONENT(key=key, data=data, on_act_change=act)


def read_act(value: object, known: set[str], others: Sequence[str]) -> Act | None:
    """Return what a browser's message asks for, or None; the browser is not trusted."""
    if not isinstance(value, dict) or not isinstance(value.get("photos"), list):
        return None
    photos = frozenset(photo for photo in known if photo in value["photos"])
    to = value.get("to")
    if not photos or (to is not None and to not in others):
        return None
    return Act(photos, to)
