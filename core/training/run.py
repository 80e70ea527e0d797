"""Training of a classifier on a few photos: from settings and photos to a stored run."""

import functools
import hashlib
import json
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.datasets import Dataset
from core.host import settings
from core.jobs import Work
from core.networks import vgg16
from core.training import device
from core.training.config import TrainingConfig
from core.training.data import features
from core.training.data.sets import PhotoSets, divide
from core.training.events import DeviceFound, MethodEvent, Result, TrainingEvent
from core.training.judging.evaluation import evaluate
from core.training.methods import feature_extraction, fine_tuning, scratch
from core.training.methods.fitting import Trained
from core.training.planning.cost import require_feasible
from core.training.planning.room import require_room
from core.training.planning.speed import Clock
from core.training.stored import kept_runs
from core.training.stored.runs import Run

if TYPE_CHECKING:
    import keras

Method = Callable[[TrainingConfig, PhotoSets, Path], Generator[MethodEvent, None, Trained]]

METHODS: dict[str, Method] = {
    "feature_extraction": feature_extraction.train,
    "fine_tuning": fine_tuning.train,
    "scratch": scratch.train,
}
FORMAT = 5  # of a run's folder and of how it is trained: change it when they change


def run_key(config: TrainingConfig, dataset: Dataset) -> str:
    """Return the name of the run that trains so: 64 hexadecimal digits, equal for equal runs."""
    content = [FORMAT, features.VERSION, config.relevant(), dataset.fingerprint]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def work(config: TrainingConfig, dataset: Dataset) -> Work:
    """Return what `core.jobs.submit` runs: `train`, leaving a stored run in its folder."""
    cache = settings.data_folder() / "features"
    return functools.partial(_train_and_save, config, dataset, cache)


def train(
    config: TrainingConfig, dataset: Dataset, cache: Path | None = None
) -> Generator[TrainingEvent, None, tuple[Trained, Result]]:
    """Train by the method of the configuration, as fast as the device can.

    What comes of it computes in float32 on any device. The test photos are looked at once, with
    the final weights.

    Parameters
    ----------
    cache
        Folder of the features that all runs share; in the data folder when not given.

    Yields
    ------
    `DeviceFound`, the events of the method (see ``train`` of
    `core.training.methods.feature_extraction`, `core.training.methods.fine_tuning`,
    `core.training.methods.scratch`), and at last the `Result`.

    Returns
    -------
    What was trained, and the result.

    Raises
    ------
    TrainingError
        See `core.training.planning.cost.require_feasible`.
    core.datasets.gathering.DatasetError
        ``dataset.all_alike``, see `core.datasets.splitting.split`.
    core.photos.store.PhotoMissingError, core.host.assets.AssetError
        When a photo or VGG16's weights are missing.
    """
    require_feasible(config, dataset)
    cache = cache or settings.data_folder() / "features"
    sets = divide(config, dataset)
    clock = Clock(config, len(sets.learn), len(sets.variants))
    here = device.found()
    yield DeviceFound(here.name)
    if config.method != "scratch":
        vgg16.network("imagenet", config.image_size)  # in float32: others in this process use it
    with device.precision(here):
        trained = yield from clock.follow(METHODS[config.method](config, sets, cache))
    alone = _without_optimizer(device.in_precision(trained.model, "float32"))
    trained = replace(trained, model=alone)
    result = _result(sets, trained, clock, here.name)
    yield result
    return trained, result


def _without_optimizer(model: "keras.Model") -> "keras.Model":
    """Return the model alone: nobody trains it on, and the optimizer is twice its size."""
    import keras

    return keras.Model(model.input, model.output, name=model.name)


def _result(sets: PhotoSets, trained: Trained, clock: Clock, name: str) -> Result:
    return Result(
        validation=evaluate(sets.validation, trained.validation),
        test=evaluate(sets.test, trained.test) if sets.test else None,
        train_photos=len(sets.learn),
        validation_photos=len(sets.validation),
        test_photos=len(sets.test),
        variants=len(sets.variants),
        cached=trained.cached,
        seconds=clock.seconds,
        speeds=clock.speeds(),
        device=name,
        weight_change=trained.weight_change,
    )


def _train_and_save(
    config: TrainingConfig, dataset: Dataset, cache: Path, folder: Path
) -> Generator[TrainingEvent, None, None]:
    require_room(config, dataset)  # those that were asked for at the same time have filled it
    trained, result = yield from train(config, dataset, cache)
    run = Run(
        run_key(config, dataset),
        config,
        dataset.class_names,
        dataset.fingerprint,
        trained.frozen,
        result,
        folder,
    )
    run.save(trained)
    kept_runs.trim(spare={folder.name})
