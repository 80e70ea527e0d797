"""How many of few photos a classifier got right, and how far chance may have moved that."""

from dataclasses import dataclass

from core.training.events import Evaluation
from core.training.judging.evaluation import wilson_interval


@dataclass(frozen=True)
class Score:
    """`right` of `count` photos, at least one, were classified rightly."""

    right: int
    count: int

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Score":
        """Return the score of an evaluation."""
        confusion = evaluation.confusion
        return cls(sum(row[i] for i, row in enumerate(confusion)), sum(map(sum, confusion)))

    @property
    def accuracy(self) -> float:
        """The share that is right, 0..1."""
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true accuracy lies, see `wilson_interval`."""
        return wilson_interval(self.right, self.count)

    def is_apart_from(self, other: "Score") -> bool:
        """Return whether the two intervals do not touch.

        Then chance hardly explains the difference. The converse does not hold: of two intervals
        that overlap a little, the difference may still be more than chance.
        """
        (low, high), (other_low, other_high) = self.interval, other.interval
        return high < other_low or other_high < low
