"""Photos that a person collects: which class each is in, and where it comes from."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.datasets.dataset import Dataset, Photo
from core.datasets.gathering import MIN_CLASSES, MIN_PHOTOS, DatasetError
from core.host import disk, files
from core.photos import near_duplicates
from core.photos import store as photo_store

MOST = 500  # photos of one set
UNEVEN = 2.0  # largest class over smallest, from which on the difference is worth a word
OWN = {"source": "upload", "licence": "own"}


@dataclass(frozen=True)
class Collected:
    """A photo of the store, by its hash; `manifest` says where it comes from."""

    hash: str
    class_name: str
    manifest: dict = field(compare=False, hash=False)


@dataclass(frozen=True)
class Collection:
    """Photos in the order they came, each in one class.

    Attributes
    ----------
    class_names
        In the order they were named; a class may still be empty.
    photos
        No hash twice.
    came
        Every photo that ever came, by its hash, with the class it came to.
    kept
        Photos that somebody has looked at and keeps in this class, by hash and class.
    """

    class_names: tuple[str, ...] = ()
    photos: tuple[Collected, ...] = ()
    came: frozenset[tuple[str, str]] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()

    def named(self, *names: str) -> "Collection":
        """Return the collection with these classes too, empty where they are new."""
        return replace(self, class_names=tuple(dict.fromkeys((*self.class_names, *names))))

    def add(self, photo: Collected) -> "Collection":
        """Return the collection with one photo more.

        Raises
        ------
        DatasetError
            ``dataset.duplicate``, ``dataset.two_classes`` when it is there in another class, or
            ``dataset.full``.
        """
        if len(self.photos) >= MOST:
            raise DatasetError("dataset.full", "a set has at most {limit} photos", limit=MOST)
        for other in self.photos:
            if other.hash != photo.hash:
                continue
            if other.class_name == photo.class_name:
                raise DatasetError("dataset.duplicate", "the same photo is there already")
            classes = f"{other.class_name}, {photo.class_name}"
            raise DatasetError(
                "dataset.two_classes",
                "the same photo lies in several classes: {classes}",
                classes=classes,
            )
        came = self.came | {(photo.hash, photo.class_name)}
        return replace(self.named(photo.class_name), photos=(*self.photos, photo), came=came)

    def without(self, class_name: str) -> "Collection":
        """Return the collection without a class and its photos."""
        return replace(
            self,
            class_names=tuple(name for name in self.class_names if name != class_name),
            photos=tuple(photo for photo in self.photos if photo.class_name != class_name),
            came=frozenset((photo, name) for photo, name in self.came if name != class_name),
        )

    def remove(self, hashes: set[str]) -> "Collection":
        """Return the collection without these photos."""
        return replace(self, photos=tuple(p for p in self.photos if p.hash not in hashes))

    def relabel(self, hashes: set[str], class_name: str) -> "Collection":
        """Return the collection with these photos in another class."""
        moved = (
            replace(photo, class_name=class_name) if photo.hash in hashes else photo
            for photo in self.photos
        )
        return replace(self, photos=tuple(moved))

    def keep(self, hashes: set[str]) -> "Collection":
        """Return the collection with these photos looked at and kept where they are."""
        looked_at = {(p.hash, p.class_name) for p in self.photos if p.hash in hashes}
        return replace(self, kept=self.kept | looked_at)

    def again(self, base: "Collection", now: "Collection") -> "Collection":
        """Return this earlier or later state with the photos that came to `base` since, in `now`.

        That is what undoing must keep: photos go on arriving after the step that is undone.
        """
        known = {photo.hash for photo in (*base.photos, *self.photos)}
        new = [photo for photo in now.photos if photo.hash not in known]
        names = [name for name in now.class_names if name not in base.class_names]
        came = self.came | (now.came - base.came)
        return replace(self.named(*names), photos=(*self.photos, *new), came=came)

    @property
    def counts(self) -> dict[str, int]:
        """Number of photos of each class."""
        return self._counted(photo.class_name for photo in self.photos)

    @property
    def counts_before(self) -> dict[str, int]:
        """Number of photos that came to each class, before any was removed or moved."""
        return self._counted(name for _, name in self.came)

    @property
    def ready(self) -> bool:
        """Whether a classifier could learn from it."""
        counts = self.counts.values()
        return len(counts) >= MIN_CLASSES and min(counts) >= MIN_PHOTOS

    @property
    def imbalance(self) -> float:
        """Largest class over smallest; 1 is even, infinite when a class is empty."""
        counts = self.counts.values()
        if not counts or not min(counts):
            return float("inf") if any(counts) else 1.0
        return max(counts) / min(counts)

    def dataset(self, store: Path) -> Dataset:
        """Return it as a data set whose photos lie in `store`.

        Empty classes are left out; near-duplicates share a group, also across classes.
        """
        names = tuple(sorted(name for name, count in self.counts.items() if count))
        groups = near_duplicates.stored_groups([photo.hash for photo in self.photos], store)
        photos = (Photo(names.index(p.class_name), p.hash, groups[p.hash]) for p in self.photos)
        return Dataset(names, tuple(photos), store)

    def to_json(self) -> dict:
        """Return all of it for JSON; `of_json` reads it back."""
        return {
            "class_names": list(self.class_names),
            "photos": [[photo.hash, photo.class_name, photo.manifest] for photo in self.photos],
            "came": sorted(self.came),
            "kept": sorted(self.kept),
        }

    @classmethod
    def of_json(cls, told: Mapping) -> "Collection":
        """Return the collection that `to_json` wrote down.

        Raises
        ------
        KeyError, TypeError, ValueError
            When it is none.
        """
        photos = (
            Collected(str(h), str(name), dict(manifest)) for h, name, manifest in told["photos"]
        )
        came, kept = (
            frozenset((str(h), str(name)) for h, name in told[part]) for part in ("came", "kept")
        )
        return cls(tuple(map(str, told["class_names"])), tuple(photos), came, kept)

    def manifest(self) -> str:
        """Return one line of JSON a photo: its class, hash, and where it comes from."""
        lines = ({"class": p.class_name, "hash": p.hash, **p.manifest} for p in self.photos)
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

    def _counted(self, names: Iterable[str]) -> dict[str, int]:
        counts = Counter(names)
        return {name: counts[name] for name in self.class_names}


def adopt(photo_hash: str, source: Path, store: Path) -> None:
    """Put a photo of one store into another, on one disk without a second copy.

    Raises
    ------
    FileNotFoundError
        When `source` does not have it.
    core.host.disk.SpaceError
        ``disk.full`` or ``disk.locked``.
    """
    there, target = (photo_store.path(photo_hash, folder) for folder in (source, store))
    if target.exists():
        return
    with disk.in_words():
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(there, target)  # stored photos never change: two names, one file
    except FileExistsError:  # another thread was quicker
        pass
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links
        files.write_whole(target, there.read_bytes())
