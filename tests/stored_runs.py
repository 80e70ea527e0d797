"""Finished runs as a training leaves them, without a training: for tests of what is shown."""

import json

import numpy as np

from core.datasets.splitting import split
from core.training.judging.evaluation import evaluate
from core.training.run import run_key

WRONG = 0.2  # of the photos of a part, about


def store(root, config, dataset, *, test=True, wrong=WRONG):
    """Write a finished run of `dataset` into the runs folder `root`; return its key."""
    key = run_key(config, dataset)
    folder = root / key
    folder.mkdir(parents=True, exist_ok=True)
    parts = split(dataset, config.seed)
    rng = np.random.default_rng(len(config.method))
    result = {
        "validation": _judged(dataset, parts.validation, rng, wrong),
        "test": _judged(dataset, parts.test, rng, wrong) if test else None,
        "train_photos": len(parts.train),
        "validation_photos": len(parts.validation),
        "test_photos": len(parts.test) if test else 0,
        "variants": len(dataset.photos),
        "cached": 0,
        "seconds": 12.0,
        "device": "CPU",
    }
    photos = {"class_names": dataset.class_names, "dataset": dataset.fingerprint, "frozen": None}
    _write(folder / "config.json", photos | config.relevant())
    _write(folder / "metrics.json", result)
    lines = [{"kind": "started"}, *_epochs(config.epochs), {"kind": "finished"}]
    text = "".join(json.dumps({**line, "time": 0}) + "\n" for line in lines)
    (folder / "events.jsonl").write_text(text, encoding="utf-8")
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
        shares = {"accuracy": 0.9, "val_accuracy": 0.8}
        yield {"kind": "epoch", "epoch": epoch, "epochs": count, **losses, **shares}


def _write(path, content):
    path.write_text(json.dumps(content), encoding="utf-8")
