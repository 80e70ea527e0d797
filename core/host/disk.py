"""Room on the disk: what folders hold, and what is left for everything else."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from core.errors import ConvScopeError
from core.host import settings


class SpaceError(ConvScopeError):
    """There is no room for more: on the disk (`disk.full`), or in a session's share of it."""


def require_free(folder: Path) -> None:
    """Make the folder, on a disk with room to spare (`core.host.settings.spare_bytes`).

    Raises
    ------
    SpaceError
        ``disk.full``
    """
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < settings.spare_bytes():
        raise SpaceError("disk.full", "the disk is full")


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
