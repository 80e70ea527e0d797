"""Photos on disk under the hash of their content, never under a name that a person typed."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import ConvScopeError
from core.host import files
from core.photos import images, plain_jpeg

SIDE = 512
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
    """A stored photo is gone (`photo.missing`), for example because its session has ended."""


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
    try:
        return path(photo_hash, store).read_bytes()
    except FileNotFoundError as error:
        raise PhotoMissingError("photo.missing", "a photo of this data set is gone") from error


def _keep(data: bytes, store: Path) -> str:
    photo_hash = hashlib.sha256(data).hexdigest()
    target = path(photo_hash, store)
    if not _is_whole(target, len(data)):
        files.write_whole(target, data)
    return photo_hash


def _is_whole(path: Path, size: int) -> bool:
    """Whether a photo is stored; one that was cut short is stored again."""
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False
