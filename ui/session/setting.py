"""A lesson's settings: kept when the page is left, and in its address, which a host can share."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from ui.session.state import Kept, Maybe

T = TypeVar("T")

_PAGE = Kept[str]("settings_page", str)
_OF_PAGE = Kept[set[str]]("settings_of_page", set)  # keys

MOMENT = 1.0  # seconds, in which the messages of a run have reached the browser


@dataclass(frozen=True)
class Setting(Generic[T]):
    """A widget's key, the values it may have, and the one at first (the first value if None)."""

    key: str
    values: Sequence[T]
    default: T | None = None

    def get(self) -> T:
        """Return the value of the widget, once `restore` has filled it."""
        return st.session_state[self.key]

    def set(self, value: T) -> None:
        """Give the widget a value: before it is drawn, as in a callback."""
        st.session_state[self.key] = value

    @property
    def start(self) -> T:
        """The value at first."""
        return self.values[0] if self.default is None else self.default


def enter(page: str) -> None:
    """Say which page is drawn: the settings of another one leave, as their widgets do."""
    if _PAGE.get() != page:
        for key in _OF_PAGE.get():
            Maybe(key).take()
        _OF_PAGE.set(set())
        _PAGE.set(page)


def restore(slug: str, settings: Sequence[Setting]) -> None:
    """Fill the widget keys before the widgets: from the address, the last visit, or the default.

    What an address says is not to be trusted: an unknown value counts as none.
    """
    told = _browser_was_told(slug, settings)
    _OF_PAGE.get().update(setting.key for setting in settings)
    for setting in settings:
        if setting.key not in st.session_state:
            setting.set(_start(slug, setting))
        elif not told:
            setting.set(setting.get())  # tells it again


def share(slug: str, settings: Sequence[Setting]) -> None:
    """Keep the values of the widgets, all of which have been drawn, and write the address."""
    values = {setting.key: setting.get() for setting in settings}
    _last_visit(slug).set(values)
    st.query_params.update({key: str(value) for key, value in values.items()})


def ended(slug: str) -> None:
    """Note that a run of the lesson's page came to its end."""
    _end(slug).set(time.monotonic())


def _browser_was_told(slug: str, settings: Sequence[Setting]) -> bool:
    """Say whether the browser surely has the starting values.

    A click during the page's first run cuts it short and drops messages on their way, after which
    the browser would start from the first option. So they count as told only after a run that came
    to its end and was left alone for a moment.
    """
    end, told = _end(slug).take(), Kept[bool](f"{slug}_told", lambda: False)
    if not any(setting.key in st.session_state for setting in settings):
        told.set(False)  # the page is opened
    elif time.monotonic() - (math.inf if end is None else end) > MOMENT:
        told.set(True)
    return told.get()


def _start(slug: str, setting: Setting[T]) -> T:
    """Return the value that a setting has when the page is opened."""
    known = {str(value): value for value in setting.values}
    named = known.get(st.query_params.get(setting.key, ""))
    return _last_visit(slug).get().get(setting.key, setting.start) if named is None else named


def _last_visit(slug: str) -> Kept[dict[str, Any]]:
    """Return the values that the widgets had, by key."""
    return Kept(f"{slug}_settings", dict)


def _end(slug: str) -> Maybe[float]:
    """Return when the last run of the page came to its end, in monotonic seconds."""
    return Maybe(f"{slug}_ended")
