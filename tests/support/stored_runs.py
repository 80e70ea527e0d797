"""Finished runs as a training leaves them, without a training: for tests of what is shown."""

import numpy as np

from core.datasets.splitting import split
from core.jobs.event_log import Finished, Started, entry, write_log
from core.training.events import DeviceFound, EpochEnded, Result
from core.training.judging.evaluation import evaluate
from core.training.judging.familiarity import Familiarity
from core.training.methods.fitting import Trained
from core.training.run import run_key
from core.training.stored.runs import Run

WRONG = 0.2  # of the photos of a part, about


class NoModel:
    """What stands for the layers that a run has trained."""

    def save(self, path):
        path.touch()


def store(root, config, dataset, *, test=True, wrong=WRONG, speeds=None):
    """Write a finished run of `dataset` into the runs folder `root`; return its key."""
    parts = split(dataset, config.seed)
    rng = np.random.default_rng(len(config.method))
    result = Result(
        validation=_judged(dataset, parts.validation, rng, wrong),
        test=_judged(dataset, parts.test, rng, wrong) if test else None,
        train_photos=len(parts.train),
        validation_photos=len(parts.validation),
        test_photos=len(parts.test) if test else 0,
        variants=len(dataset.photos),
        cached=0,
        seconds=12.0,
        speeds=speeds or {},
        device="CPU",
    )
    return save(root, run_key(config, dataset), config, dataset, result)


def save(root, key, config, dataset, result):
    """Write a run with this result, and what a job and a training write beside it."""
    folder = root / key
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(key, config, dataset.class_names, dataset.fingerprint, None, result, folder)
    known = Familiarity(np.eye(2, dtype=np.float32), threshold=0.5, kept=9, right=10)
    run.save(Trained(NoModel(), None, np.zeros((0, 2)), np.zeros((0, 2)), known))
    (folder / "events.jsonl").unlink(missing_ok=True)
    told = (Started(), DeviceFound("CPU"), *_epochs(config.epochs), result, Finished())
    write_log(folder / "events.jsonl", map(entry, told))
    return key


def _judged(dataset, places, rng, wrong):
    photos = [dataset.photos[place] for place in places]
    count = len(dataset.class_names)
    answered = [
        (photo.label + (rng.random() < wrong) * rng.integers(1, count)) % count for photo in photos
    ]
    return evaluate(photos, 0.1 / count + 0.9 * np.eye(count)[answered])


def _epochs(count):
    """Return epochs after the second of which validation loss rises and training loss falls on."""
    for epoch in range(1, count + 1):
        losses = {"loss": 1 / epoch, "val_loss": 0.5 + 0.1 * abs(epoch - 2)}
        yield EpochEnded(epoch, count, accuracy=0.9, val_accuracy=0.8, **losses)
