"""Pictures of stored photos as addresses with their bytes: no photo is reachable by a URL."""

from pathlib import Path

from core.photos import shrink
from core.photos import store as photo_store
from ui.kit import picture_addresses
from ui.kit.pictures import square

SIDE, LARGE = 80, 240  # pixels


def thumbnail(photo: str, store: Path, side: int = SIDE) -> str:
    """Return the middle of a photo as a square of `side` pixels."""
    return picture_addresses.kept(
        ("square", photo, store, side),
        lambda: picture_addresses.of_photo(square(photo_store.get(photo, store), side)),
    )


def whole(photo: str, store: Path) -> str:
    """Return all of a photo."""
    return picture_addresses.kept(
        ("whole", photo, store),
        lambda: picture_addresses.of_photo(shrink(photo_store.get(photo, store), LARGE)),
    )
