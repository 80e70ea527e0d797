"""The regression beside SciPy's minimiser, on features that are scaled by hand."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from core.datasets.logistic_regression import DECAY, SCALE_FLOOR, fit

CLASSES, PHOTOS, FEATURES = 3, 36, 16
LABELS = np.arange(PHOTOS) % CLASSES


def features():
    rng = np.random.default_rng(0)
    clouds = rng.normal(size=(PHOTOS, FEATURES)) + 2 * np.eye(CLASSES, FEATURES)[LABELS]
    return 5 + clouds * np.geomspace(0.1, 100, FEATURES)


def test_it_is_the_one_of_least_loss_and_decay():
    centred = features() - features().mean(axis=0)
    scaled = centred / np.sqrt((centred**2).mean(axis=0) + SCALE_FLOOR) / np.sqrt(FEATURES)
    inputs = np.column_stack([scaled, np.ones(PHOTOS)])

    def objective(weights):
        weights = weights.reshape(-1, CLASSES)
        loss = -log_softmax(inputs @ weights, axis=1)[np.arange(PHOTOS), LABELS].mean()
        return loss + DECAY / PHOTOS / 2 * (weights**2).sum()

    best = minimize(objective, np.zeros(inputs.shape[1] * CLASSES)).x.reshape(-1, CLASSES)
    found = fit(features(), LABELS, CLASSES).probabilities(features())
    np.testing.assert_allclose(found, softmax(inputs @ best, axis=1), atol=0.005)


def test_others_are_judged_on_the_scale_of_those_it_learnt_from():
    learnt = fit(features(), LABELS, CLASSES)
    alone = np.vstack([learnt.probabilities(row[np.newaxis]) for row in features()])
    np.testing.assert_allclose(alone, learnt.probabilities(features()))
    assert (alone.argmax(axis=1) == LABELS).mean() > 0.9


def test_features_that_never_differ_are_no_reason():
    learnt = fit(np.ones((8, 2)), np.array([0] * 6 + [1] * 2), 2)
    np.testing.assert_allclose(learnt.probabilities(np.ones((1, 2))), [[0.75, 0.25]], atol=0.05)
