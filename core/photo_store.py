"""Photos on disk under the hash of their content, never under a name that a person typed."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

import numpy as np

from core import images
from core.errors import ConvScopeError

SIDE = 512
HASH = re.compile("[0-9a-f]{64}")


class PhotoMissingError(ConvScopeError):
    """A stored photo is gone (`photo.missing`), for example because its session has ended."""


def put(image: np.ndarray, store: Path) -> str:
    """Store `image`, uint8 RGB (H, W, 3), as a JPEG of at most 512 x 512 pixels without EXIF.

    Returns
    -------
    str
        SHA-256 of that JPEG, 64 hexadecimal digits: equal photos are stored once.
    """
    data = images.encode_jpeg(images.shrink(image, SIDE))
    photo_hash = hashlib.sha256(data).hexdigest()
    target = path(photo_hash, store)
    if not target.exists():
        write_whole(target, data)
    return photo_hash


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
    try:
        return images.decode(path(photo_hash, store).read_bytes())
    except FileNotFoundError as error:
        raise PhotoMissingError("photo.missing", "a photo of this data set is gone") from error


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that no other process ever sees half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(data)
    os.replace(file.name, target)
