"""One process that computes for this one, and is replaced when it dies or takes too long."""

import functools
import logging
import math
import os
import threading
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from loky import ProcessPoolExecutor, cpu_count
from loky.process_executor import BrokenProcessPool, ShutdownExecutorError

from core.jobs.inside import Manners, prepare
from core.jobs.worker_outcome import given_up, named, stopped

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

USUAL = Manners()
RECYCLE_BYTES = 1_500_000_000  # loky renews a process that grew by this much since its first call


@dataclass(eq=False)
class _Task:
    """A call that waits or runs; `seconds` is what it may take once it has begun."""

    call: Callable[[], object]
    seconds: float
    future: Future = field(default_factory=Future)
    given_up: bool = False
    clock: threading.Timer | None = None


class WorkerProcess:
    """A process started on first need; calls wait in line; safe to share between threads.

    They wait here and not over there, so that a process that dies takes none with it but the one
    it was at.

    Parameters
    ----------
    manners
        See there; what it was doing when it took too much memory ends with ``worker.memory``.
    idle
        Seconds without a call after which it ends; a warm process stays when not given.
    """

    def __init__(self, manners: Manners = USUAL, *, idle: float | None = None):
        self._manners = manners
        self._idle = idle
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._line: deque[_Task] = deque()
        self._running: _Task | None = None
        _all.add(self)

    def submit(self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Call `function` in the process, in a fresh one if the last has died.

        Arguments and results must pickle. Ask `result` for the outcome. Who cancels the future
        while it waits leaves the line.
        """
        return self.submit_within(math.inf, function, *args, **kwargs)

    def submit_within(
        self, seconds: float, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[R]:
        """Do what `submit` does; a call that takes longer once it has begun is given up."""
        task = _Task(functools.partial(named, function, *args, **kwargs), seconds)
        with self._lock:
            self._line.append(task)
        self._go_on()
        return task.future

    def give_up(self, future: Future) -> None:
        """End a call: one that waits leaves the line, one that runs ends with ``worker.died``.

        The process ends with it, however it hangs; the others go on in a fresh one.
        """
        if future.cancel():
            return
        with self._lock:
            task = self._running
            if task is None or task.future is not future:
                return
            task.given_up = True
            executor, self._executor = self._executor, None
        _kill(executor)

    def shutdown(self) -> None:
        """Kill the process; what it was doing, and what waited, ends with ``worker.stopped``."""
        with self._lock:
            executor, self._executor = self._executor, None
            waiting = list(self._line)
            self._line.clear()
        for task in waiting:
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(stopped())
        _kill(executor)

    def _go_on(self) -> None:
        """Hand the process what is next, unless it is at work; it may fail to start."""
        while (begun := self._begin()) is not None:
            task, answer = begun
            if not answer.done():
                answer.add_done_callback(functools.partial(self._ended, task))
                return
            self._finish(task, answer)

    def _ended(self, task: _Task, answer: Future) -> None:
        self._finish(task, answer)
        self._go_on()

    def _begin(self) -> tuple[_Task, Future] | None:
        """Begin the next call; return it and its answer, None when none waits or one runs."""
        with self._lock:
            task = self._next() if self._running is None else None
            if task is None:
                return None
            self._running = task
            try:
                return task, self._hand_over(task.call)
            except Exception as error:  # the system has no room for a process, for one
                answer = Future()
                answer.set_exception(error)
                return task, answer
            finally:
                self._watch(task)

    def _next(self) -> _Task | None:
        while self._line:
            task = self._line.popleft()
            if task.future.set_running_or_notify_cancel():
                return task
        return None

    def _hand_over(self, call: Callable[[], object]) -> Future:
        if self._executor is not None:
            try:
                return self._executor.submit(call)
            except (BrokenProcessPool, ShutdownExecutorError):
                log.info("a worker process has died; a fresh one starts")
        self._executor = _start(self._manners, self._idle)
        answer = self._executor.submit(call)
        _before_calls_are_waited_for(_end_all)
        return answer

    def _watch(self, task: _Task) -> None:
        """Give a call up when its time is over: from here, for a process that hangs cannot."""
        if task.seconds < math.inf:
            task.clock = threading.Timer(task.seconds, self.give_up, (task.future,))
            task.clock.daemon = True
            task.clock.start()

    def _finish(self, task: _Task, answer: Future) -> None:
        with self._lock:
            self._running = None
        if task.clock is not None:
            task.clock.cancel()
        error = answer.exception()
        if error is None:
            task.future.set_result(answer.result())
        elif task.given_up:
            task.future.set_exception(given_up())
        else:
            task.future.set_exception(error)


_all: weakref.WeakSet[WorkerProcess] = weakref.WeakSet()


def _end_all() -> None:
    for worker in list(_all):
        worker.shutdown()


def _kill(executor: ProcessPoolExecutor | None) -> None:
    if executor is not None:
        executor.shutdown(wait=True, kill_workers=True)


def _before_calls_are_waited_for(end: Callable[[], object]) -> None:
    """Call `end` when the interpreter ends, before it waits for calls that still run.

    loky and `concurrent.futures` wait in hooks that threading keeps to itself, which run last in,
    first out: this one must come after theirs, so after the first submit to each executor, which
    registers loky's anew. ``atexit`` is too late, for its hooks run when all of these have.
    """
    threading._register_atexit(end)  # pyright: ignore[reportAttributeAccessIssue]


def _start(manners: Manners, idle: float | None) -> ProcessPoolExecutor:
    threads = str(_threads(manners))
    return ProcessPoolExecutor(
        max_workers=1,
        timeout=idle,
        initializer=prepare,
        initargs=(os.getpid(), manners),
        env={
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "TF_FORCE_GPU_ALLOW_GROWTH": "true",
            "TF_NUM_INTRAOP_THREADS": threads,
            "OMP_NUM_THREADS": threads,
            "LOKY_MAX_MEMORY_LEAK_SIZE": str(_recycled_at(manners.memory)),
        },
    )


def _recycled_at(memory: int | None) -> int:
    """Return the bytes of growth after which a process is renewed between two calls.

    That must come before its limit does, which ends it in the middle of one.
    """
    return RECYCLE_BYTES if memory is None else min(RECYCLE_BYTES, memory // 2)


def _threads(manners: Manners) -> int:
    """Return the cores to use: with a lower priority all but one, which the web server has then.

    Where address space is limited it is one, for each thread reserves some.
    """
    if manners.address_space is not None:
        return 1
    cores = cpu_count()  # respects container quotas, which TensorFlow does not
    return max(1, cores - 1) if manners.niceness else cores
