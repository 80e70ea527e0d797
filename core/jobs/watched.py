"""Jobs done in a worker process, which is replaced when one of them hangs.

A job is asked to stop between two of its events; one that tells nothing is ended with its process.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass

from core.host.state import StateError
from core.jobs.event_log import Cancelled
from core.jobs.folder import JobFolder, Work
from core.jobs.worker_outcome import WorkerError, result
from core.jobs.worker_process import WorkerProcess

LOOK = 0.25  # seconds between two looks
ENDING = 1.25  # seconds that a job has to end by itself once nobody waits for it
SILENCE = 600.0  # seconds without an event after which it counts as hung

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Watched:
    """Does jobs one after the other in a worker process, as a `core.jobs.registry.Perform`.

    Attributes
    ----------
    worker
        Returns the process.
    ending, silence
        Seconds, see `ENDING` and `SILENCE`.
    """

    worker: Callable[[], WorkerProcess]
    ending: float = ENDING
    silence: float = SILENCE

    def __call__(self, folder: JobFolder, work: Work) -> None:
        """Do the work; return when it is done or cancelled.

        Raises
        ------
        WorkerError
            ``worker.silent`` when it told nothing for too long, and as `result` does.
        """
        worker = self.worker()
        future = worker.submit(folder.perform, work)
        watch = _Watch(folder, future)
        while not future.done():
            wait([future], LOOK)
            watch.look()
            if watch.unwanted >= self.ending:
                _cancel(worker, future, folder)
                return
            if watch.silent >= self.silence:
                worker.give_up(future)
                raise WorkerError(
                    "worker.silent",
                    "it gave no sign of life for {minutes:.0f} minutes and was ended",
                    minutes=self.silence / 60,
                )
        result(future)


def _cancel(worker: WorkerProcess, future: Future, folder: JobFolder) -> None:
    worker.give_up(future)
    if not folder.final.is_dir():  # it may have been quicker
        folder.tell(Cancelled())


class _Watch:
    """For how long a job has been unwanted, and silent, in seconds."""

    def __init__(self, folder: JobFolder, future: Future):
        self._folder = folder
        self._future = future
        self._told = 0
        self._last_wanted = self._last_told = time.monotonic()
        self.unwanted = self.silent = 0.0

    def look(self) -> None:
        """Look at what the job has told and who waits for it."""
        now = time.monotonic()
        try:
            told, wanted = len(self._folder.events(self._told)), not self._folder.nobody_waits()
        except StateError as error:  # for a moment: the job goes on, and is looked at again
            log.warning("a job could not be looked at: %s", error)
            return
        self._told += told
        if told or not self._future.running():
            self._last_told = now
        if wanted:
            self._last_wanted = now
        self.unwanted, self.silent = now - self._last_wanted, now - self._last_told
