"""What a browser session keeps, each value behind one accessor that knows its key and its type.

Nothing outside `ui.session` touches ``st.session_state``, so no key is ever written twice. What
several rooms share stands here; what one module keeps for itself is declared there, by the same
classes. Streamlit drops the value of a widget when its page is left; any other value stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

T = TypeVar("T")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """A value that is always there: the kept one, or the one that `start` makes."""

    key: str
    start: Callable[[], T]

    def get(self) -> T:
        """Return the value, which may be changed in place: it is the session's from now on."""
        if self.key not in st.session_state:
            st.session_state[self.key] = self.start()
        return st.session_state[self.key]

    def set(self, value: T) -> None:
        """Keep another value."""
        st.session_state[self.key] = value

    def fill(self, value: T) -> None:
        """Keep a value unless there is one."""
        st.session_state.setdefault(self.key, value)

    def forget(self) -> None:
        """Go back to the value at first."""
        st.session_state.pop(self.key, None)


@dataclass(frozen=True)
class Maybe(Generic[T]):
    """A value that may be missing."""

    key: str

    def is_set(self) -> bool:
        """Say whether there is a value; it may be None, as that of a widget."""
        return self.key in st.session_state

    def get(self) -> T | None:
        """Return the value, or None."""
        return st.session_state.get(self.key)

    def set(self, value: T) -> None:
        """Keep a value."""
        st.session_state[self.key] = value

    def fill(self, value: T) -> None:
        """Keep a value unless there is one."""
        st.session_state.setdefault(self.key, value)

    def among(self, options: Sequence[T]) -> T:
        """Return the value; where it is none of `options`, the first of them takes its place."""
        value = self.get()
        if value is None or value not in options:
            value = options[0]
            self.set(value)
        return value

    def take(self) -> T | None:
        """Return the value and forget it."""
        return st.session_state.pop(self.key, None)


def chosen(key: str) -> Maybe[str]:
    """Return what is chosen in a browser component, see `ui.components.component.choose`."""
    return Maybe(f"{key}_chosen")


def sent(key: str, name: str) -> object:
    """Return what the browser component `key` has sent as `name`; it is not to be trusted."""
    return st.session_state[key].get(name)


LANGUAGE = Kept[str]("language", lambda: "en")  # "ko" or "en"
DONE = Kept[set[str]]("done", set)  # slugs of the lessons
DATA_SOURCE = Kept[str]("data_source", lambda: "bundled")  # where the photos to train on are from
