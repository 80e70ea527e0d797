"""Sets of photos that participants publish to each other, until they take them back or are gone.

What is published is listed in the state, its photos lie in a folder a set.
"""

import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from core.datasets.collection import Collection, adopt
from core.datasets.dataset import Dataset
from core.datasets.export import kept_back
from core.errors import ConvScopeError
from core.host import Claims, disk, settings
from core.host.state import Limits, PublishedSet
from core.host.state import published as listed
from core.photos import PhotoMissingError

MOST_SETS = 120  # see `core.host.state.kept_room` for whom
MOST_OWN = 3  # of one participant
OWN_SHARE = 1 / 12  # of all bytes that one participant may take
LONGEST_TITLE = 40
UNSEEN = re.compile(  # letters, marks and symbols that show nothing; other such are not printable
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

_folders = Claims()


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
    with _folders.hold(key):
        try:
            _copy(shared, store, folder)
            made = Published(key, titled, shared, shared.dataset(folder), disk.size(folder))
            content = {"collection": shared.to_json(), "dataset": made.dataset.to_json()}
            listed.publish(PublishedSet(key, owner, titled, made.bytes), content, _limits())
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return made


def published() -> list[Published]:
    """Return all sets, newest first."""
    return _read(listed.listed())


def owned(owner: str) -> list[Published]:
    """Return the sets of one participant, newest first."""
    return _read(entry for entry in listed.listed() if entry.reader == owner)


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
    _folders.remove_unlisted(_root().glob("*/"), lambda: {entry.key for entry in listed.listed()})


def name(title: str) -> str:
    """Return a title in composed Unicode (NFKC) with single spaces and nothing that is not seen.

    Two titles that look alike in one script are therefore one, but for case.

    Raises
    ------
    WorkshopError
        ``workshop.title`` unless it has 1 to 40 printable characters.
    """
    composed = " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", title)).split())
    if not 1 <= len(composed) <= LONGEST_TITLE or not composed.isprintable():
        raise WorkshopError(
            "workshop.title", "a title has 1 to {limit} readable characters", limit=LONGEST_TITLE
        )
    return composed


def _limits() -> Limits:
    most = settings.workshop_bytes()
    return Limits(MOST_SETS, MOST_OWN, bytes=most, own_bytes=int(most * OWN_SHARE))


def _read(entries: Iterable[PublishedSet]) -> list[Published]:
    """Return what is in the sets, but for those that are gone meanwhile."""
    read = ((entry, _content(entry.key, _root())) for entry in entries)
    return [
        Published(entry.key, entry.title, *content, entry.bytes)
        for entry, content in read
        if content is not None
    ]


@lru_cache(maxsize=2 * MOST_SETS)  # each who looks at a list would read all that is in it
def _content(key: str, root: Path) -> tuple[Collection, Dataset] | None:
    told = listed.content_of(key)
    if told is None:
        return None
    dataset = Dataset.of_json(told["dataset"], root / key)
    return Collection.of_json(told["collection"]), dataset


def _copy(shared: Collection, store: Path, folder: Path) -> None:
    try:
        for photo in shared.photos:
            adopt(photo.hash, store, folder)
    except FileNotFoundError as error:
        raise PhotoMissingError("photo.missing", "a photo of this data set is gone") from error


def _root() -> Path:
    return settings.data_folder() / "workshop"
