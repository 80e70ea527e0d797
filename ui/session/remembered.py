"""What is the reader's and not one browser session's: it outlives reload, sleep and restart."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import streamlit as st

from core.datasets import Dataset
from core.errors import ConvScopeError
from core.host.state import readers
from core.jobs import KEY
from core.photos import store as photo_store
from core.training.stored import kept_runs
from ui.session.reader import folder, reader, with_room

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Remembered(Generic[T]):
    """A value that the state keeps and all sessions of the reader share, as two tabs or a phone.

    `to_json` gives what JSON can hold of it, `of_json` reads that back; what cannot be read counts
    as not there.
    """

    key: str
    start: Callable[[], T]
    to_json: Callable[[T], Any]
    of_json: Callable[[Any], T]

    def get(self) -> T:
        """Return the value; one that is changed in place must be given to `set` again.

        It is read anew only where another session has kept another.
        """
        told = readers.recall(reader(), self.key)
        if self.key not in st.session_state or st.session_state.get(self._told) != told:
            self._put(told, self._read(told))
        return st.session_state[self.key]

    def set(self, value: T) -> None:
        """Keep another value, from now on also for the reader's other sessions."""
        self._put(readers.keep(reader(), self.key, self.to_json(value)), value)

    def change(self, by: Callable[[T], T]) -> T:
        """Keep what `by` makes of the value, and return it; no other session comes between."""
        made: list[T] = []

        def told_by(told: Any) -> Any:
            here = self.key in st.session_state and st.session_state.get(self._told) == told
            made.append(by(st.session_state[self.key] if here else self._read(told)))
            return self.to_json(made[0])

        self._put(readers.change(reader(), self.key, told_by), made[0])
        return made[0]

    def fill(self, value: T) -> None:
        """Keep a value unless there is one."""
        if readers.recall(reader(), self.key) is None:
            self.set(value)

    @property
    def _told(self) -> str:
        """The key of what the state told when the value was read or kept here."""
        return f"{self.key}_told"

    def _put(self, told: Any, value: T) -> None:
        st.session_state[self.key], st.session_state[self._told] = value, told

    def _read(self, told: Any) -> T:
        if told is None:
            return self.start()
        try:
            return self.of_json(told)
        except (KeyError, TypeError, ValueError, ConvScopeError) as error:
            log.warning("what was kept as %s cannot be read: %r", self.key, error)
            return self.start()


_PHOTO = "own_photo"  # has a store of its own, in which the photos before it are not kept


def _dataset_to_json(dataset: Dataset | None) -> Any:
    return None if dataset is None else dataset.to_json()


def _photo_to_json(image: np.ndarray | None) -> Any:
    return None if image is None else photo_store.put(image, with_room(_PHOTO))


def _keys(told: Any) -> list[str]:
    return [key for key in told if KEY.fullmatch(key)]


OWN_DATASET = Remembered[Dataset | None](  # collected, or given as a zip: to train on
    "own_dataset", lambda: None, _dataset_to_json, lambda told: Dataset.of_json(told, folder())
)
OWN_PHOTO = Remembered[np.ndarray | None](  # uploaded, or taken by the camera
    _PHOTO, lambda: None, _photo_to_json, lambda told: photo_store.get(told, folder() / _PHOTO)
)
RUNS = Remembered[list[str]](  # keys of the reader's training runs, the last one last
    kept_runs.REMEMBERED, list, list, _keys
)


def keep_own_photo(image: np.ndarray) -> None:
    """Keep a photo as the reader's own, instead of the one before, of which nothing stays.

    Raises
    ------
    core.host.disk.SpaceError
        When the reader has no room for it; the one before stays.
    """
    OWN_PHOTO.set(image)
    now = readers.recall(reader(), _PHOTO)
    for stored in (folder() / _PHOTO / "photos").glob("*.jpg"):
        if stored.stem != now:
            stored.unlink(missing_ok=True)
