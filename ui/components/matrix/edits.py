"""Numbers that were typed into a lesson's matrices: each preset keeps its own."""

from dataclasses import dataclass

import numpy as np

from ui.components.matrix.matrix import Edit, Target
from ui.session.state import Kept


@dataclass(frozen=True)
class Edits:
    """The typed numbers of the lesson `slug`, kept in the session."""

    slug: str

    def __bool__(self) -> bool:
        return bool(self._kept())

    def remember(self, preset: str, edit: Edit) -> None:
        """Keep a number typed into `preset`."""
        self._kept().setdefault((edit.target, preset), []).append(edit)

    def applied_to(self, target: Target, preset: str, values: np.ndarray) -> np.ndarray:
        """Return the numbers of `preset` with those that were typed."""
        for edit in self._kept().get((target, preset), []):
            values = edit.applied_to(values)
        return values

    def forget(self, target: Target, preset: str) -> None:
        """Drop what was typed into `preset`."""
        self._kept().pop((target, preset), None)

    def clear(self) -> None:
        """Drop everything that was typed."""
        self._kept().clear()

    def _kept(self) -> dict[tuple[str, str], list[Edit]]:
        return Kept[dict[tuple[str, str], list[Edit]]](f"{self.slug}_edits", dict).get()
