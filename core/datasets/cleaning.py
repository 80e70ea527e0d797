"""What is suggested for cleaning a collection; nothing of it is done before somebody says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

from core.datasets.collection import Collected, Collection
from core.datasets.label_doubts import LabelVerdict
from core.photos import Look, is_blank, is_tiny, near_duplicates

KINDS = ("duplicates", "doubtful", "blank", "tiny")
ORDERS = ("arrival", "doubt", "size")


@dataclass(frozen=True)
class Suggestion:
    """Photos to look at, and what to do about them.

    Attributes
    ----------
    kind
        One of `KINDS`.
    photos
        One, or of near-duplicates the one to keep first.
    to
        The class that the photo, or the first of near-duplicates, is moved to; None if to none.
    """

    kind: str
    photos: tuple[Collected, ...]
    to: str | None = None

    @property
    def key(self) -> str:
        """What tells it from all others of a collection."""
        return f"{self.kind}-{self.photos[0].hash}"

    @property
    def removed(self) -> set[str]:
        """Hashes of the photos that go when it is followed: all but the one that stays."""
        stays = self.kind in ("duplicates", "doubtful")
        return {photo.hash for photo in self.photos[stays:]}

    def follow(self, collection: Collection) -> Collection:
        """Return the collection with the suggestion followed."""
        left = collection.remove(self.removed)
        return left if self.to is None else left.relabel({self.photos[0].hash}, self.to)


def suggestions(
    collection: Collection, looks: Mapping[str, Look], verdicts: Mapping[str, LabelVerdict]
) -> list[Suggestion]:
    """Return what to look at, the first of every kind first, then the second of every kind.

    Photos that were all kept where they are (`Collection.keep`) are not suggested again.

    Parameters
    ----------
    looks
        Of all photos, by hash.
    verdicts
        Of any photos, by hash; their labels are indices into the sorted names of the classes
        that have photos, as in `Collection.dataset`.
    """
    names = sorted(name for name, count in collection.counts.items() if count)
    kinds = (
        _duplicates(collection, looks),
        _doubtful(collection, verdicts, names),
        (Suggestion("blank", (p,)) for p in collection.photos if is_blank(looks[p.hash])),
        (Suggestion("tiny", (p,)) for p in collection.photos if is_tiny(looks[p.hash])),
    )
    found = chain.from_iterable(zip_longest(*(_open(kind, collection) for kind in kinds)))
    return [each for each in found if each is not None]


def ordered(
    photos: list[Collected],
    order: str,
    looks: Mapping[str, Look],
    verdicts: Mapping[str, LabelVerdict],
) -> list[Collected]:
    """Return the photos in one of `ORDERS`: as they came, most doubtful first, smallest first."""
    if order == "doubt":
        judged = {photo: verdict.loss for photo, verdict in verdicts.items()}
        return sorted(photos, key=lambda photo: -judged.get(photo.hash, 0.0))
    if order == "size":
        return sorted(photos, key=lambda photo: looks[photo.hash].pixels)
    return photos


def _duplicates(collection: Collection, looks: Mapping[str, Look]) -> Iterator[Suggestion]:
    photos = {photo.hash: photo for photo in collection.photos}
    groups = near_duplicates.groups(looks)
    for group in near_duplicates.repeated({photo: groups[photo] for photo in photos}):
        best = near_duplicates.largest(group, looks)
        rest = (photo for photo in group if photo != best)
        yield Suggestion("duplicates", (photos[best], *(photos[photo] for photo in rest)))


def _doubtful(
    collection: Collection, verdicts: Mapping[str, LabelVerdict], names: list[str]
) -> Iterator[Suggestion]:
    judged = [photo for photo in collection.photos if photo.hash in verdicts]
    for photo in sorted(judged, key=lambda photo: -verdicts[photo.hash].loss):
        verdict = verdicts[photo.hash]
        if verdict.doubtful:
            yield Suggestion("doubtful", (photo,), to=names[verdict.preferred])


def _open(found: Iterator[Suggestion], collection: Collection) -> Iterator[Suggestion]:
    """Yield those that nobody has decided against."""
    for each in found:
        if not {(photo.hash, photo.class_name) for photo in each.photos} <= collection.kept:
            yield each
