import numpy as np
import pytest

from core.training.judging.calibration import Calibration
from core.training.judging.familiarity import Familiarity
from core.training.judging.verdict import Judge

KNOWN = Familiarity(np.eye(2, dtype=np.float32), threshold=0.9, kept=9, right=10)
JUDGE = Judge(Calibration(2.0, threshold=0.7, photos=10, kept=9, right=10), KNOWN)


@pytest.mark.parametrize(
    ("probabilities", "description", "kind"),
    [
        ([0.9, 0.1], [1, 0.1], "class"),  # calibrated 0.75
        ([0.8, 0.2], [1, 0.1], "unsure"),  # calibrated 2/3
        ([0.99, 0.01], [1, 1], "none"),  # cosine 0.71 with both
        ([0.6, 0.4], [1, 1], "none"),  # unlike comes before unsure
    ],
)
def test_each_kind(probabilities, description, kind):
    verdict = JUDGE.verdict(np.array(probabilities), np.array(description, float))
    assert verdict.kind == kind
    assert verdict.index == 0


def test_the_figures_by_hand():
    verdict = JUDGE.verdict(np.array([0.1, 0.9]), np.array([3.0, 4.0]))
    assert verdict.confidence == pytest.approx(0.75)  # square roots: 1 to 3
    assert verdict.likeness == pytest.approx(0.8)
    assert (verdict.kind, verdict.index) == ("none", 1)
