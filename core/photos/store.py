"""Photos on disk under the hash of their content, never under a name that a person typed."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core.errors import ConvScopeError
from core.host import files
from core.photos import images, plain_jpeg

SIDE = 512
REMEMBERED = 50_000  # files of which it is known that they are whole
HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Taken:
    """A photo that was stored from a file.

    Attributes
    ----------
    hash
        Of the stored JPEG, as `put` returns it.
    pixels
        That the file had.
    """

    hash: str
    pixels: int


class PhotoMissingError(ConvScopeError):
    """A stored photo is gone (`photo.missing`), for example because its session has ended.

    A damaged one is none: it is put aside when it is read.
    """


def put(image: np.ndarray, store: Path) -> str:
    """Store `image`, uint8 RGB (H, W, 3), as a JPEG of at most 512 x 512 pixels without EXIF.

    Returns
    -------
    str
        SHA-256 of that JPEG, 64 hexadecimal digits: equal photos are stored once.
    """
    return _keep(images.encode_jpeg(images.shrink(image, SIDE)), store)


def take(data: bytes, store: Path) -> Taken:
    """Store the photo in a file as `put` does; one that `put` made is found by the same hash.

    Raises
    ------
    core.photos.images.ImageError
        See `core.photos.images.decode`.
    """
    image = images.decode(data)
    height, width = image.shape[:2]
    if max(height, width) <= SIDE and plain_jpeg.is_plain(data):
        stored = _keep(data, store)  # a second compression would change photo and hash
    else:
        stored = put(image, store)
    return Taken(stored, height * width)


def path(photo_hash: str, store: Path) -> Path:
    """Return where the photo of this hash is, or would be, in `store`."""
    if not HASH.fullmatch(photo_hash):
        raise ValueError(f"a photo's hash is 64 hexadecimal digits, got {photo_hash!r}")
    return store / "photos" / f"{photo_hash}.jpg"


def get(photo_hash: str, store: Path) -> np.ndarray:
    """Return a stored photo, uint8 RGB (H, W, 3).

    Raises
    ------
    PhotoMissingError
        When `store` does not have it any more.
    """
    return images.decode(read(photo_hash, store))


def read(photo_hash: str, store: Path) -> bytes:
    """Return the JPEG file of a stored photo.

    Raises
    ------
    PhotoMissingError
        When `store` does not have it any more.
    """
    file = path(photo_hash, store)
    try:
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != photo_hash:
            raise ValueError("it is not the photo that was stored")
    except FileNotFoundError as error:
        raise _missing() from error
    except ValueError as error:
        files.put_aside(file, error)
        raise _missing() from error
    return data


def is_whole(photo_hash: str, store: Path) -> bool:
    """Whether `store` has a photo undamaged; a file is read for it once as long as it is the same.

    A damaged one is put aside.
    """
    try:
        stat = path(photo_hash, store).stat()
    except FileNotFoundError:
        return False
    return _is_whole(photo_hash, store, stat.st_mtime_ns, stat.st_size)


@lru_cache(REMEMBERED)
def _is_whole(photo_hash: str, store: Path, _changed: int, _size: int) -> bool:
    try:
        read(photo_hash, store)
    except PhotoMissingError:
        return False
    return True


def _missing() -> PhotoMissingError:
    return PhotoMissingError("photo.missing", "a photo of this data set is gone")


def _keep(data: bytes, store: Path) -> str:
    photo_hash = hashlib.sha256(data).hexdigest()
    target = path(photo_hash, store)
    if not _has(target, data):
        files.write_whole(target, data)
    return photo_hash


def _has(target: Path, data: bytes) -> bool:
    """Whether a photo is stored; one that is damaged is stored again."""
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except FileNotFoundError:
        return False
