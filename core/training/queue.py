"""Trainings as jobs: asked for, asked for again after the server ended, and how long they take."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from core import jobs
from core.augmentation import Augmentation
from core.datasets import Dataset, DatasetError, Photo
from core.host import settings
from core.jobs import Job
from core.training import run as training
from core.training.config import TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.sets import divide
from core.training.planning.cost import frozen_layer
from core.training.planning.speed import left, measured, seconds, work


@dataclass(frozen=True)
class Request:
    """What to train, and on which photos."""

    config: TrainingConfig
    dataset: Dataset

    @property
    def key(self) -> str:
        """See `core.training.run.run_key`."""
        return training.run_key(self.config, self.dataset)

    def to_note(self) -> dict:
        """Return the request for JSON."""
        photos = [(photo.label, photo.hash, photo.group) for photo in self.dataset.photos]
        names, folder = self.dataset.class_names, str(self.dataset.folder)
        return {
            "config": asdict(self.config),
            "dataset": {"class_names": names, "photos": photos, "folder": folder},
        }

    @classmethod
    def of_note(cls, note: Mapping) -> "Request":
        """Return the request that `to_note` wrote down."""
        augmentation = {name: _immutable(v) for name, v in note["config"]["augmentation"].items()}
        config = {**note["config"], "augmentation": Augmentation(**augmentation)}
        photos = tuple(Photo(*photo) for photo in note["dataset"]["photos"])
        names, folder = tuple(note["dataset"]["class_names"]), Path(note["dataset"]["folder"])
        return cls(TrainingConfig(**config), Dataset(names, photos, folder))


def submit(config: TrainingConfig, dataset: Dataset) -> Job:
    """Return the run that trains so: the one there is, or a new one at the end of the queue."""
    request = Request(config, dataset)
    return jobs.submit(request.key, training.work(config, dataset), request.to_note())


def request_of(key: str) -> Request | None:
    """Return what an unfinished run was asked for with.

    None when that is not known or would be another run now, as after an update of the program.
    """
    note = jobs.note(key)
    try:
        request = Request.of_note(note) if note else None
    except (KeyError, TypeError, ValueError):
        return None
    return request if request and request.key == key else None


def seconds_for(config: TrainingConfig, dataset: Dataset) -> float:
    """Return about how long a run takes here once it has started."""
    return _seconds([(Request(config, dataset), [])])


def seconds_until(key: str | None = None) -> float:
    """Return about how long it takes until a run ends, or until all that are asked for end."""
    live = list(jobs.live())
    counted = live[: live.index(key) + 1] if key in live else live
    requests = [(request_of(each), jobs.events(each)) for each in counted]
    return _seconds((request, events) for request, events in requests if request)


def _seconds(runs: Iterable[tuple[Request, list[dict]]]) -> float:
    """Return how long runs take, one after the other; what one has computed others have then."""
    speeds = measured(settings.data_folder() / "runs")
    total, computed = 0.0, set()
    for request, events in runs:
        try:
            sets = divide(request.config, request.dataset)
        except DatasetError:  # it will end as soon as it starts
            continue
        missing = _missing(request, sets.variants) - computed
        computed |= missing
        told = (e["total"] - e["cached"] for e in events if e["kind"] == "features")
        count = next(told, len(missing))
        amounts = work(request.config, len(sets.learn), len(sets.variants), count)
        total += seconds(left(request.config, amounts, events), speeds)
    return total


def _missing(request: Request, variants) -> set:
    layer, size = frozen_layer(request.config), request.config.image_size
    if layer is None:
        return set()
    cache = FeatureCache(settings.data_folder() / "features", layer, size)
    return {(layer, size, variant.name) for variant in cache.missing(variants)}


def _immutable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
