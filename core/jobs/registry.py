"""Long work of one kind: one run for equal keys, whoever asks, in turn by reader.

What is asked for stands in the state and outlives the server: at the next start what waited goes on
waiting, and what ran is begun again, once.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, ParamSpec

from core.errors import ConvScopeError
from core.host import settings
from core.host.state import QueuedJob, job_line
from core.jobs import workers
from core.jobs.event_log import Failed, read_log
from core.jobs.folder import JobFolder, Work
from core.jobs.watched import Watched
from core.jobs.worker_outcome import WorkerStoppedError, named

P = ParamSpec("P")

State = Literal["queued", "running", "finished", "failed", "cancelled", "interrupted"]
Remake = Callable[[str, Any], Work]
"""Returns the work of a key from the note that it was asked for with, after the server was started
anew; a `ConvScopeError` fails the job."""
Perform = Callable[[JobFolder, Work], None]
"""Does the work of a job in its folder, here or in another process, and returns once it is done.
Whatever it raises fails the job, but `WorkerStoppedError` means that the server ends."""

SERVER = "server"  # waits for what no reader has asked for
MOST_OWN = 8  # trainings that one reader may have waiting
PAUSE = 1.0  # seconds until a state that did not answer is asked again

STATES: dict[str, State] = {
    "waiting": "queued",
    "running": "running",
    "failed": "failed",
    "cancelled": "cancelled",
    "interrupted": "interrupted",
}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A job at the moment of asking.

    Attributes
    ----------
    state
        ``queued``, ``running``, ``finished``, ``failed``, ``cancelled`` or ``interrupted`` (the
        server ended before it did, more than once). Read it before the events: an ended job has
        all of them.
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
    """The jobs of one kind; safe to share between threads.

    Parameters
    ----------
    kind
        Their name in the state.
    root
        Where their folders are.
    perform
        Called in a thread of the registry, one call a job.
    remake
        Makes the work again of what an earlier server was asked for; without it that is
        ``interrupted``.
    at_once
        Jobs that run at the same time; the others wait in line.
    most
        Jobs that one reader may have waiting; any number when not given.
    """

    def __init__(
        self,
        kind: str,
        root: Path,
        perform: Perform,
        remake: Remake | None = None,
        *,
        at_once: int = 1,
        most: int | None = None,
    ):
        self.kind = kind
        self._root = root
        self._perform = perform
        self._remake = remake
        self._let_go: Callable[[], None] = lambda: None
        self._works: dict[str, Work] = {}
        self._at_once = at_once
        self._most = most
        self._lock = threading.Lock()
        self._threads: set[threading.Thread] = set()
        self._pause = threading.Event()

    def submit(self, key: str, work: Work, note: Any = None, reader: str = SERVER) -> Job:
        """Let a reader wait for the job of `key`: the live or finished one, else a new one.

        Parameters
        ----------
        key
            8 to 64 lowercase hexadecimal digits; equal work has equal keys.
        work
            See `core.jobs.folder.Work`.
        note
            What JSON can hold; kept with the job until it ends, so that it can be done after the
            server ended before.

        Raises
        ------
        core.host.state.QueueError
            ``queue.too_many_own``
        """
        job = self.attach(key)
        if job is not None and job.state == "finished":
            return job
        if job is None or not job.live:
            self._works[key] = work
        asked = job_line.ask(self.kind, key, reader, note, self._most, again=job is None)
        self.work()
        return self.attach(key) or Job(key, "queued", 0, self._folder(asked.key).partial)

    def attach(self, key: str) -> Job | None:
        """Return the job of `key`, of this or an earlier server process, or None."""
        folder = self._folder(key)
        if folder.final.is_dir():
            return Job(key, "finished", 0, folder.final)
        entry = job_line.find(self.kind, key)
        if entry is None or entry.state == "finished":  # its folder is gone: it counts as none
            return None
        ahead = self._ahead(key) if entry.state == "waiting" else 0
        return Job(key, STATES[entry.state], ahead, folder.partial)

    def leave(self, key: str, reader: str = SERVER) -> None:
        """Let a reader wait no more; the last to leave ends the job.

        At once while it is queued; while it runs at its next event, or with its process.
        """
        if job_line.leave(self.kind, self._folder(key).key, reader):
            self._let_go()

    def waits(self, key: str, reader: str) -> bool:
        """Whether a reader waits for the job of `key`."""
        entry = job_line.find(self.kind, key)
        return entry is not None and entry.state in job_line.LIVE and reader in entry.askers

    def live(self) -> tuple[str, ...]:
        """Return the keys of the jobs that run and of those that wait, in their order."""
        return tuple(entry.key for entry in job_line.live(self.kind))

    def noted(self) -> list[str]:
        """Return the keys of the jobs whose note is kept: they are, or may be, still to be done."""
        return job_line.noted(self.kind)

    def note(self, key: str) -> Any:
        """Return what a job was asked for with, as long as that is kept."""
        entry = job_line.find(self.kind, key)
        if entry is None or entry.state == "finished" or self._folder(key).final.is_dir():
            return None
        return entry.note

    def events(self, key: str, since: int = 0) -> list[dict]:
        """Return the events of `key` from number `since` on; each has ``kind`` and ``time``.

        The first kind is ``started``, the last ``finished``, ``cancelled`` or ``failed`` (with
        ``reason``, ``values`` and an English ``message``).
        """
        folder = self._folder(key)
        if folder.final.is_dir():
            return read_log(folder.log)[since:]
        return folder.events(since)

    def recover(self) -> None:
        """Go on where a server that is gone has stopped: its running jobs are begun again, once."""
        job_line.recover(self.kind)
        self.work()

    def remade_by(self, remake: Remake) -> None:
        """Say how work is made again from its note."""
        self._remake = remake

    def let_go_by(self, let_go: Callable[[], None]) -> None:
        """Say what is called whenever a job has ended, or will: to remove what was kept for it."""
        self._let_go = let_go

    def work(self) -> None:
        """Make sure that what waits is worked off."""
        with self._lock:
            self._threads = {thread for thread in self._threads if thread.is_alive()}
            if len(self._threads) < self._at_once:
                thread = threading.Thread(target=self._work_off, name=self.kind, daemon=True)
                self._threads.add(thread)
                thread.start()

    def _folder(self, key: str) -> JobFolder:
        return JobFolder(self._root, key, self.kind)

    def _ahead(self, key: str) -> int:
        line = self.live()
        return line.index(key) if key in line else 0  # it has just begun

    def _work_off(self) -> None:
        """Do what waits, one after the other; whatever befalls one, the others have their turn."""
        while True:
            try:
                entry = self._next()
                if entry is None:
                    return
                self._run(entry)
            except WorkerStoppedError:  # the server ends: all of it goes on at its next start
                return
            except Exception:
                log.exception("the line of %s stumbled and goes on", self.kind)
                self._pause.wait(PAUSE)

    def _next(self) -> QueuedJob | None:
        with self._lock:
            entry = job_line.begin(self.kind)
            if entry is None:
                self._threads.discard(threading.current_thread())
            return entry

    def _run(self, entry: QueuedJob) -> None:
        folder = self._folder(entry.key)
        work = self._works.pop(entry.key, None)
        if work is None and self._remake is None:
            self._insist(job_line.end, self.kind, entry.key, "interrupted")
            return
        try:
            named(self._do, folder, entry, work)
            state = "finished" if folder.final.is_dir() else "cancelled"
        except WorkerStoppedError:
            raise
        except ConvScopeError as error:
            state = "finished" if folder.final.is_dir() else "failed"
            if state == "failed":
                self._insist(folder.tell, Failed.of(error))
        self._insist(job_line.end, self.kind, entry.key, state)
        self._let_go()

    def _do(self, folder: JobFolder, entry: QueuedJob, work: Work | None) -> None:
        folder.reset()
        self._perform(folder, work or self._remade(entry))

    def _insist(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Call until the state answers: how a job ended must not get lost while the disk is full.

        Nothing else could begin before it does.
        """
        while True:
            try:
                call(*args, **kwargs)
                return
            except Exception:
                log.exception("the state of %s does not answer and is asked again", self.kind)
                self._pause.wait(PAUSE)

    def _remade(self, entry: QueuedJob) -> Work:
        assert self._remake is not None
        return self._remake(entry.key, entry.note)


_runs = Registry("train", settings.data_folder() / "runs", Watched(workers.training), most=MOST_OWN)

# what `core.jobs` offers: the trainings of this process's data folder
submit, attach, leave = _runs.submit, _runs.attach, _runs.leave
events_of, live, waits = _runs.events, _runs.live, _runs.waits
note, noted = _runs.note, _runs.noted
recover, remade_by, let_go_by = _runs.recover, _runs.remade_by, _runs.let_go_by
