"""What a worker process does to itself when it begins: it gives way to others, and ends in time."""

import logging
import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from core.host import process_limits

_STATM = Path("/proc/self/statm")
_OOM_SCORE = Path("/proc/self/oom_score_adj")

MEMORY_EXIT = 77  # exit code of a process that took more memory than it may
WATCH_SECONDS = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Manners:
    """How a worker process behaves towards the others of its machine.

    Attributes
    ----------
    niceness
        Added to its own (0..19): higher gives way to others.
    memory
        Bytes of which it may not take more, where the system tells how many it has (Linux).
    oom_score
        0..1000: higher goes first when the whole machine has no memory left (Linux).
    address_space
        Bytes that it may ask the system for at all (Linux): what asks for more fails at once, and
        the process stays. Not for TensorFlow, which reserves a multiple of what it takes.
    """

    niceness: int = 0
    memory: int | None = None
    oom_score: int = 0
    address_space: int | None = None


def prepare(parent: int, manners: Manners) -> None:
    """Begin a worker process; it ends with its parent. What the system refuses keeps none away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the group; the parent decides
    _give_way(manners.niceness)
    _go_first(manners.oom_score)
    threading.Thread(target=_die_with, args=(parent,), daemon=True).start()
    if manners.memory is not None and _STATM.exists():
        threading.Thread(target=_die_above, args=(manners.memory,), daemon=True).start()
    if manners.address_space is not None:
        process_limits.limit_memory(manners.address_space)


def _give_way(niceness: int) -> None:
    try:
        os.nice(niceness)
    except OSError as error:
        log.warning("a worker process keeps its priority: %s", error)


def _go_first(score: int) -> None:
    if not _OOM_SCORE.exists():
        return
    try:
        _OOM_SCORE.write_text(str(max(score, int(_OOM_SCORE.read_text()))))
    except OSError as error:
        log.warning("a worker process is as likely to be ended as the server: %s", error)


def _die_with(parent: int) -> None:
    """End this process when its parent was killed: loky's processes would wait for ever."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _die_above(memory: int) -> None:
    """End this process when it has taken more memory than it may.

    What the system limits is address space, see `Manners`.
    """
    while _taken() <= memory:
        time.sleep(WATCH_SECONDS)
    os._exit(MEMORY_EXIT)


def _taken() -> int:
    """Return the bytes of this process that are in memory."""
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
