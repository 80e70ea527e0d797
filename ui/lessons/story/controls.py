"""What a reader sets in the lesson story: a bar, where it is, and the cells that look at it."""

from dataclasses import dataclass

import streamlit as st

from core.lessons import simple_cells
from ui.lessons.story.cell_puzzles import NUMBER
from ui.lessons.story.tuning.tuning import BarPlace
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

START = BarPlace()

WIDTH = Setting("story_width", (3, 9, 16), 9)
LENGTH = Setting("story_length", (10, 20, 41), 41)
KIND = Setting("story_kind", tuple(simple_cells.PHASES))
ANGLE = Setting("story_angle", range(len(simple_cells.ANGLES)), START.angle)
OFFSET = Setting("story_offset", range(len(simple_cells.OFFSETS)), START.offset)
CELL = Setting("story_cell", range(len(simple_cells.PREFERRED)), START.cell)
SETTINGS = (WIDTH, LENGTH, KIND, ANGLE, OFFSET, CELL, NUMBER)


@dataclass(frozen=True)
class ShownBar:
    """A bar of `width` x `length` pixels at a place, before cells of a `phase` in degrees."""

    width: int
    length: int
    phase: int
    place: BarPlace

    @property
    def angle(self) -> int:
        """Of the bar, degrees."""
        return simple_cells.ANGLES[self.place.angle]

    @property
    def offset(self) -> int:
        """Of the bar from the middle, pixels."""
        return simple_cells.OFFSETS[self.place.offset]

    @property
    def preferred(self) -> int:
        """The angle that the chosen cell prefers, degrees."""
        return simple_cells.PREFERRED[self.place.cell]


def choose(words: Words) -> ShownBar:
    """Draw the controls; return the bar, where it was left."""
    choices.one(st.segmented_control, words, words("width"), WIDTH.values, key=WIDTH.key)
    choices.one(st.segmented_control, words, words("length"), LENGTH.values, key=LENGTH.key)
    choices.one(
        st.segmented_control,
        words,
        words("kind"),
        KIND.values,
        key=KIND.key,
        format_func=lambda name: words(f"kind.{name}"),
    )
    st.caption(words(f"use.{KIND.get()}"))
    place = BarPlace(ANGLE.get(), OFFSET.get(), CELL.get())
    return ShownBar(WIDTH.get(), LENGTH.get(), simple_cells.PHASES[KIND.get()], place)


def remember(place: BarPlace) -> None:
    """Keep where the bar came to rest."""
    ANGLE.set(place.angle)
    OFFSET.set(place.offset)
    CELL.set(place.cell)
