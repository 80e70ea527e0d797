"""A crawl as a generator of events; the work is done in a process that can be killed."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from core.crawling.request import CrawlRequest, Policy, policy
from core.host import settings
from core.jobs import WorkerStoppedError

BEAT = 0.4  # seconds at most between two events: whoever iterates can stop as fast
NOTHING = {"found": 0, "kept": 0, "rejected": 0}


@dataclass(eq=False)
class _Child:
    """The process of a crawl, and its lines, at last an empty one."""

    process: subprocess.Popen[bytes]
    lines: queue.Queue[bytes] = field(default_factory=queue.Queue)
    ended: bool = False  # on purpose, with the server


_children: set[_Child] = set()


def end_crawls() -> None:
    """End all crawls of this server at once, hung ones, too; the next server goes on with them."""
    for child in list(_children):
        child.ended = True
        child.process.kill()


def crawl(
    request: CrawlRequest, store: Path, limits: Policy | None = None
) -> Generator[dict, None, None]:
    """Search, download, check and store photos; close the generator to stop at once.

    Parameters
    ----------
    store
        Photo store (`core.photos.store`) for the photos; what has arrived stays there in any case.
    limits
        What the crawl may do; the host's `policy` when None.

    Yields
    ------
    dict
        ``kind`` is ``progress`` (a sign of life), ``photo`` (``hash``, ``manifest``),
        ``rejected`` (``reason``, ``values``) or, last, ``finished`` with a reason:
        ``crawl.enough``, ``crawl.exhausted``, ``crawl.deadline``, ``crawl.died``, or why the
        source failed. All have the counts ``found``, ``kept`` and ``rejected``.

    Raises
    ------
    core.jobs.WorkerStoppedError
        After `end_crawls`.
    """
    limits = policy() if limits is None else limits
    counts = dict(NOTHING)
    end = time.monotonic() + limits.seconds
    with _child(request, store, limits) as child:
        while time.monotonic() < end:
            try:
                line = child.lines.get(timeout=BEAT)
            except queue.Empty:
                yield {"kind": "progress", **counts}
                continue
            if child.ended:
                raise WorkerStoppedError("worker.stopped", "the server ends")
            if not line.endswith(b"\n"):  # also a line that the process died in
                yield {"kind": "finished", "reason": "crawl.died", "values": {}, **counts}
                return
            event = json.loads(line)
            counts = {name: event[name] for name in counts}
            yield event
            if event["kind"] == "finished":
                return
        yield {"kind": "finished", "reason": "crawl.deadline", "values": {}, **counts}


@contextmanager
def _child(request: CrawlRequest, store: Path, limits: Policy) -> Iterator[_Child]:
    """Start the process; kill it at the end."""
    store.mkdir(parents=True, exist_ok=True)
    with (store / "crawl.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "core.crawling.child"],
            cwd=settings.ROOT,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for the server, which ends the crawl itself
        )
    assert process.stdin is not None  # both are pipes, as asked for
    assert process.stdout is not None
    said = {"request": asdict(request), "policy": asdict(limits), "store": str(store)}
    child = _Child(process)
    reader = threading.Thread(target=_read, args=(process.stdout, child.lines), daemon=True)
    _children.add(child)
    try:
        process.stdin.write(json.dumps(said).encode() + b"\n")
        process.stdin.flush()
        reader.start()
        yield child
    finally:
        _children.discard(child)
        process.kill()
        process.wait()
        process.stdin.close()
        if reader.ident is not None:
            reader.join()
        process.stdout.close()


def _read(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(b"")
