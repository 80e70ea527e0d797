"""Thirty sessions that move a slider each, alone and while one of them trains.

Usage: python -m benchmarks.sessions
"""

import asyncio
import random
import statistics

import psutil

from benchmarks.browser import app
from benchmarks.streamlit_client import Session

SESSIONS, SECONDS, THINKING = 30, 25.0, 2.0  # of each: mean seconds between two moves


async def participant(address: str, number: int, times: list[float]) -> int:
    """Move the slider of the bias at random moments; return how many tracebacks were seen."""
    chance = random.Random(number)
    loop = asyncio.get_running_loop()
    async with Session(address, "convolution") as session:
        end = loop.time() + SECONDS
        while loop.time() < end:
            await asyncio.sleep(chance.expovariate(1 / THINKING))
            times.append(await session.slide("bias", chance.randint(-5, 5)))
        return session.exceptions


async def room(address: str, name: str) -> None:
    """Let all participants work at once and print how long they waited."""
    times: list[float] = []
    exceptions = await asyncio.gather(
        *(participant(address, number, times) for number in range(SESSIONS))
    )
    ordered = sorted(1000 * seconds for seconds in times)
    print(
        f"{name:16} {len(times)} moves   median {statistics.median(ordered):5.0f} ms   "
        f"95th percentile {ordered[int(0.95 * len(ordered))]:5.0f} ms   errors {sum(exceptions)}"
    )


def memory(server: psutil.Process) -> float:
    """Return the MiB of the server and its workers, shared pages counted once."""
    processes = [server, *server.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in processes) / 2**20


async def measure(server: psutil.Process, address: str) -> None:
    """Measure the room alone and beside a training."""
    await room(address, "alone")
    async with Session(address, "train") as trainer:
        await trainer.click("train_start")
        await room(address, "while training")
    print(f"all processes    {memory(server):.0f} MiB, the web process {memory_of(server):.0f} MiB")


def memory_of(process: psutil.Process) -> float:
    """Return the MiB of one process."""
    return process.memory_full_info().pss / 2**20


if __name__ == "__main__":
    with app() as (server, address):
        asyncio.run(measure(psutil.Process(server.pid), address))
