"""How good a trained classifier is, and what its figures can say."""

from core.training.judging import answers, curves, familiarity
from core.training.judging.calibration import Calibration, soften
from core.training.judging.familiarity import Familiarity
from core.training.judging.score import Score
from core.training.judging.verdict import Judge, Verdict

__all__ = [
    "Calibration",
    "Familiarity",
    "Judge",
    "Score",
    "Verdict",
    "answers",
    "curves",
    "familiarity",
    "soften",
]
