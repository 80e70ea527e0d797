"""Files that are whole or not there, and folders of them that may not grow.

Several processes may work on one folder: a file is written under a name of its own and flushed
before it takes its place, use never makes a file, and one that cannot be read counts as missing.
"""

import contextlib
import errno
import logging
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from core.errors import ConvScopeError
from core.host import disk

T = TypeVar("T")

ASIDE = ".damaged"
PASSING = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)  # says nothing of the file
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
    with disk.in_words():
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


def settle(partial: Path, final: Path) -> None:
    """Make sure that all files of a folder are on the disk, and give it its last name.

    Raises
    ------
    core.host.disk.SpaceError
        ``disk.full`` or ``disk.locked``.
    """
    with disk.in_words():
        for path in sorted(partial.rglob("*")):
            if path.is_file():
                _flush(path)
        partial.rename(final)


def put_aside(path: Path, why: Exception) -> None:
    """Take a file or folder that cannot be read out of the way, and say so in the log.

    It stays where it is when only the process cannot read now, as with too many open files.
    """
    if isinstance(why, OSError) and why.errno in PASSING:
        log.warning("%s cannot be read now: %s", path, why)
        return
    aside = path.with_name(path.name + ASIDE)
    if aside.is_dir():
        remove(aside)  # a folder takes the place of an empty one only
    with contextlib.suppress(OSError):  # another process was quicker, or the disk is full
        path.replace(aside)
        log.warning("%s is damaged (%s): put aside, it counts as missing", path, why)


def remove(path: Path) -> None:
    """Remove a file or a folder; who looks meanwhile finds the whole folder or none."""
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    going = path.with_name(f"{PART}{uuid.uuid4().hex}")
    with contextlib.suppress(FileNotFoundError):  # another process was quicker
        path.rename(going)
    shutil.rmtree(going, ignore_errors=True)


def changed(folder: Path) -> float:
    """Return when a folder, or one in it, last got or lost a file, in seconds since 1970."""
    with contextlib.suppress(FileNotFoundError):  # it may just be removed
        inner = [each.stat().st_mtime for each in folder.rglob("*") if each.is_dir()]
        return max([folder.stat().st_mtime, *inner])
    return 0.0


def remove_abandoned(folder: Path) -> None:
    """Remove what a killed process was writing, or removing, in a folder."""
    for path in folder.glob(f"{PART}*"):
        with contextlib.suppress(FileNotFoundError):
            if _is_abandoned(path, path.stat()):
                remove(path)


def _is_abandoned(path: Path, stat: os.stat_result) -> bool:
    return path.name.startswith(PART) and time.time() - stat.st_mtime >= ABANDONED


def files_below(root: Path) -> Iterator[Path]:
    """Yield all files of a folder and of those in it."""
    return (path for path in root.rglob("*") if path.is_file())


@dataclass(frozen=True)
class Cache:
    """A folder of what can be made again, of at most `limit` bytes.

    What was not used for longest gives way. The modification time counts as the last use.

    Attributes
    ----------
    root
        The folder.
    limit
        Bytes.
    entries
        Yields what is used and gives way as one, in the root: files, or folders.
    """

    root: Path
    limit: int
    entries: Callable[[Path], Iterable[Path]] = files_below

    def has(self, name: str) -> bool:
        """Whether there is a file of this name, a path below the root."""
        return (self.root / name).is_file()

    def use(self, name: str) -> None:
        """Count an entry as used now; a missing one stays missing."""
        with contextlib.suppress(OSError):  # missing, or somebody else's: its time stays
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

    def trim(self, spare: Set[str] = frozenset(), last: Set[str] = frozenset()) -> None:
        """Delete what was not used for longest until the limit holds.

        Parameters
        ----------
        spare
            Names of entries that stay in any case.
        last
            Names of entries that go only when all others have gone.
        """
        stay, late = ({self.root / name for name in names} for names in (spare, last))
        found = list(self._measured())
        excess = sum(entry.size for entry in found) - self.limit
        for entry in sorted(found, key=lambda entry: (entry.path in late, entry.used)):
            if excess <= 0:
                return
            if entry.path in stay:
                continue
            try:
                remove(entry.path)  # another process may trim as well
            except OSError as error:
                log.warning("%s cannot be removed: %s", entry.path, error)
            else:
                excess -= entry.size

    def _measured(self) -> Iterator["_Entry"]:
        """Yield what is there, without what another process is writing."""
        for path in self.entries(self.root):
            with contextlib.suppress(FileNotFoundError):
                stat = path.stat()
                if not path.name.startswith(PART) or _is_abandoned(path, stat):
                    size = disk.size(path) if path.is_dir() else stat.st_size
                    yield _Entry(path, size, stat.st_mtime_ns)


@dataclass(frozen=True)
class _Entry:
    """What gives way as one: its bytes, and when it was used last (ns)."""

    path: Path
    size: int
    used: int


def _flush(path: Path) -> None:
    """Make sure that a file is on the disk before its name is, also when the power goes."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
