"""Photos that show the same picture: resized, compressed again, or cropped a little."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from core.photos.look import Look, is_blank, stored_look
from core.photos.store import PhotoMissingError

ALIKE = 4  # of 64 bits; on real photos, unrelated ones differ in 14 and more


def groups(looks: Mapping[str, Look]) -> dict[str, str]:
    """Return the group of each photo, named by the least of its keys.

    Two photos are alike when their pHash or their dHash differs in at most `ALIKE` bits; a group
    is everything that such steps connect. It does not depend on the order of `looks`. A photo
    nearly of one colour is alike to none, for its hashes are made of noise.
    """
    names = sorted(looks)
    if not names:
        return {}
    alike = _alike([looks[name] for name in names])
    return {name: names[first] for name, first in zip(names, _firsts(alike), strict=True)}


def stored_groups(photo_hashes: Sequence[str], store: Path) -> dict[str, str]:
    """Return the groups of stored photos by their hashes; one that is gone is alike to none."""
    looks = {}
    for photo in photo_hashes:
        try:
            looks[photo] = stored_look(photo, store)
        except PhotoMissingError:
            continue
    return {photo: photo for photo in photo_hashes} | groups(looks)


def repeated(group_of: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the groups of several photos, each as its photos in the order of `group_of`."""
    members = defaultdict(list)
    for photo, group in group_of.items():
        members[group].append(photo)
    return [tuple(photos) for photos in members.values() if len(photos) > 1]


def largest(photos: Sequence[str], looks: Mapping[str, Look]) -> str:
    """Return the photo with the most pixels, the first of several: the one to keep."""
    return max(photos, key=lambda photo: looks[photo].pixels)


def _alike(looks: Sequence[Look]) -> np.ndarray:
    """Return which photos are alike, bool (photos, photos), each alike to itself."""
    colorful = np.array([not is_blank(look) for look in looks])
    alike = np.eye(len(looks), dtype=bool)
    for hashes in ([look.phash for look in looks], [look.dhash for look in looks]):
        alike |= _near(_signs(hashes), colorful)
    return alike


def _near(signs: np.ndarray, colorful: np.ndarray) -> np.ndarray:
    """Return which hashes are near each other, among those that tell something.

    A hash of nearly equal bits tells nothing: it is the dHash of any smooth sky, where brightness
    rises nowhere, and the pHash of any picture that changes in one direction only.
    """
    bits = signs.shape[1]
    telling = colorful & (np.abs(signs.sum(axis=1)) < bits - 4 * ALIKE)
    return ((bits - signs @ signs.T) / 2 <= ALIKE) & np.outer(telling, telling)


def _signs(hashes: Sequence[bytes]) -> np.ndarray:
    """Return the bits of hashes as -1 and 1, float32 (hashes, bits): products count agreement."""
    packed = np.frombuffer(b"".join(hashes), np.uint8).reshape(len(hashes), -1)
    return np.unpackbits(packed, axis=1) * np.float32(2) - 1


def _firsts(alike: np.ndarray) -> np.ndarray:
    """Return for each photo the first one that it is connected to, int (photos,)."""
    first = np.arange(len(alike))
    while True:
        nearer = np.where(alike, first, len(alike)).min(axis=1)
        nearer = nearer[nearer]  # two steps at once
        if (nearer == first).all():
            return first
        first = nearer
