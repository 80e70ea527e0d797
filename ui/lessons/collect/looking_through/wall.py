"""All photos of a collection on a wall to mark: by class, in an order, a page at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from core.datasets import Collected, LabelVerdict, cleaning
from core.photos import Look, is_blank, is_tiny
from ui.lessons.collect import state
from ui.lessons.collect.photo_wall.photo_wall import Act, WallPhoto, photo_wall
from ui.photos.stored import thumbnail
from ui.session import choices
from ui.session.reader import folder
from ui.session.state import Kept
from ui.words import Words, plain

PAGE = 60  # photos
TICK = 2  # seconds between photos that arrive
EVERY = ""  # stands for all classes; no class has an empty name

_ACTED = Kept[bool]("wall_acted", lambda: False)  # in the run that led to this one


def show(
    words: Words, looks: Mapping[str, Look], verdicts: Mapping[str, LabelVerdict], *, live: bool
) -> None:
    """Draw the wall; while photos arrive, again and again."""
    st.subheader(words("wall"), anchor=False)
    every = TICK if live else None
    wall = st.fragment(_draw, run_every=every)  # one fragment for both: a late tick finds it
    wall(words, {} if live else looks, verdicts)


def _draw(words: Words, looks: Mapping[str, Look], verdicts: Mapping[str, LabelVerdict]) -> None:
    if _ACTED.get():
        _ACTED.set(False)
        st.rerun()  # numbers and suggestions stand outside of this fragment
    collection = state.collection()
    if not collection.photos:
        return
    known = {"arrival": True, "doubt": verdicts, "size": looks}
    orders = [order for order in cleaning.ORDERS if known[order]]
    name, order = _choose(words, collection.class_names, orders)
    photos = [p for p in collection.photos if name in (EVERY, p.class_name)]
    photos = cleaning.ordered(photos, order, looks, verdicts)
    numbers = _numbers(photos)

    def on_wall(photo: Collected) -> WallPhoto:
        source = thumbnail(photo.hash, folder())
        note = _note(words, photo, looks, verdicts, named=name == EVERY)
        return WallPhoto(photo.hash, source, f"{photo.class_name} {numbers[photo.hash]}", note)

    photo_wall(
        words,
        [on_wall(photo) for photo in _page_of(photos)],
        [photo.hash for photo in collection.photos],
        [other for other in collection.class_names if other != name],
        "collect_wall",
        _act,
    )


def _page_of(photos: Sequence[Collected]) -> Sequence[Collected]:
    """Draw the choice of a page, where there are several; return the photos on it."""
    pages = max(1, -(-len(photos) // PAGE))
    page = st.pagination(pages, key=f"collect_wall_{pages}") if pages > 1 else 1
    return photos[(page - 1) * PAGE : page * PAGE]


def _numbers(photos: Sequence[Collected]) -> dict[str, int]:
    """Return the place of each photo among those of its class, from 1, by its hash."""
    seen: Counter[str] = Counter()
    numbers = {}
    for photo in photos:
        seen[photo.class_name] += 1
        numbers[photo.hash] = seen[photo.class_name]
    return numbers


def _act(act: Act) -> None:
    state.apply(act)
    _ACTED.set(True)


def _choose(words: Words, names: tuple[str, ...], orders: Sequence[str]) -> tuple[str, str]:
    """Draw the choice of a class and of an order; return both."""
    classes = (EVERY, *names)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = choices.one(
            st.pills,
            words,
            words("wall.class"),
            classes,
            format_func=lambda name: plain(name) or words("wall.every"),
            key="wall_class",
        )
        order = choices.one(
            st.segmented_control,
            words,
            words("wall.order"),
            orders,
            format_func=lambda order: words(f"order.{order}"),
            key="wall_order",
        )
    return chosen, order


def _note(
    words: Words,
    photo: Collected,
    looks: Mapping[str, Look],
    verdicts: Mapping[str, LabelVerdict],
    *,
    named: bool,
) -> str:
    """Return what stands below a photo: its class among several, and what it is marked as."""
    said = [photo.class_name] if named else []
    look, verdict = looks.get(photo.hash), verdicts.get(photo.hash)
    if (photo.hash, photo.class_name) in state.collection().kept:
        return ", ".join([*said, words("mark.kept")])
    marks = {
        "tiny": look is not None and is_tiny(look),
        "blank": look is not None and is_blank(look),
        "doubtful": verdict is not None and verdict.doubtful,
    }
    return ", ".join([*said, *(words(f"mark.{mark}") for mark, there in marks.items() if there)])
