import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar

from core.training.events import Answer
from core.training.judging.calibration import (
    SHARPEST,
    SOFTEST,
    Calibration,
    fit_temperature,
    soften,
    softened_targets,
    threshold,
)


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


probabilities = arrays(float, (12, 3), elements=st.floats(-30, 30, width=32)).map(softmax)
labels = arrays(int, 12, elements=st.integers(0, 2))
temperatures = st.floats(SHARPEST, SOFTEST)


@given(probabilities, temperatures)
def test_softening_keeps_the_sum_and_the_order(before, temperature):
    after = soften(before, temperature)
    np.testing.assert_allclose(after.sum(axis=1), 1)
    best = np.arange(len(before)), before.argmax(axis=1)
    np.testing.assert_allclose(after[best], after.max(axis=1))


@given(probabilities, temperatures, temperatures)
def test_a_higher_temperature_makes_no_answer_surer(before, one, other):
    low, high = sorted((one, other))
    assert (soften(before, high).max(axis=1) <= soften(before, low).max(axis=1) + 1e-12).all()


def test_softening_by_hand():
    np.testing.assert_allclose(soften(np.array([0.9, 0.1]), 2), [0.75, 0.25])  # roots: 3 to 1
    np.testing.assert_allclose(soften(np.array([0.9, 0.1]), 1), [0.9, 0.1])
    np.testing.assert_allclose(soften(np.array([1.0, 0.0]), 1), [1, 0], atol=1e-30)


@settings(max_examples=40)
@given(probabilities, labels)
def test_the_temperature_is_the_best_that_scipy_finds(answers, truth):
    targets = softened_targets(truth, 3)

    def cross_entropy(sharpness):
        return -(targets * np.log(soften(answers, 1 / sharpness) + 1e-300)).sum(axis=1).mean()

    bounds = (1 / SOFTEST, 1 / SHARPEST)
    best = minimize_scalar(cross_entropy, bounds=bounds, method="bounded")
    found = fit_temperature(answers, truth)
    assert SHARPEST - 1e-9 <= found <= SOFTEST + 1e-9
    assert cross_entropy(1 / found) <= best.fun + 1e-6


def test_a_temperature_that_is_known_is_found_again():
    rng = np.random.default_rng(0)
    true = softmax(rng.normal(0, 2, (20_000, 3)))
    truth = np.array([rng.choice(3, p=answer) for answer in true])
    too_sure = soften(true, 1 / 3)
    assert fit_temperature(too_sure, truth) == pytest.approx(3, rel=0.05)


def test_the_temperature_ends_at_its_limits():
    """Where softer is always better, or sharper, or nothing differs."""
    rng = np.random.default_rng(1)
    sure = np.tile([1.0, 0.0], (200, 1))
    assert fit_temperature(sure, rng.integers(0, 2, 200)) == SOFTEST
    unsure = np.tile([0.5001, 0.4999], (200, 1))
    assert fit_temperature(unsure, np.zeros(200, int)) == SHARPEST
    assert fit_temperature(np.full((4, 2), 0.5), np.zeros(4, int)) == SHARPEST


def test_a_temperature_by_hand():
    """Three of four are right: 4/5 * 3/4 + 1/5 * 1/2 = 0.7 is asked for, where 0.9 was said."""
    answers = np.tile([0.9, 0.1], (4, 1))
    found = fit_temperature(answers, np.array([0, 0, 0, 1]))
    assert found == pytest.approx(np.log(9) / np.log(7 / 3))
    assert soften(answers, found)[0, 0] == pytest.approx(0.7)


def test_few_right_answers_do_not_ask_for_boundless_confidence():
    answers = np.tile([0.98, 0.01, 0.01], (25, 1))
    temperature = fit_temperature(answers, np.zeros(25, int))
    assert 0.5 < temperature < 2
    confidence = soften(answers, temperature)[0, 0]
    assert confidence == pytest.approx(25 / 26 + 1 / 26 / 3)  # what is asked for, exactly


@given(arrays(float, st.integers(1, 60), elements=st.floats(0, 1)), st.floats(0.5, 1))
def test_the_threshold_keeps_its_share_and_no_larger_one_does(confidences, share):
    limit = threshold(confidences, share)
    assert (confidences >= limit).mean() >= share - 1e-6
    larger = confidences[confidences > limit]
    assert len(larger) < share * len(confidences) + 1e-6


def test_the_threshold_by_hand():
    twenty = np.arange(1, 21) / 20
    assert threshold(twenty) == 0.1  # one of twenty may stay below
    assert threshold(twenty[1:]) == 0.1  # of nineteen none
    assert threshold(np.array([])) == 0


def test_what_a_run_says_is_calibrated():
    answers = [
        Answer("p", 0, 0, 0.9, (0.9, 0.1)),
        Answer("q", 1, 1, 0.8, (0.2, 0.8)),
        Answer("r", 1, 0, 0.7, (0.7, 0.3)),
    ]
    calibration = Calibration.of(answers)
    assert (calibration.photos, calibration.right, calibration.kept) == (3, 2, 2)
    assert calibration.threshold == calibration.confidence(np.array([0.2, 0.8])).max()
    assert calibration.temperature > 1  # one of three wrong: 0.9 was too sure
