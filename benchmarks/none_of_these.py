"""Does a figure tell photos of no class from those of a class? Confidence against likeness.

Usage: python -m benchmarks.none_of_these [FOLDER]

Trains on the bundled animals, five times on different photos, and asks about the sample photos,
none of which shows a bird, a fish or a hoofed animal. Photos of FOLDER, if given, are asked about
too. AUROC: how often a right validation photo gets more than another one, 0.5 by chance. Found:
the share of the others that stay below the limit, which 95 % of the right ones reach.
"""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np

from core.datasets import bundled
from core.host import assets
from core.networks import vgg16
from core.photos import decode
from core.photos import store as photo_store
from core.training import TrainingConfig, train
from core.training.judging import Calibration, familiarity, soften

SEEDS = range(5)
BATCH = 16


def main(folder: Path | None):
    others = {"samples": [sample.path for sample in assets.samples()]}
    if folder:
        others["folder"] = sorted(path for path in folder.rglob("*") if path.suffix == ".jpg")
    with tempfile.TemporaryDirectory() as data:
        os.environ["CONVSCOPE_DATA"] = data
        animals = bundled()
        described = {photo.hash: None for photo in animals.photos}
        stored = [photo_store.get(photo_hash, animals.folder) for photo_hash in described]
        described = dict(zip(described, describe(stored), strict=True))
        for name, paths in others.items():
            strange = describe([decode(path.read_bytes()) for path in paths])
            report(name, [judge(animals, described, strange, seed) for seed in SEEDS])


def describe(photos):
    network = vgg16.network()
    batches = [photos[start : start + BATCH] for start in range(0, len(photos), BATCH)]
    inputs = (np.concatenate([vgg16.preprocess(photo) for photo in batch]) for batch in batches)
    return np.concatenate([network.predict_on_batch(x).mean(axis=(1, 2)) for x in inputs])


def judge(animals, described, strange, seed):
    """Return {figure: (AUROC, share found)} of one run."""
    trained, result = last(train(TrainingConfig(seed=seed), animals))
    answers = result.validation.predictions
    calibration, known = Calibration.of(answers), trained.familiarity
    right = [answer for answer in answers if answer.predicted == answer.label]
    features = np.stack([described[answer.hash] for answer in right])
    probabilities = np.array([answer.probabilities for answer in right])
    asked = trained.model.predict_on_batch(strange)
    temperature = calibration.temperature
    return {
        "confidence, calibrated": compared(
            soften(probabilities, temperature).max(axis=1),
            soften(asked, temperature).max(axis=1),
            calibration.threshold,
        ),
        "likeness": compared(
            familiarity.cosines(features, known.means).max(axis=1),
            familiarity.cosines(strange, known.means).max(axis=1),
            known.threshold,
        ),
    }


def last(events):
    while True:
        try:
            next(events)
        except StopIteration as stop:
            return stop.value


def compared(inside, outside, limit):
    pairs = inside[:, np.newaxis] - outside
    return (pairs > 0).mean() + (pairs == 0).mean() / 2, (outside < limit).mean()


def report(name, runs):
    for figure in runs[0]:
        auroc, found = np.mean([run[figure] for run in runs], axis=0)
        print(f"{name:8} {figure:24} AUROC {auroc:.2f}  found {found:.0%}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
