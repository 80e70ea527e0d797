"""How accurate the digit networks are, and what they tolerate: measured once, kept with them."""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.host import assets
from core.lessons.digits.digit_networks import NETWORKS, TAUGHT, weights
from core.lessons.digits.digits import REACH, SCALES, TURNS

MEASURED = ("shift", "scale", "turn")


@dataclass(frozen=True)
class Record:
    """What was measured once: `accuracy` of 0..1 on the 1,000 held-out digits, in the middle.

    The others are shares of the 200 digits of `core.lessons.digits.digits.for_maps` that are
    answered right: `by_shift` (21, 21) at every shift, where row and column 10 are no shift and
    row 0 is 10 pixels up; `by_scale` by percent and `by_turn` by degrees, both in the middle.
    """

    parameters: int
    accuracy: float
    by_shift: np.ndarray
    by_scale: dict[int, float]
    by_turn: dict[int, float]

    @property
    def by_distance(self) -> dict[int, float]:
        """Means of `by_shift` at 0 to 10 pixels straight up, down, left and right."""
        arms = np.array([self.by_shift, self.by_shift.T])[:, REACH]  # through the middle
        means = ((arms + arms[:, ::-1]) / 2).mean(axis=0)
        return dict(enumerate(means[REACH:].tolist()))


@cache
def records() -> dict[str, Record]:
    """Return what the networks are measured to be, by name: `NETWORKS`, then `TAUGHT`.

    Raises
    ------
    core.host.assets.AssetError
        When the file is missing or damaged.
    """
    text = assets.verified("models/digit_networks.json").read_text(encoding="utf-8")
    entries = json.loads(text)
    return {name: _record(name, entries[name]) for name in (*NETWORKS, TAUGHT)}


def _record(name: str, entry: dict) -> Record:
    """Return a record from its line in the file, which counts the digits that are right."""
    shares = {kind: np.array(entry[f"right_by_{kind}"]) / entry["digits"] for kind in MEASURED}
    return Record(
        parameters=sum(array.size for array in weights(name).values()),
        accuracy=entry["accuracy"],
        by_shift=shares["shift"],
        by_scale=dict(zip(SCALES, shares["scale"].tolist(), strict=True)),
        by_turn=dict(zip(TURNS, shares["turn"].tolist(), strict=True)),
    )
