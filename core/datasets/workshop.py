"""Sets of photos that participants publish to each other, until they take them back or are gone.

What is published is listed in the state, its photos lie in a folder a set.
"""

import secrets
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from core.datasets.collection import Collection, adopt
from core.datasets.dataset import Dataset
from core.datasets.export import kept_back
from core.errors import ConvScopeError
from core.host import disk, settings
from core.host.state import Limits, PublishedSet
from core.host.state import published as listed
from core.photos import PhotoMissingError

MOST_SETS = 60
MOST_OWN = 3  # of one participant
OWN_SHARE = 1 / 4  # of all bytes that one participant may take
LONGEST_TITLE = 40


class WorkshopError(ConvScopeError):
    """A set that cannot be published."""


@dataclass(frozen=True)
class Published:
    """A set that everybody in the workshop may train with; its photo store is `dataset`'s.

    `collection` says where its photos come from, and whom to credit.
    """

    key: str
    title: str
    collection: Collection
    dataset: Dataset
    bytes: int


def publish(title: str, collection: Collection, store: Path, owner: str) -> Published:
    """Copy the photos that may be passed on from `store`, and list them for everybody.

    Near-duplicates are grouped here, once, and not by each who looks at it.

    Parameters
    ----------
    owner
        The reader, who alone may take it back.

    Raises
    ------
    WorkshopError
        ``workshop.title``, or ``workshop.not_ready`` when too few photos may be passed on.
    core.host.state.published.PublishingError
        When the title is taken, or a limit would be passed.
    core.host.disk.SpaceError
        ``disk.full``
    core.photos.PhotoMissingError
        When `store` does not have a photo any more.
    """
    titled = name(title)
    shared = collection.remove(set(kept_back(collection.photos)))
    if not shared.ready:
        raise WorkshopError("workshop.not_ready", "too few photos may be passed on")
    disk.require_free(_root())
    key = secrets.token_hex(8)
    folder = _root() / key
    try:
        _copy(shared, store, folder)
        made = Published(key, titled, shared, shared.dataset(folder), disk.size(folder))
        content = {"collection": shared.to_json(), "dataset": made.dataset.to_json()}
        listed.publish(PublishedSet(key, owner, titled, content, made.bytes), _limits())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return made


def published() -> list[Published]:
    """Return all sets, newest first."""
    return [_of(entry) for entry in listed.all_published()]


def owned(owner: str) -> list[Published]:
    """Return the sets of one participant, newest first."""
    return [_of(entry) for entry in listed.all_published() if entry.reader == owner]


def take_back(key: str, owner: str | None = None) -> None:
    """Remove a set and its photos; nothing happens if it is not the owner's.

    The host, who names no owner, removes any.
    """
    if listed.take_back(key, owner):
        shutil.rmtree(_root() / key, ignore_errors=True)


def take_back_all(owner: str) -> None:
    """Remove all sets of a participant."""
    for each in owned(owner):
        take_back(each.key, owner)


def sweep() -> None:
    """Remove photos that belong to no set: their server was killed while it copied."""
    keys = {entry.key for entry in listed.all_published()}
    for folder in _root().glob("*/"):
        if folder.name not in keys:
            shutil.rmtree(folder, ignore_errors=True)


def name(title: str) -> str:
    """Return a title in composed Unicode (NFKC) with single spaces.

    Raises
    ------
    WorkshopError
        ``workshop.title`` unless it has 1 to 40 printable characters.
    """
    composed = " ".join(unicodedata.normalize("NFKC", title).split())
    if not 1 <= len(composed) <= LONGEST_TITLE or not composed.isprintable():
        raise WorkshopError(
            "workshop.title", "a title has 1 to {limit} readable characters", limit=LONGEST_TITLE
        )
    return composed


def _limits() -> Limits:
    most = settings.workshop_bytes()
    return Limits(MOST_SETS, MOST_OWN, bytes=most, own_bytes=int(most * OWN_SHARE))


def _of(entry: PublishedSet) -> Published:
    collection = Collection.of_json(entry.content["collection"])
    dataset = Dataset.of_json(entry.content["dataset"], _root() / entry.key)
    return Published(entry.key, entry.title, collection, dataset, entry.bytes)


def _copy(shared: Collection, store: Path, folder: Path) -> None:
    try:
        for photo in shared.photos:
            adopt(photo.hash, store, folder)
    except FileNotFoundError as error:
        raise PhotoMissingError("photo.missing", "a photo of this data set is gone") from error


def _root() -> Path:
    return settings.data_folder() / "workshop"
