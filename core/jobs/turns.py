"""Calls to a worker process: one at a time, in turn by asker, equal ones once.

They wait here and not in the line of the process, so that they can be put in order and withdrawn,
and so that a process that dies takes none with it but the one it was at.
"""

import pickle
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from core.errors import ConvScopeError
from core.jobs.call import Call, make
from core.jobs.worker_outcome import WorkerError, WorkerStoppedError, named, result, stopped
from core.jobs.worker_process import WorkerProcess

R = TypeVar("R")

MOST_OWN = 8  # calls that one asker may have waiting, each of another kind, as in several tabs
LONGEST = 100.0  # seconds that one call may take: less than anybody waits for an answer

Keep = Callable[[bytes, bytes], object]
"""Takes the key of a call and what it returned, pickled, whoever still waits for it."""


class WithdrawnError(WorkerError):
    """A newer call of the same asker took the place of this one (``worker.withdrawn``)."""


@dataclass(frozen=True)
class _Place:
    """Where one may wait: an asker has one place for each kind of call."""

    asker: str
    kind: str


@dataclass(eq=False)
class _Asked:
    """A call that waits or runs, who waits for what it returns, and who keeps that."""

    call: Call
    futures: dict[_Place, Future] = field(default_factory=dict)
    keeps: list[Keep] = field(default_factory=list)
    begun: Future[bytes] | None = None  # of the process, once it has it


class Turns:
    """The line before a worker process; safe to share between threads.

    The first call of everyone who asks comes before anyone's second. So nobody waits for more than
    one call of each other asker, and the one that runs.

    Parameters
    ----------
    process
        Makes the calls; it is this line's to end.
    most
        Calls that one asker may have waiting.
    longest
        Seconds that a call may take once it has begun; then it ends with its process.
    """

    def __init__(self, process: WorkerProcess, most: int = MOST_OWN, longest: float = LONGEST):
        self._process = process
        self._most = most
        self.longest = longest
        self._lock = threading.Lock()
        self._entries: dict[bytes, _Asked] = {}  # by key: all that wait, and the one that runs
        self._lines: dict[str, dict[str, _Asked]] = {}  # asker, kind: what waits; the next first
        self._running: _Asked | None = None
        self._stopped = False

    def ask(self, asker: str, call: Call[R], keep: Keep | None = None) -> Future[R]:
        """Put a call into the line; see `core.jobs.worker_outcome.result` for its outcome.

        An older call of the same asker and kind is withdrawn at once and leaves its place to the
        new one; the oldest is withdrawn where the asker has too many. Whoever cancels the future
        leaves the line. A call that nobody waits for any more is not begun.

        Raises
        ------
        WorkerStoppedError
            After `shutdown`.
        """
        future: Future[R] = Future()
        place = _Place(asker, call.kind)
        with self._lock:
            if self._stopped:
                raise stopped()
            withdrawn = self._enter(place, call, keep, future)
        error = WithdrawnError("worker.withdrawn", "a newer call took the place of this one")
        _refuse(withdrawn, error)
        future.add_done_callback(partial(self._left, place))
        self._go_on()
        return future

    def __len__(self) -> int:
        """How many calls wait or run."""
        with self._lock:
            return len(self._entries)

    def shutdown(self) -> None:
        """End the process and the line; whoever waits gets ``worker.stopped``."""
        self._end_line()
        self._process.shutdown()

    def _enter(self, place: _Place, call: Call, keep: Keep | None, future: Future) -> list[Future]:
        """Let `future` wait for a call; return those that are withdrawn for it."""
        entry = self._entries.setdefault(call.key, _Asked(call))
        older = self._entry_at(place)
        withdrawn = [older.futures[place]] if older is not None else []
        entry.futures[place] = future
        if keep is not None and keep not in entry.keeps:
            entry.keeps.append(keep)
        line = self._lines.setdefault(place.asker, {})
        if entry.begun is None:
            line[place.kind] = entry  # where the older one stood
        else:
            self._leave_line(place)
        if older is not None and older is not entry:
            self._drop_from(older, place)
        if len(line) > self._most:
            oldest = _Place(place.asker, next(iter(line)))
            withdrawn.append(line[oldest.kind].futures[oldest])
            self._leave(oldest)
        return withdrawn

    def _entry_at(self, place: _Place) -> _Asked | None:
        """Return what is waited for at a place."""
        if self._running is not None and place in self._running.futures:
            return self._running
        return self._lines.get(place.asker, {}).get(place.kind)

    def _left(self, place: _Place, future: Future) -> None:
        """Take a future that was cancelled out of the line; any other is out of it already."""
        with self._lock:
            entry = self._entry_at(place)
            if entry is not None and entry.futures[place] is future:
                self._leave(place)

    def _leave(self, place: _Place) -> None:
        entry = self._entry_at(place)
        assert entry is not None
        self._leave_line(place)
        self._drop_from(entry, place)

    def _leave_line(self, place: _Place) -> None:
        line = self._lines.get(place.asker, {})
        line.pop(place.kind, None)
        if not line:
            self._lines.pop(place.asker, None)

    def _drop_from(self, entry: _Asked, place: _Place) -> None:
        """Let nobody wait at a place for a call; what nobody waits for is not begun."""
        del entry.futures[place]
        if not entry.futures and entry.begun is None:
            del self._entries[entry.call.key]

    def _go_on(self) -> None:
        """Hand the process what is next, unless it is at work; it may fail to start."""
        while (begun := self._begin()) is not None:
            if not begun.done():
                begun.add_done_callback(self._ended)
                return
            self._finish()

    def _ended(self, _: Future) -> None:
        self._finish()
        self._go_on()

    def _begin(self) -> Future[bytes] | None:
        """Begin the next call in turn; None when none waits, or one runs."""
        with self._lock:  # while the process begins, too: it must not begin after `shutdown`
            if self._running is not None or not self._lines:
                return None
            asker, line = next(iter(self._lines.items()))
            entry = next(iter(line.values()))
            for place in entry.futures:
                self._leave_line(place)
            if asker in self._lines:  # behind the others with what else they ask
                self._lines[asker] = self._lines.pop(asker)
            entry.begun = self._process.submit_within(self.longest, make, entry.call.pickled)
            self._running = entry
            return entry.begun

    def _finish(self) -> None:
        """Give the answer of what ran to those who wait for it."""
        entry = self._running
        assert entry is not None
        assert entry.begun is not None
        try:
            answered = result(entry.begun)
        except WorkerStoppedError as error:
            _refuse(self._take_running(), error)
            self._end_line()
        except ConvScopeError as error:
            _refuse(self._take_running(), error)
        else:
            for keep in entry.keeps:
                keep(entry.call.key, answered)
            _answer(self._take_running(), answered)

    def _take_running(self) -> list[Future]:
        """Let nothing run any more; return who waits for what ran."""
        with self._lock:
            entry, self._running = self._running, None
            assert entry is not None
            del self._entries[entry.call.key]
            return list(entry.futures.values())

    def _end_line(self) -> None:
        """Let nobody wait any more, but for what runs, and nobody come."""
        with self._lock:
            self._stopped = True
            self._lines.clear()
            waiting = [entry for entry in self._entries.values() if entry is not self._running]
            for entry in waiting:
                del self._entries[entry.call.key]
        for entry in waiting:
            _refuse(entry.futures.values(), stopped())


def _answer(futures: Iterable[Future], answered: bytes) -> None:
    """Give everyone who has not gone a copy of their own."""
    for future in futures:
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(named(pickle.loads, answered))
            except WorkerError as error:
                future.set_exception(error)


def _refuse(futures: Iterable[Future], error: ConvScopeError) -> None:
    for future in futures:
        if future.set_running_or_notify_cancel():
            future.set_exception(error)
