"""Sets of photos that participants publish to each other, until they take them back."""

import functools
import secrets
import shutil
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from core.datasets.collection import Collection, adopt
from core.datasets.dataset import Dataset
from core.datasets.export import kept_back
from core.errors import ConvScopeError
from core.host import disk, settings
from core.photos import PhotoMissingError

MOST_SETS = 60
MOST_OWN = 3  # of one participant
LONGEST_TITLE = 40


class WorkshopError(ConvScopeError):
    """A set that cannot be published."""


@dataclass(frozen=True)
class Published:
    """A set that everybody in the workshop may train with; `folder` is its photo store."""

    key: str
    title: str
    collection: Collection
    folder: Path
    bytes: int

    @property
    def dataset(self) -> Dataset:
        """The set as training takes it."""
        return self.collection.dataset(self.folder)


class Workshop:
    """The published sets of a server; safe to share between threads.

    Parameters
    ----------
    root
        Folder of their photos.
    """

    def __init__(self, root: Path):
        self._root = root
        self._lock = threading.Lock()
        self._sets: dict[str, Published] = {}
        self._owners: dict[str, str] = {}

    def publish(self, title: str, collection: Collection, store: Path, owner: str) -> Published:
        """Copy the photos that may be passed on from `store`, and list them for everybody.

        Parameters
        ----------
        owner
            What the publisher alone knows; taking back asks for it.

        Raises
        ------
        WorkshopError
            ``workshop.title``, ``workshop.not_ready`` when too few photos may be passed on,
            ``workshop.too_many_own``, ``workshop.too_many`` or ``workshop.too_large``.
        core.host.disk.SpaceError
            ``disk.full``
        core.photos.store.PhotoMissingError
            When `store` does not have a photo any more.
        """
        titled = name(title)
        shared = collection.remove(set(kept_back(collection.photos)))
        if not shared.ready:
            raise WorkshopError("workshop.not_ready", "too few photos may be passed on")
        disk.require_free(self._root)
        with self._lock:
            self._require_room(owner)
            key = secrets.token_hex(8)
            folder = self._root / key
            try:
                _copy(shared, store, folder)
                published = Published(key, titled, shared, folder, disk.size(folder))
                self._require_bytes(published.bytes)
            except ConvScopeError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._sets[key], self._owners[key] = published, owner
        return published

    def sets(self) -> list[Published]:
        """Return all sets, newest first."""
        with self._lock:
            return list(reversed(self._sets.values()))

    def owned(self, owner: str) -> list[Published]:
        """Return the sets of one participant, newest first."""
        return [each for each in self.sets() if self._owners.get(each.key) == owner]

    def take_back(self, key: str, owner: str) -> None:
        """Remove a set and its photos; nothing happens if it is not the owner's."""
        with self._lock:
            if self._owners.get(key) != owner:
                return
            published = self._sets.pop(key)
            del self._owners[key]
        shutil.rmtree(published.folder, ignore_errors=True)

    def take_back_all(self, owner: str) -> None:
        """Remove all sets of a participant."""
        for published in self.owned(owner):
            self.take_back(published.key, owner)

    def sweep(self) -> None:
        """Remove the photos of sets that an earlier server listed: nobody could take them back."""
        with self._lock:
            for folder in self._root.glob("*/"):
                if folder.name not in self._sets:
                    shutil.rmtree(folder, ignore_errors=True)

    def _require_room(self, owner: str) -> None:
        if list(self._owners.values()).count(owner) >= MOST_OWN:
            raise WorkshopError(
                "workshop.too_many_own", "at most {limit} sets of one person", limit=MOST_OWN
            )
        if len(self._sets) >= MOST_SETS:
            raise WorkshopError("workshop.too_many", "at most {limit} sets", limit=MOST_SETS)

    def _require_bytes(self, more: int) -> None:
        limit = settings.workshop_bytes()
        if more + sum(each.bytes for each in self._sets.values()) > limit:
            raise WorkshopError(
                "workshop.too_large", "all sets together: {limit} MB", limit=limit // 2**20
            )


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


def _copy(shared: Collection, store: Path, folder: Path) -> None:
    try:
        for photo in shared.photos:
            adopt(photo.hash, store, folder)
    except FileNotFoundError as error:
        raise PhotoMissingError("photo.missing", "a photo of this data set is gone") from error


@functools.lru_cache(maxsize=1)
def shared_workshop() -> Workshop:
    """Return this process's published sets; their photos lie in the data folder."""
    return Workshop(settings.data_folder() / "workshop")
