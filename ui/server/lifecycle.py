"""What the web process does once: before the first page, from time to time, and at its end."""

import asyncio
import gc
import importlib
import logging
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import streamlit as st
from filelock import FileLock, Timeout
from threadpoolctl import threadpool_limits

from core import inference, jobs
from core.crawling import end_crawls, shared_desk
from core.datasets import workshop
from core.errors import ConvScopeError
from core.host import settings
from core.host.state import close, database, job_line
from core.jobs import workers
from core.networks import shared_download
from core.training import queue as training_queue
from core.training.stored import shared_exports
from ui.server import connections
from ui.session import reader

HEAVY = ("pandas", "plotly.graph_objects", "cv2", "PIL.Image", "imagehash", "scipy.fftpack")
LOCK = "server.lock"
SWEEP_SECONDS = 600

log = logging.getLogger(__name__)
_lock = threading.Lock()
_held: FileLock | None = None


class StartError(ConvScopeError):
    """The server cannot start.

    `reason` is ``start.folder`` (the data folder cannot be written to) or ``start.second`` (another
    server works on it).
    """


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict]:
    """Begin, sweep from time to time, and end; a start that is refused is said in one sentence."""
    connections.close_silent_ones()  # before `begin`, which freezes what can be looked for
    try:
        begin()
    except (ConvScopeError, ValueError) as refusal:
        print(f"ConvScope does not start: {refusal}", file=sys.stderr, flush=True)
        os._exit(1)  # what the event loop would add to it helps nobody
    sweeping = asyncio.create_task(_sweep_from_time_to_time())
    try:
        yield {}
    finally:
        sweeping.cancel()
        end()


def begin() -> None:
    """Check what the host has set, take the data folder, and make ready; once a process.

    Raises
    ------
    StartError
        See there.
    core.host.state.StateError
        When the database is of a later version, or does not answer.
    ValueError
        A setting that is none; the message names it.
    """
    global _held
    with _lock:
        if _held is not None:
            return
        settings.check()
        connections.allow_many()
        _held = _take_folder()
        database()
        sweep()
        _attempt(database().vacuum)
        jobs.recover()
        shared_desk().recover()
        shared_download().recover()
        shared_exports().recover()
    for name in HEAVY:
        importlib.import_module(name)
    threadpool_limits(1, "blas")  # many sessions with a thread a core each wait for one another
    if os.environ.get("CONVSCOPE_WARM", "1") == "1":
        workers.submit(jobs.SERVER, inference.warm)
    if os.environ.get("CONVSCOPE_DEV") != "1":
        gc.collect()
        gc.freeze()  # Streamlit collects after every rerun; frozen objects are not walked


def end() -> None:
    """End all processes below this one, hung ones, too, and let go of the data folder."""
    global _held
    with _lock:
        workers.shutdown()
        end_crawls()
        close()
        if _held is not None:
            _held.release()
            _held = None


def sweep() -> None:
    """Remove what nobody wants any more; what cannot be removed is logged and keeps nobody out."""
    for clean in (
        _forget_readers,
        reader.remove_unclaimed,
        shared_desk().sweep,
        workshop.sweep,
        training_queue.sweep,
        shared_download().sweep,
        shared_exports().sweep,
        _retire_jobs,
    ):
        _attempt(clean)


def _attempt(clean: Callable[[], None]) -> None:
    try:
        clean()
    except Exception:  # cleaning must never keep the app shut
        log.exception("cleaning failed")


def _forget_readers() -> None:
    reader.forget_gone(settings.keep_seconds())


def _retire_jobs() -> None:
    job_line.retire(settings.crawl_seconds())


async def _sweep_from_time_to_time() -> None:
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        await asyncio.to_thread(sweep)


def _take_folder() -> FileLock:
    """Return the lock of the data folder, which the system gives back when the process dies."""
    folder = settings.data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}-{time.monotonic_ns()}"
        probe.write_bytes(b"")
        probe.unlink()
        lock = FileLock(folder / LOCK)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StartError(
            "start.second",
            "another server works on the folder {folder}: stop it, or set CONVSCOPE_DATA",
            folder=str(folder),
        ) from error
    except OSError as error:
        raise StartError(
            "start.folder",
            "the folder {folder} cannot be written to ({why}): set CONVSCOPE_DATA to another one",
            folder=str(folder),
            why=error.strerror or type(error).__name__,
        ) from error
    return lock
