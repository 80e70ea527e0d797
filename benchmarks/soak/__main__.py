"""A class of thirty for a quarter of an hour, beside one who means no good.

Usage: python -m benchmarks.soak [MINUTES] [--peaceful]

People walk through all lessons, move what can be moved, upload, fall asleep and come back, and
train; one hostile client sends the worst every few seconds. Printed: errors, the slowest, lost
photos, and the memory over time.
"""

import asyncio
import os
import statistics
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks.browser import app
from benchmarks.sessions import memory
from benchmarks.soak.hostile import attack
from benchmarks.soak.people import LIGHT, Person, Told
from core.host.state import readers
from core.photos import store

PEOPLE = 30
LOOK = 15.0  # s between two looks at the memory
UNFORESEEN = ("Traceback", "reference ")  # in the server's log


async def watch(server: psutil.Process, end: float, looks: list[float]) -> None:
    """Note the MiB of all processes from time to time."""
    loop = asyncio.get_running_loop()
    while loop.time() < end:
        await asyncio.sleep(LOOK)
        looks.append(await asyncio.to_thread(memory, server))


async def soak(server: psutil.Process, address: str, minutes: float, peaceful: bool) -> Told:
    """Let all of them work; print what memory was taken, and return what happened."""
    told, looks = Told(), []
    end = asyncio.get_running_loop().time() + 60 * minutes
    people = [Person(address, number, told).work(end) for number in range(PEOPLE)]
    others = [] if peaceful else [attack(address, end)]
    _, *more = await asyncio.gather(watch(server, end, looks), *others, *people)
    print(f"{0 if peaceful else more[0]} attacks, {told.trainings} trainings asked for")
    after_a_minute = looks[min(len(looks) - 1, round(60 / LOOK))]
    print(
        f"memory of all processes: after a minute {after_a_minute:.0f} MiB, at most "
        f"{max(looks):.0f}, at the end {looks[-1]:.0f}"
    )
    return told


def lost_photos(told: Told, data: Path) -> list[str]:
    """Return the readers who have uploaded and whose photo is not there."""
    lost = []
    for token in told.uploaded:
        reader = readers.reader_of(token)
        photo = readers.recall(reader, "own_photo")
        if photo is None or not store.path(photo, data / "readers" / reader / "own_photo").exists():
            lost.append(reader)
    return lost


def report(told: Told) -> None:
    """Print how long each lesson took, the slowest last."""
    print(f"{'lesson':16} {'act':8} {'count':>6} {'median':>9} {'95 %':>9}")
    slowest = sorted(told.seconds.items(), key=lambda entry: _high(entry[1]))
    for (lesson, act), seconds in slowest:
        middle = 1000 * statistics.median(seconds)
        print(f"{lesson:16} {act:8} {len(seconds):6} {middle:6.0f} ms {_high(seconds):6.0f} ms")
    light = [
        s
        for (lesson, act), all_of in told.seconds.items()
        if lesson in LIGHT and act == "move"
        for s in all_of
    ]
    if light:
        print(f"controls of the NumPy lessons: 95 % under {_high(light):.0f} ms")
    print(f"errors: {len(told.errors)}", *sorted(set(told.errors))[:20], sep="\n  ")


def _high(seconds: list[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return 1000 * sorted(seconds)[int(0.95 * len(seconds))]


def main(minutes: float = 15.0, peaceful: bool = False) -> None:
    """Serve the app, soak it, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "log").open("w+") as log:
        data = Path(folder, "data")
        with app(str(data), log) as (server, address):
            told = asyncio.run(soak(psutil.Process(server.pid), address, minutes, peaceful))
        report(told)
        log.seek(0)
        lines = [line for line in log if any(word in line for word in UNFORESEEN)]
        print(f"unforeseen in the server's log: {len(lines)}", *lines[:10], sep="\n  ")
        os.environ["CONVSCOPE_DATA"] = str(data)
        print(f"photos lost: {len(lost_photos(told, data))} of {len(told.uploaded)}")


if __name__ == "__main__":
    numbers = [float(word) for word in sys.argv[1:] if not word.startswith("-")]
    main(*numbers[:1], peaceful="--peaceful" in sys.argv)
