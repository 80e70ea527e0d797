"""Whether a run's answer for a photo counts: one of its classes, unsure which, or none of them."""

from dataclasses import dataclass

import numpy as np

from core.training.judging.calibration import Calibration
from core.training.judging.familiarity import Familiarity


@dataclass(frozen=True)
class Verdict:
    """What comes of a photo.

    Attributes
    ----------
    kind
        ``"none"``: the photo is too little like those of any class. ``"unsure"``: it is like
        them, but no class is confident enough. ``"class"``: neither.
    index
        The most probable class, whatever the kind.
    confidence
        Its calibrated probability, 0..1.
    likeness
        To the class that the photo is most like, -1..1.
    """

    kind: str
    index: int
    confidence: float
    likeness: float


@dataclass(frozen=True, eq=False)
class Judge:
    """What a run's validation photos say about when to believe it."""

    calibration: Calibration
    familiarity: Familiarity

    def verdict(self, probabilities: np.ndarray, description: np.ndarray) -> Verdict:
        """Judge a photo by what `core.inference.describe` says of it."""
        confidences = self.calibration.confidence(probabilities)
        index = int(confidences.argmax())
        confidence, likeness = float(confidences[index]), self.familiarity.likeness(description)
        kind = "class"
        if likeness < self.familiarity.threshold:
            kind = "none"
        elif confidence < self.calibration.threshold:
            kind = "unsure"
        return Verdict(kind, index, confidence, likeness)
