"""A file that somebody publishes with its size and its hash, and that is kept on this machine."""

import hashlib
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from core.errors import ConvScopeError
from core.host import disk, files

WAIT = (5.0, 15.0)  # seconds to connect, and between two pieces of the body
PIECE = 2**20
TELL = 0.5  # seconds between two events, after which a download can be ended

_checking = threading.Lock()  # many ask at once: one of them reads the file


class DownloadError(ConvScopeError):
    """A file cannot be had.

    ``download.unreachable``, or ``download.damaged`` (what came was not the published file).
    """


@dataclass(frozen=True)
class BytesArrived:
    """So many bytes of a download are here; `total` is the size of the file."""

    kind: ClassVar[str] = "bytes"
    done: int
    total: int


@dataclass(frozen=True)
class PublishedFile:
    """Where a file can be had, what it must be, and where it is kept.

    Attributes
    ----------
    url
        Its address.
    size
        Bytes.
    md5
        32 hexadecimal digits, the hash that Keras publishes.
    path
        Where it is kept.
    """

    url: str
    size: int
    md5: str
    path: Path

    def is_there(self) -> bool:
        """Whether it is kept here, whole; one that is not is put aside.

        It is read once a process, and again only after it has changed.
        """
        try:
            stat = self.path.stat()
        except OSError:
            return False
        if self._is_whole(self.path, stat.st_size, stat.st_mtime_ns):
            return True
        files.put_aside(self.path, ValueError(f"not the file of MD5 {self.md5}"))
        return False

    def require_room(self) -> None:
        """Make its folder, on a disk with room for it.

        Raises
        ------
        core.host.disk.SpaceError
            ``disk.full``, ``disk.needed`` or ``disk.locked``.
        """
        disk.require_free(self.path.parent, self.size)

    def fetch(self) -> Generator[BytesArrived, None, None]:
        """Download it; it takes its name once its hash has been checked where it lies.

        Whoever closes the generator ends the download, of which nothing is left.

        Raises
        ------
        DownloadError
            See there.
        core.host.disk.SpaceError
            As `require_room` does, and when the disk becomes full meanwhile.
        """
        if self.is_there():
            return
        self.require_room()
        with files.replacing(self.path) as partial:
            yield from self._arriving(partial)
            stat = partial.stat()
            if not self._is_whole(partial, stat.st_size, stat.st_mtime_ns):
                raise self._damaged()

    def _is_whole(self, path: Path, size: int, changed: int) -> bool:
        if size != self.size:
            return False
        with _checking:
            return _md5(path, size, changed) == self.md5

    def _arriving(self, partial: Path) -> Iterator[BytesArrived]:
        done, told = 0, -TELL
        with self._body() as pieces, partial.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                done += len(piece)
                if done > self.size:
                    raise self._damaged()
                if time.monotonic() - told >= TELL:
                    yield BytesArrived(done, self.size)
                    told = time.monotonic()
        yield BytesArrived(done, self.size)

    @contextmanager
    def _body(self) -> Iterator[Iterator[bytes]]:
        try:
            with requests.get(
                self.url, stream=True, timeout=WAIT, headers={"Accept-Encoding": "identity"}
            ) as response:
                response.raise_for_status()
                yield self._pieces(response)
        except requests.RequestException as error:
            raise DownloadError(
                "download.unreachable", "{host} cannot be reached", host=self._host
            ) from error

    def _pieces(self, response: requests.Response) -> Iterator[bytes]:
        """Yield what has arrived; `iter_content` would wait for a full piece."""
        try:
            while piece := response.raw.read1(PIECE):
                yield piece
        except (HTTPError, TimeoutError) as error:
            raise self._damaged() from error

    def _damaged(self) -> DownloadError:
        return DownloadError(
            "download.damaged", "the file from {host} did not arrive whole", host=self._host
        )

    @property
    def _host(self) -> str:
        return urlsplit(self.url).hostname or "?"


@lru_cache(maxsize=8)
def _md5(path: Path, size: int, changed: int) -> str:
    """Return the hash of a file that had this size and time of change."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
