"""The photos that a session collects, the steps back and forward, and the set that they make."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.datasets import Collected, Collection, Dataset, DatasetError, Rejected, Suggestion
from core.host import files
from ui.lessons.collect.photo_wall.photo_wall import Act
from ui.session.reader import folder
from ui.session.remembered import OWN_DATASET, Remembered
from ui.session.state import Kept

MANIFEST = "manifest.jsonl"
STEPS = 50  # that can be undone
MOST_REFUSED = 500  # files that are listed: those of a bad zip, or more

Step = tuple[Collection, Collection]  # before and after

_COLLECTION = Remembered[Collection](
    "collection", Collection, Collection.to_json, Collection.of_json
)
_DATASET = Kept[tuple[Collection, Dataset]]("collection_dataset", lambda: _made(collection()))
_PAST = Kept[deque[Step]]("collection_past", lambda: deque(maxlen=STEPS))
_FUTURE = Kept[deque[Step]]("collection_future", lambda: deque(maxlen=STEPS))
_REFUSED = Kept[deque[Rejected]]("collect_refused", lambda: deque(maxlen=MOST_REFUSED))


def collection() -> Collection:
    """Return what has been collected."""
    return _COLLECTION.get()


def dataset() -> Dataset:
    """Return what has been collected as a data set; near-duplicates share a group in it."""
    made_of, made = _DATASET.get()
    if made_of is not collection():  # another tab of the reader has changed it
        _DATASET.forget()
        _, made = _DATASET.get()
    return made


def _made(of: Collection) -> tuple[Collection, Dataset]:
    return of, of.dataset(folder())


def refused() -> deque[Rejected]:
    """Return the last files and photos that were not taken, newest last; clear it at will."""
    return _REFUSED.get()


def offer() -> None:
    """Offer what has been collected for training, instead of a zip that was given there."""
    OWN_DATASET.set(dataset())


def keep(new: Collection) -> None:
    """Set the collection, write its manifest, and offer it for training once it is fit for it."""
    _COLLECTION.set(new)
    _DATASET.set(_made(new))
    files.write_whole(folder() / MANIFEST, new.manifest().encode())
    if new.ready:
        offer()
    else:
        OWN_DATASET.set(None)


# Adding


def add(photo: Collected) -> None:
    """Add a photo that is in the reader's folder.

    Raises
    ------
    DatasetError
        See `core.datasets.collection.Collection.add`.
    """
    keep(collection().add(photo))


def add_stored(photos: Iterable[Collected]) -> None:
    """Add photos that are in the session's folder; what cannot be added is among `refused`."""
    new = collection()
    for photo in photos:
        new = with_photo(new, photo)
    keep(new)


def with_photo(old: Collection, photo: Collected) -> Collection:
    """Return the collection with a photo more, or as it was, and why is among `refused`."""
    try:
        return old.add(photo)
    except DatasetError as refusal:
        refused().append(Rejected(photo.class_name, refusal))
        return old


# Steps that can be undone


def apply(act: Act) -> None:
    """Remove, move or keep marked photos."""
    photos, now = set(act.photos), collection()
    if act.to is not None:
        change(now.relabel(photos, act.to))
    else:
        change(now.keep(photos) if act.keep else now.remove(photos))


def follow(suggestions: Sequence[Suggestion]) -> None:
    """Do what is suggested, as one step."""
    new = collection()
    for suggestion in suggestions:
        new = suggestion.follow(new)
    change(new)


def look_again() -> None:
    """Forget which photos were looked at and kept, so that all are suggested again."""
    change(replace(collection(), kept=frozenset()))


def change(new: Collection) -> None:
    """Replace the collection by a step that can be undone."""
    _PAST.get().append((collection(), new))
    _FUTURE.get().clear()
    keep(new)


def undo() -> None:
    """Go back one step."""
    before, after = _PAST.get().pop()
    _FUTURE.get().append((before, after))
    keep(before.again(after, collection()))


def redo() -> None:
    """Go forward again."""
    before, after = _FUTURE.get().pop()
    _PAST.get().append((before, after))
    keep(after.again(before, collection()))


def can_undo() -> bool:
    """Say whether there is a step to undo."""
    return bool(_PAST.get())


def can_redo() -> bool:
    """Say whether there is an undone step."""
    return bool(_FUTURE.get())
