"""Trainings as jobs: asked for, asked for again after the server ended, and how long they take."""

import math
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from core import jobs
from core.datasets import Dataset, DatasetError, Photo, adopt
from core.host import Claims, files, settings
from core.jobs import Job, Work, typed_json
from core.photos import PhotoMissingError
from core.training import run
from core.training.config import TrainingConfig, TrainingError
from core.training.data.sets import divide
from core.training.data.variants import Variant
from core.training.events import Event, of_log
from core.training.planning.cost import frozen_layer
from core.training.planning.room import missing_features, require_room
from core.training.planning.speed import computed, left, measured, seconds, workload
from core.training.stored import kept_runs
from core.training.stored.runs import Run

GOOD_FOR = 3.0  # seconds, of a look at the line

_folders = Claims()  # of the photos of runs that wait


@dataclass(frozen=True)
class Request:
    """What to train, and on which photos."""

    config: TrainingConfig
    dataset: Dataset

    @cached_property
    def key(self) -> str:
        """See `core.training.run.run_key`."""
        return run.run_key(self.config, self.dataset)

    def to_note(self) -> dict[str, Any]:
        """Return the request for JSON."""
        photos = [(photo.label, photo.hash, photo.group) for photo in self.dataset.photos]
        names, folder = self.dataset.class_names, str(self.dataset.folder)
        return {
            "config": asdict(self.config),
            "dataset": {"class_names": names, "photos": photos, "folder": folder},
        }

    @classmethod
    def of_note(cls, note: Mapping[str, Any]) -> "Request":
        """Return the request that `to_note` wrote down.

        Raises
        ------
        ValueError
            When it is no such note.
        """
        noted = typed_json.of_json(_Note, note)
        photos = tuple(Photo(*photo) for photo in noted.dataset.photos)
        dataset = Dataset(noted.dataset.class_names, photos, Path(noted.dataset.folder))
        return cls(noted.config, dataset)


@dataclass(frozen=True)
class _NotedPhotos:
    class_names: tuple[str, ...]
    photos: tuple[tuple[int, str, str], ...]
    folder: str


@dataclass(frozen=True)
class _Note:
    config: TrainingConfig
    dataset: _NotedPhotos


def submit(request: Request, reader: str = jobs.SERVER) -> Job:
    """Let a reader wait for the run that trains so: the one there is, or a new one in the queue.

    Its photos are kept until it has ended, whatever becomes of who asked first.

    Raises
    ------
    core.host.disk.SpaceError
        ``disk.full`` or ``disk.needed``: it is refused before it could not be finished.
    core.datasets.gathering.DatasetError
        When its photos cannot be divided.
    core.host.state.QueueError
        ``queue.too_many_own``
    core.photos.PhotoMissingError
        When a photo is gone.
    """
    with _folders.hold(request.key):
        there = jobs.attach(request.key)
        if there and _is_damaged(there):
            files.put_aside(there.folder, ValueError("a run that cannot be read"))
            there = None
        if there is None or not (there.live or there.state == "finished"):
            require_room(request.config, request.dataset)
        if there is None or there.state != "finished":  # one that is live may end meanwhile
            request = replace(request, dataset=_kept(request))
        work = run.work(request.config, request.dataset)
        return jobs.submit(request.key, work, request.to_note(), reader)


def sweep() -> None:
    """Remove what was kept for runs that have ended, and the runs that are too many."""
    let_go()
    kept_runs.sweep()


def let_go() -> None:
    """Remove the photos that were kept for runs which have ended."""
    _folders.remove_unlisted(_waiting().glob("*/"), lambda: set(jobs.noted()))


def _kept(request: Request) -> Dataset:
    """Return the photos of a request where they stay until it is done, without a second copy."""
    folder = _waiting() / request.key
    try:
        for photo in request.dataset.photos:
            adopt(photo.hash, request.dataset.folder, folder)
    except FileNotFoundError as error:
        raise PhotoMissingError("photo.missing", "a photo of this data set is gone") from error
    return replace(request.dataset, folder=folder)


def _waiting() -> Path:
    return settings.data_folder() / "waiting"


def remade(key: str, note: Any) -> Work:
    """Return the work of a run that an earlier server was asked for.

    Raises
    ------
    TrainingError
        ``training.outdated``: it would be another run now.
    """
    try:
        request = Request.of_note(note)
    except ValueError:
        request = None
    if request is None or request.key != key:
        raise TrainingError("training.outdated", "another version of the app was asked for this")
    return run.work(request.config, request.dataset)


jobs.remade_by(remade)
jobs.let_go_by(let_go)


def attach(key: str) -> Job | None:
    """Return the job of a run, or None; a finished run that is damaged counts as none."""
    job = jobs.attach(key)
    return None if job and _is_damaged(job) else job


def _is_damaged(job: Job) -> bool:
    return job.state == "finished" and Run.find(job.key) is None


def events(key: str) -> Sequence[Event]:
    """Return what a run has told so far."""
    finished = Run.find(key)
    return finished.events if finished else of_log(jobs.events(key))


def request_of(key: str) -> Request | None:
    """Return what an unfinished run was asked for with.

    None when that is not known or would be another run now, as after an update of the program.
    """
    note = jobs.note(key)
    try:
        request = Request.of_note(note) if note else None
    except ValueError:
        return None
    return request if request and request.key == key else None


def seconds_for(request: Request) -> float:
    """Return about how long a run takes here once it has started."""
    return _seconds([(request, [])])


def seconds_until(key: str | None = None) -> float:
    """Return about how long it takes until a run ends, or until all that are asked for end."""
    ends = _look.ends(jobs.live())
    return ends.get(key, max(ends.values(), default=0.0))


class _Look:
    """What was last found of the line: one look serves all who ask within `GOOD_FOR` seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._live: tuple[str, ...] = ()
        self._ends: dict[str | None, float] = {}
        self._since = -math.inf

    def ends(self, live: tuple[str, ...]) -> dict[str | None, float]:
        """Return in how many seconds each of these runs ends, one after the other."""
        with self._lock:
            if live != self._live or time.monotonic() - self._since > GOOD_FOR:
                asked = [(request_of(key), events(key)) for key in live]
                runs = [(request, told) for request, told in asked if request]
                self._ends = dict(zip([r.key for r, _ in runs], _ends(runs), strict=True))
                self._live, self._since = live, time.monotonic()
            return self._ends


_look = _Look()


def _seconds(runs: Iterable[tuple[Request, Sequence[Event]]]) -> float:
    """Return how long runs take, one after the other."""
    return max(_ends(runs), default=0.0)


def _ends(runs: Iterable[tuple[Request, Sequence[Event]]]) -> list[float]:
    """Return when each of these runs ends, in seconds; what one has computed others have then."""
    speeds = measured(settings.data_folder() / "runs")
    total, there, ends = 0.0, set(), []
    for request, told in runs:
        try:
            sets = divide(request.config, request.dataset)
        except DatasetError:  # it will end as soon as it starts
            ends.append(total)
            continue
        missing = _missing(request, sets.variants) - there
        there |= missing
        count = computed(told)
        count = len(missing) if count is None else count
        amounts = workload(request.config, len(sets.learn), len(sets.variants), count)
        total += seconds(left(request.config, amounts, told), speeds)
        ends.append(total)
    return ends


def _missing(request: Request, variants: Sequence[Variant]) -> set[tuple[str, int, str]]:
    layer, size = frozen_layer(request.config), request.config.image_size
    found = missing_features(request.config, variants)
    return {(layer, size, variant.name) for variant in found} if layer else set()
