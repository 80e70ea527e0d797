"""The state with 30 and 200 readers who write and ask, on SQLite and PostgreSQL.

Usage: python -m benchmarks.state

Each reader marks a photo every 3 seconds (a collection of 60 photos is kept), polls a training
once a second (its place in the queue and its events), and gives a sign of life once a minute. The
time is that of one call, in a thread of one process, as in the server; beside it that of a write
with nobody else there.
"""

import os
import random
import statistics
import tempfile
import threading
import time
from collections import defaultdict

from core.host.state import close, job_events, job_line, readers
from tests.support import postgres

SECONDS = 15.0
CALLS = (("mark", 3.0), ("poll", 1.0), ("sign of life", 60.0))  # mean seconds between two
PHOTOS = [[f"{number:064x}", "cat", {"licence": "own"}] for number in range(60)]
RUNS = 8  # trainings in the queue


def mark(reader: str) -> None:
    readers.keep(reader, "collection", {"photos": PHOTOS})


def poll(reader: str) -> None:
    key = f"{int(reader) % RUNS:064x}"
    job_line.find("train", key)
    job_line.waiting("train")
    job_events.since("train", key)


def sign_of_life(reader: str) -> None:
    readers.see(reader)


DONE = dict(zip((name for name, _ in CALLS), (mark, poll, sign_of_life), strict=True))


def act(number: int, end: float, times: dict[str, list[float]]) -> None:
    """Be a reader until `end`, on the clock of `time.monotonic`."""
    reader, chance = str(number), random.Random(number)
    due = {name: time.monotonic() + chance.uniform(0, every) for name, every in CALLS}
    while min(due.values()) < end:
        name = min(due, key=lambda each: due[each])
        time.sleep(max(0.0, due[name] - time.monotonic()))
        start = time.perf_counter()
        DONE[name](reader)
        times[name].append(time.perf_counter() - start)
        due[name] += chance.expovariate(1 / dict(CALLS)[name])


def room(size: int) -> dict[str, list[float]]:
    """Let so many readers act at once; return the seconds of each call."""
    times: dict[str, list[float]] = defaultdict(list)
    end = time.monotonic() + SECONDS
    people = [threading.Thread(target=act, args=(n, end, times)) for n in range(size)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return times


def alone() -> float:
    """Return the median seconds of a write with nobody else there."""
    times: list[float] = []
    for _ in range(50):
        start = time.perf_counter()
        mark("0")
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(name: str) -> None:
    """Print what calls take with more and more readers."""
    for number in range(200):
        readers.see(str(number))
    for number in range(RUNS):
        key = f"{number:064x}"
        job_line.ask("train", key, str(number), {"config": {}})
        for step in range(20):
            job_events.add("train", key, {"kind": "epoch", "epoch": step})
    single = alone()
    print(f"{name}: a write alone {1000 * single:.1f} ms")
    for size in (30, 200):
        for call, seconds in sorted(room(size).items()):
            ordered = sorted(seconds)
            median, p95 = statistics.median(ordered), ordered[int(0.95 * len(ordered))]
            print(
                f"  {size:3} readers  {call:12} {len(ordered):5} calls   "
                f"median {1000 * median:6.1f} ms   95th percentile {1000 * p95:6.1f} ms   "
                f"{median / single:5.1f} x a write alone"
            )


def on(name: str, address: str) -> None:
    """Measure on one database, which is new."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"CONVSCOPE_DATA": data, "CONVSCOPE_DATABASE": address}
        close()
        measure(name)
        close()


if __name__ == "__main__":
    on("SQLite", "")
    if postgres.SERVERS:
        with postgres.server() as server:
            on("PostgreSQL", postgres.new_database(server))
    else:
        print("PostgreSQL is not installed: left out")
