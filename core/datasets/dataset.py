"""Labelled photos: what they are, and how a folder or a zip becomes a data set."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.datasets.gathering import Candidate, DatasetError, Rejected, Take, class_name, gather
from core.host import assets, settings
from core.photos import PhotoArchive, near_duplicates
from core.photos import store as photo_store


@dataclass(frozen=True, order=True)
class Photo:
    """A photo of the store.

    Attributes
    ----------
    label
        Index of its class.
    hash
        SHA-256 of the stored JPEG, 64 hexadecimal digits.
    group
        Photos that share a group, also of several classes, are near-duplicates
        (`core.photos.near_duplicates`); a split keeps them together.
    """

    label: int
    hash: str
    group: str


@dataclass(frozen=True)
class Dataset:
    """Photos in classes, in an order that does not depend on how they came.

    Attributes
    ----------
    class_names
        One a class, in the order of the labels.
    photos
        Sorted by label and hash.
    folder
        The photo store (`core.photos.store`) that has them; not part of what the data set is.
    rejected
        Files that were left out when it was read, and why.
    """

    class_names: tuple[str, ...]
    photos: tuple[Photo, ...]
    folder: Path = field(compare=False)
    rejected: tuple[Rejected, ...] = field(default=(), compare=False)

    def __post_init__(self):
        object.__setattr__(self, "photos", tuple(sorted(self.photos)))

    @property
    def fingerprint(self) -> str:
        """Hash of classes, photos, labels and groups, 64 hexadecimal digits."""
        content = [self.class_names, [(p.label, p.hash, p.group) for p in self.photos]]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of photos of each class."""
        counts = Counter(photo.label for photo in self.photos)
        return tuple(counts[label] for label in range(len(self.class_names)))

    def to_json(self) -> dict:
        """Return its classes, photos and groups for JSON; `of_json` reads it back."""
        photos = [(photo.label, photo.hash, photo.group) for photo in self.photos]
        return {"class_names": list(self.class_names), "photos": photos}

    @classmethod
    def of_json(cls, told: Mapping, folder: Path) -> "Dataset":
        """Return the data set that `to_json` wrote down, with its photos in `folder`.

        Raises
        ------
        KeyError, TypeError, ValueError
            When it is none.
        """
        photos = tuple(Photo(int(label), str(h), str(group)) for label, h, group in told["photos"])
        return cls(tuple(map(str, told["class_names"])), photos, folder)


def from_folder(path: Path, store: Path | None = None) -> Dataset:
    """Read a folder with one folder of photos a class into a photo store.

    The store is the data folder's own when none is given.

    ``manifest.jsonl`` beside the class folders, if there is one, has lines with ``file``,
    ``class`` and ``group``; photos without a group get the one that `core.photos.near_duplicates`
    finds.

    Raises
    ------
    DatasetError
        See `core.datasets.gathering.gather` and `core.datasets.gathering.class_name`.
    """
    groups = _groups(path / "manifest.jsonl")
    candidates = [
        Candidate(
            class_name(file.parent.name),
            file.name,
            file.read_bytes,
            groups.get((file.parent.name, file.name), ""),
        )
        for file in sorted(path.glob("*/*"))
        if file.is_file() and not file.name.startswith(".")
    ]
    return _dataset(candidates, store)


def from_zip(data: bytes, store: Path | None = None) -> Dataset:
    """Read a zip with one folder of photos a class into a photo store, as `from_folder` does.

    Raises
    ------
    DatasetError
        See `from_archive`.
    ArchiveError
        See `core.photos.archive.PhotoArchive.open`.
    """
    return from_archive(PhotoArchive.open(data), store)


def from_archive(
    archive: PhotoArchive, store: Path | None = None, take: Take = photo_store.take
) -> Dataset:
    """Read an opened zip with one folder of photos a class; `take` stores each photo.

    Raises
    ------
    DatasetError
        See `core.datasets.gathering.gather` and `core.datasets.gathering.class_name`.
    ArchiveError
        ``archive.too_large``
    """
    error = DatasetError("dataset.no_folder", "the photo lies in no class folder")
    loose = [(entry.name, error) for entry in archive.entries if not entry.folders]
    unread = tuple(Rejected(name, why) for name, why in (*archive.refused, *loose))
    candidates = [
        Candidate(class_name(entry.folders[0]), entry.name, lambda entry=entry: archive.read(entry))
        for entry in archive.entries
        if entry.folders
    ]
    dataset = _dataset(candidates, store, take)
    return replace(dataset, rejected=unread + dataset.rejected)


def bundled(store: Path | None = None) -> Dataset:
    """Return the three animals that come with the program, in a photo store."""
    return from_folder(assets.animal_set(), store)


def _dataset(
    candidates: list[Candidate], store: Path | None, take: Take = photo_store.take
) -> Dataset:
    store = settings.data_folder() if store is None else store
    kept, rejected = gather(candidates, store, take)
    class_names = tuple(sorted({candidate.class_name for candidate in kept.values()}))
    found = near_duplicates.stored_groups([p for p in kept if not kept[p].group], store)
    photos = tuple(
        Photo(
            class_names.index(candidate.class_name),
            photo_hash,
            candidate.group or found[photo_hash],
        )
        for photo_hash, candidate in kept.items()
    )
    return Dataset(class_names, photos, store, tuple(rejected))


def _groups(manifest: Path) -> dict[tuple[str, str], str]:
    """Return the group of each (class, file name)."""
    if not manifest.exists():
        return {}
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines() if line]
    return {
        (line["class"], Path(line["file"]).name): str(line["group"])
        for line in lines
        if "group" in line
    }
