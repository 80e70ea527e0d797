"""Transfer learning with VGG16: from settings and photos to a stored run."""

import functools
import hashlib
import json
import time
from collections.abc import Generator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core import features, head, settings
from core.dataset import Dataset
from core.evaluation import evaluate
from core.job_folder import Work
from core.runs import RunError, load_run, save_run
from core.splitting import split
from core.training_config import TrainingConfig, TrainingError

if TYPE_CHECKING:
    import keras

__all__ = ["RunError", "TrainingConfig", "TrainingError", "load_run", "run_key", "train", "work"]

FROZEN = "block5_pool"
FORMAT = 1  # of a run's folder and of how it is trained: change it when they change


def run_key(config: TrainingConfig, dataset: Dataset) -> str:
    """Return the name of the run that trains so: 64 hexadecimal digits, equal for equal runs."""
    content = [FORMAT, features.VERSION, asdict(config), dataset.fingerprint]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def work(config: TrainingConfig, dataset: Dataset) -> Work:
    """Return what `core.jobs.submit` runs: `train`, leaving a stored run in its folder."""
    cache = settings.data_folder() / "features"
    return functools.partial(_train_and_save, config, dataset, cache)


def train(
    config: TrainingConfig, dataset: Dataset, cache: Path | None = None
) -> Generator[dict, None, tuple["keras.Model", dict]]:
    """Train a head on VGG16's frozen features.

    Parameters
    ----------
    cache
        Folder of the features that all runs share; in the data folder when not given.

    Yields
    ------
    dict
        ``{"kind": "device", "device": "CPU" or the GPU's name}``, the events of
        `core.features.FeatureCache.fill` and of `core.head.fit`, and at last
        ``{"kind": "result"}`` with what `core.evaluation.evaluate` says of the validation photos
        and with ``train_photos``, ``validation_photos``, ``cached`` (numbers of photos),
        ``seconds`` (of ``features`` and ``head``) and ``device``.

    Returns
    -------
    The trained head, see `core.head.build`, and the last event.

    Raises
    ------
    core.gathering.DatasetError
        ``dataset.all_alike``, see `core.splitting.split`.
    core.photo_store.PhotoMissingError, core.assets.AssetError
        When a photo or VGG16's weights are missing.
    """
    cache = cache or settings.data_folder() / "features"
    learn, check = (list(indices) for indices in split(dataset, config.seed))
    device = _device()
    yield {"kind": "device", "device": device}
    start = time.perf_counter()
    x, y, cached = yield from _pooled_features(config, dataset, cache)
    extracted = time.perf_counter()
    model = head.build(config, len(dataset.class_names), x[learn])
    yield from head.fit(model, config, (x[learn], y[learn]), (x[check], y[check]))
    probabilities = np.asarray(model.predict_on_batch(x[check]))
    seconds = {"features": extracted - start, "head": time.perf_counter() - extracted}
    result = {
        "kind": "result",
        **evaluate([dataset.photos[i] for i in check], probabilities),
        "train_photos": len(learn),
        "validation_photos": len(check),
        "cached": cached,
        "seconds": seconds,
        "device": device,
    }
    yield result
    return model, result


def _pooled_features(config: TrainingConfig, dataset: Dataset, cache: Path):
    """Give the events of the extraction; return features (photos, C), labels, number cached."""
    store = features.FeatureCache(cache, FROZEN, config.image_size)
    cached = yield from store.fill(dataset)
    maps = store.load([photo.hash for photo in dataset.photos])
    labels = np.array([photo.label for photo in dataset.photos])
    return maps.mean(axis=(1, 2), dtype=np.float32), labels, cached


def _train_and_save(
    config: TrainingConfig, dataset: Dataset, cache: Path, folder: Path
) -> Generator[dict, None, None]:
    model, result = yield from train(config, dataset, cache)
    save_run(folder, config, dataset, model, result)


def _device() -> str:
    """Return the name of the GPU that TensorFlow trains on, or ``"CPU"``."""
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return "CPU"
    return tf.config.experimental.get_device_details(gpus[0]).get("device_name", "GPU")
