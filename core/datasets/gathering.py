"""From files with a class name to stored photos: what can be used, and why the rest cannot."""

import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import ConvScopeError
from core.photos import ArchiveError, ImageError, Taken
from core.photos import store as photo_store

MIN_CLASSES, MAX_CLASSES = 2, 10  # of a data set
MIN_PHOTOS = 2  # of a class: one to learn from and one to check with
MAX_NAME_LENGTH = 40
MAX_PIXELS = 1_500_000_000  # of all files of a set: 1000 of the web, or 120 of a phone
MAX_SECONDS = 300.0  # for all of them

Take = Callable[[bytes, Path], Taken]
"""Stores the photo in a file, as `core.photos.store.take` does, perhaps in another process."""


class DatasetError(ConvScopeError):
    """Photos that make no data set, or one photo that cannot be part of it."""


@dataclass(frozen=True)
class Candidate:
    """A file that may be a photo of a class; an empty `group` means that none is known."""

    class_name: str
    file_name: str
    read: Callable[[], bytes]
    group: str = ""


@dataclass(frozen=True)
class Rejected:
    """A file that was left out, by the name to show, and why; it may be kept as long as one likes.

    The error is one without the frames that raised it, in which the file and its picture stand.
    """

    file_name: str
    error: ConvScopeError

    def __post_init__(self):
        object.__setattr__(self, "error", self.error.bare())


def gather(
    candidates: Iterable[Candidate], store: Path, take: Take = photo_store.take
) -> tuple[dict[str, Candidate], list[Rejected]]:
    """Store the photos among `candidates`, each by `take`.

    Returns
    -------
    The kept candidates by the hash of their photo, and the rejected ones: no photo, a second
    copy (``dataset.duplicate``), or one photo in two classes (``dataset.two_classes``).

    Raises
    ------
    DatasetError
        ``dataset.too_few_classes``, ``dataset.too_many_classes``, ``dataset.too_few_photos``,
        ``dataset.too_many_pixels`` or ``dataset.too_slow``.
    ArchiveError
        ``archive.too_large``.
    """
    candidates = list(candidates)
    class_names = {candidate.class_name for candidate in candidates}
    _require_classes(class_names)
    copies: dict[str, list[Candidate]] = {}
    rejected = []
    for candidate, outcome in _stored(candidates, store, take):
        if isinstance(outcome, ConvScopeError):
            rejected.append(Rejected(candidate.file_name, outcome))
        else:
            copies.setdefault(outcome, []).append(candidate)
    kept = {photo: same[0] for photo, same in copies.items() if _agree(same)}
    _require_photos(class_names, kept)
    return kept, rejected + [lost for same in copies.values() for lost in _surplus(same)]


def class_name(name: str) -> str:
    """Return `name` in composed Unicode (NFKC), trimmed.

    Raises
    ------
    DatasetError
        ``dataset.class_name`` unless it has 1 to 40 printable characters.
    """
    name = unicodedata.normalize("NFKC", name).strip()
    if not 1 <= len(name) <= MAX_NAME_LENGTH or not name.isprintable():
        raise DatasetError(
            "dataset.class_name",
            "a class needs a name of 1 to {limit} readable characters, got “{name}”",
            limit=MAX_NAME_LENGTH,
            name=name[:MAX_NAME_LENGTH],
        )
    return name


def _stored(
    candidates: Iterable[Candidate], store: Path, take: Take
) -> Iterator[tuple[Candidate, str | ConvScopeError]]:
    """Store each photo; give its hash, or the error for which it is left out."""
    pixels, end = 0, time.monotonic() + MAX_SECONDS
    for candidate in candidates:
        _require_moderate(pixels, end)
        try:
            taken = take(candidate.read(), store)
        except (ArchiveError, ImageError) as error:
            if error.reason == "archive.too_large":
                raise
            yield candidate, error
        else:
            pixels += taken.pixels
            yield candidate, taken.hash


def _require_moderate(pixels: int, end: float) -> None:
    if pixels > MAX_PIXELS:
        raise DatasetError(
            "dataset.too_many_pixels",
            "all photos together have more than {limit} megapixels",
            limit=MAX_PIXELS // 1_000_000,
        )
    if time.monotonic() > end:
        raise DatasetError(
            "dataset.too_slow", "reading the photos took more than {limit:.0f} s", limit=MAX_SECONDS
        )


def _agree(copies: list[Candidate]) -> bool:
    return len({candidate.class_name for candidate in copies}) == 1


def _surplus(copies: list[Candidate]) -> list[Rejected]:
    if _agree(copies):
        error = DatasetError("dataset.duplicate", "the same photo is there already")
        return [Rejected(candidate.file_name, error) for candidate in copies[1:]]
    names = ", ".join(sorted({candidate.class_name for candidate in copies}))
    error = DatasetError(
        "dataset.two_classes", "the same photo lies in several classes: {classes}", classes=names
    )
    return [Rejected(candidate.file_name, error) for candidate in copies]


def _require_classes(class_names: set[str]) -> None:
    count = len(class_names)
    if count < MIN_CLASSES:
        raise DatasetError(
            "dataset.too_few_classes",
            "a classifier needs at least {limit} class folders, found {count}",
            count=count,
            limit=MIN_CLASSES,
        )
    if count > MAX_CLASSES:
        raise DatasetError(
            "dataset.too_many_classes",
            "at most {limit} classes are taken, found {count}",
            count=count,
            limit=MAX_CLASSES,
        )


def _require_photos(class_names: set[str], kept: dict[str, Candidate]) -> None:
    counts = Counter(candidate.class_name for candidate in kept.values())
    for name in sorted(class_names):
        if counts[name] < MIN_PHOTOS:
            raise DatasetError(
                "dataset.too_few_photos",
                "“{name}” has {count} usable photos, at least {limit} are needed",
                name=name,
                count=counts[name],
                limit=MIN_PHOTOS,
            )
