"""Room on the disk: what folders hold, and what is left for everything else."""

import errno
import math
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import ConvScopeError
from core.host import settings

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LOCKED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR)


class SpaceError(ConvScopeError):
    """There is no room for more: on the disk, or in a session's share of it (``disk.share``)."""


def require_free(folder: Path, needed: int = 0) -> None:
    """Make the folder, on a disk with room to spare (`core.host.settings.spare_bytes`).

    Parameters
    ----------
    needed
        Bytes that will be written, as far as they are known before.

    Raises
    ------
    SpaceError
        ``disk.full``, or ``disk.needed`` where only what is needed does not fit; ``disk.locked``
        where the folder cannot be made.
    """
    with in_words():
        folder.mkdir(parents=True, exist_ok=True)
    room = shutil.disk_usage(folder).free - settings.spare_bytes()
    if room < 0:
        raise SpaceError("disk.full", "the disk is full")
    if room < needed:
        raise SpaceError(
            "disk.needed",
            "{needed} MB are needed on the disk, {room} MB are there",
            needed=math.ceil(needed / 2**20),
            room=room // 2**20,
        )


@contextmanager
def in_words() -> Iterator[None]:
    """Refuse in words where the disk is full or may not be written to.

    Raises
    ------
    SpaceError
        ``disk.full`` or ``disk.locked``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise SpaceError("disk.full", "the disk is full") from error
        if error.errno in LOCKED:
            raise SpaceError("disk.locked", "nothing may be written here") from error
        raise


def require_share(folder: Path) -> None:
    """Make sure that a session's folder may take more (`core.host.settings.session_bytes`).

    What is taken at once, one zip or one crawl, may still go beyond the limit.

    Raises
    ------
    SpaceError
        ``disk.share``, or as `require_free` does.
    """
    require_free(folder)
    limit = settings.session_bytes()
    if size(folder) >= limit:
        raise SpaceError(
            "disk.share", "a session holds at most {limit} MB of photos", limit=limit // 2**20
        )


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder; one that goes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total


def unused(root: Path, seconds: float) -> Iterator[Path]:
    """Yield the folders in `root` that were not written to, or touched, for so long."""
    oldest = time.time() - seconds
    for folder in root.glob("*/"):
        if folder.stat().st_mtime < oldest:
            yield folder
