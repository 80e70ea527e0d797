"""Files that are whole or not there, and folders of them that may not grow.

Several processes may work on one folder: a file is written under a name of its own and flushed
before it takes its place, use never makes a file, and one that cannot be read counts as missing.
"""

import contextlib
import errno
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from core.errors import ConvScopeError
from core.host import disk

T = TypeVar("T")

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LOCKED = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR)
ASIDE = ".damaged"
PART = ".part-"  # begins the name of a file that is being written
ABANDONED = 3600  # seconds after which its process is surely gone

log = logging.getLogger(__name__)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path beside `target` to write to; it takes its place when the block ends well.

    Raises
    ------
    core.host.disk.SpaceError
        ``disk.full``, or ``disk.locked`` where nothing may be written. Nothing is left behind.
    """
    with in_words():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=PART, suffix=target.suffix)
        os.close(handle)
        partial = Path(name)
        try:
            yield partial
            _flush(partial)
            os.replace(partial, target)
        finally:
            partial.unlink(missing_ok=True)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that no other process, and no later one, ever sees half of it.

    Raises
    ------
    core.host.disk.SpaceError
        As `replacing` does.
    """
    with replacing(target) as partial:
        partial.write_bytes(data)


@contextmanager
def in_words() -> Iterator[None]:
    """Refuse in words where the disk is full or may not be written to.

    Raises
    ------
    core.host.disk.SpaceError
        ``disk.full`` or ``disk.locked``.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise disk.SpaceError("disk.full", "the disk is full") from error
        if error.errno in LOCKED:
            raise disk.SpaceError("disk.locked", "nothing may be written here") from error
        raise


def settle(partial: Path, final: Path) -> None:
    """Make sure that all files of a folder are on the disk, and give it its last name.

    Raises
    ------
    core.host.disk.SpaceError
        ``disk.full`` or ``disk.locked``.
    """
    with in_words():
        for path in sorted(partial.rglob("*")):
            if path.is_file():
                _flush(path)
        partial.rename(final)


def put_aside(path: Path, why: Exception) -> None:
    """Take a file or folder that cannot be read out of the way, and say so in the log."""
    with contextlib.suppress(OSError):  # another process was quicker, or the disk is full
        path.replace(path.with_name(path.name + ASIDE))
        log.warning("%s is damaged (%s): put aside, it will be made again", path, why)


@dataclass(frozen=True)
class Cache:
    """A folder of files that can be made again, of at most `limit` bytes.

    What was not used for longest gives way. The modification time counts as the last use.
    """

    root: Path
    limit: int

    def has(self, name: str) -> bool:
        """Whether there is a file of this name, a path below the root."""
        return (self.root / name).is_file()

    def use(self, name: str) -> None:
        """Count a file as used now; a missing one stays missing."""
        with contextlib.suppress(FileNotFoundError):
            os.utime(self.root / name)

    def read(self, name: str, read: Callable[[Path], T]) -> T | None:
        """Return what `read` makes of a file, used now; None when it is missing or damaged."""
        path = self.root / name
        self.use(name)
        try:
            return read(path)
        except FileNotFoundError:
            return None
        except (ValueError, EOFError, OSError, ConvScopeError) as error:
            put_aside(path, error)
            return None

    def write(self, name: str, write: Callable[[Path], object]) -> Path:
        """Let `write` make a file, whole or not at all; return its path.

        Raises
        ------
        core.host.disk.SpaceError
            As `replacing` does.
        """
        target = self.root / name
        with replacing(target) as partial:
            write(partial)
        return target

    def trim(self, spare: Set[str] = frozenset()) -> None:
        """Delete what was not used for longest until the limit holds; `spare` stays in any case."""
        stay = {self.root / name for name in spare}
        files = list(_files(self.root))
        excess = sum(stat.st_size for _, stat in files) - self.limit
        for path, stat in sorted(files, key=lambda entry: entry[1].st_mtime_ns):
            if excess <= 0:
                return
            if path not in stay:
                path.unlink(missing_ok=True)  # another process may trim as well
                excess -= stat.st_size


def _files(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield the files of a folder, without those that another process is writing."""
    for path in root.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            stat = path.stat()
            written = path.name.startswith(PART) and time.time() - stat.st_mtime < ABANDONED
            if path.is_file() and not written:
                yield path, stat


def _flush(path: Path) -> None:
    """Make sure that a file is on the disk before its name is, also when the power goes."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
