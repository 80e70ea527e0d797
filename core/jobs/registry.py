"""Long work in the training worker: one run for equal keys, whoever asks."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import ConvScopeError
from core.host import settings
from core.jobs import workers
from core.jobs.event_log import Cancelled, EventReader, Failed
from core.jobs.folder import JobFolder, Work
from core.jobs.worker_process import WorkerStoppedError, named, result

State = Literal["queued", "running", "finished", "failed", "cancelled", "interrupted"]
Perform = Callable[[JobFolder, Work], None]
"""Does the work of a job in its folder, here or in another process, and returns once it is done.
Whatever it raises fails the job, but `WorkerStoppedError` means that the server ends."""


@dataclass(frozen=True)
class Job:
    """A job at the moment of asking.

    Attributes
    ----------
    state
        ``queued``, ``running``, ``finished``, ``failed``, ``cancelled`` or ``interrupted`` (the
        server ended before it did). Read it before the events: an ended job has all of them.
    ahead
        Jobs that come before this one.
    folder
        Where its results are; complete only when finished.
    """

    key: str
    state: State
    ahead: int
    folder: Path

    @property
    def live(self) -> bool:
        """Whether more events may come."""
        return self.state in ("queued", "running")


class Registry:
    """The jobs of one root folder; safe to share between threads.

    Parameters
    ----------
    root
        Where their folders are.
    perform
        Called in a thread of the registry, one call a job.
    at_once
        Jobs that run at the same time; the others wait in line.
    """

    def __init__(self, root: Path, perform: Perform, at_once: int = 1):
        self._root = root
        self._perform = perform
        self._at_once = at_once
        self._lock = threading.RLock()
        self._queue: deque[tuple[str, Work]] = deque()
        self._running: set[str] = set()
        self._readers: dict[str, EventReader] = {}
        self._threads: set[threading.Thread] = set()

    def submit(self, key: str, work: Work, note: dict | None = None) -> Job:
        """Return the job of `key`: the live or finished one if there is, else a new one.

        Parameters
        ----------
        key
            8 to 64 lowercase hexadecimal digits; equal work has equal keys.
        work
            See `core.jobs.folder.Work`.
        note
            What JSON can hold; kept with the job until it finishes, so that it can be asked for
            again after the server ended before.
        """
        folder = JobFolder(self._root, key)
        with self._lock:
            job = self.attach(key)
            if job is not None and (job.live or job.state == "finished"):
                return job
            folder.reset(note)
            self._readers.pop(key, None)
            self._queue.append((key, work))
            self._work_in_background()  # it takes the job once the lock is free
            return Job(key, "queued", self._ahead(key), folder.partial)

    def attach(self, key: str) -> Job | None:
        """Return the job of `key`, of this or an earlier server process, or None."""
        folder = JobFolder(self._root, key)
        with self._lock:
            state = self._state(folder)
            if state is None:
                return None
            place = folder.final if state == "finished" else folder.partial
            return Job(key, state, self._ahead(key), place)

    def live(self) -> tuple[str, ...]:
        """Return the keys of the jobs that run and of those that wait, in their order."""
        with self._lock:
            return (*self._running, *self._queued())

    def note(self, key: str) -> dict | None:
        """Return what an unfinished job was submitted with."""
        return JobFolder(self._root, key).note()

    def cancel(self, key: str) -> None:
        """End the job of `key`: at once while queued, at its next event while running."""
        folder = JobFolder(self._root, key)
        with self._lock:
            state = self._state(folder)
            if state == "queued":
                self._queue = deque(entry for entry in self._queue if entry[0] != key)
                folder.append(Cancelled())
            elif state == "running":
                folder.request_stop()

    def events(self, key: str, since: int = 0) -> list[dict]:
        """Return the events of `key` from number `since` on; each has ``kind`` and ``time``.

        The first kind is ``started``, the last ``finished``, ``cancelled`` or ``failed`` (with
        ``reason``, ``values`` and an English ``message``).
        """
        logs = JobFolder(self._root, key).logs
        with self._lock:
            reader = self._readers.setdefault(key, EventReader(*logs))
        return reader.read(since)

    def _state(self, folder: JobFolder) -> State | None:
        if folder.key in self._queued():
            return "queued"
        if folder.key in self._running:
            return "running"
        if folder.final.is_dir():
            return "finished"
        if not folder.partial.is_dir():
            return None
        kinds = [event["kind"] for event in self.events(folder.key)]
        return kinds[-1] if kinds and kinds[-1] in ("failed", "cancelled") else "interrupted"

    def _queued(self) -> list[str]:
        return [key for key, _ in self._queue]

    def _ahead(self, key: str) -> int:
        queued = self._queued()
        return queued.index(key) + len(self._running) if key in queued else 0

    def _work_in_background(self) -> None:
        self._threads = {thread for thread in self._threads if thread.is_alive()}
        if len(self._threads) < self._at_once:
            thread = threading.Thread(target=self._work_off, name="jobs", daemon=True)
            self._threads.add(thread)
            thread.start()

    def _work_off(self) -> None:
        while (entry := self._next()) is not None:
            key, work = entry
            try:
                self._run(JobFolder(self._root, key), work)
            except WorkerStoppedError:  # the server ends: this job and the rest are interrupted
                self._clear_queue()
            finally:
                with self._lock:
                    self._running.discard(key)

    def _next(self) -> tuple[str, Work] | None:
        with self._lock:
            if not self._queue:
                self._threads.discard(threading.current_thread())
                return None
            key, work = self._queue.popleft()
            self._running.add(key)
            return key, work

    def _run(self, folder: JobFolder, work: Work) -> None:
        try:
            named(self._perform, folder, work)
        except WorkerStoppedError:
            raise
        except ConvScopeError as error:
            if not folder.final.is_dir():
                folder.append(Failed.of(error))

    def _clear_queue(self) -> None:
        with self._lock:
            self._queue.clear()


def _in_training_worker(folder: JobFolder, work: Work) -> None:
    result(workers.submit_training(folder.perform, work))


_runs = Registry(settings.data_folder() / "runs", _in_training_worker)

# what `core.jobs` offers: the jobs of this process's data folder
submit, attach, live = _runs.submit, _runs.attach, _runs.live
note, cancel, events = _runs.note, _runs.cancel, _runs.events
