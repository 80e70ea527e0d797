"""The photos that a session collects, the steps back and forward, and the set that they make."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
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
Change = Callable[[Collection], Collection]

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


def keep(by: Change) -> None:
    """Change the collection, write its manifest, and offer it for training once it is fit for it.

    Raises
    ------
    DatasetError
        What `by` raises; then nothing has changed.
    """
    _COLLECTION.change(by)
    _settle()


def _settle() -> None:
    """Make all that follows from the collection; once more if another tab has changed it."""
    settled = None
    while settled is not collection():
        settled = collection()
        files.write_whole(folder() / MANIFEST, settled.manifest().encode())
        if settled.ready:
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
    keep(lambda now: now.add(photo))


def add_stored(photos: Iterable[Collected]) -> None:
    """Add photos that are in the session's folder; what cannot be added is among `refused`."""
    given = list(photos)
    _add_all(lambda now: given)


def add_arrived(photos: Sequence[Collected]) -> None:
    """Add photos as `add_stored` does, but for those that another tab has taken in already."""

    def new_to(now: Collection) -> list[Collected]:
        there = {(photo.hash, photo.class_name) for photo in now.photos}
        return [photo for photo in photos if (photo.hash, photo.class_name) not in there]

    _add_all(new_to)


def _add_all(chosen: Callable[[Collection], Sequence[Collected]]) -> None:
    lost: list[Rejected] = []

    def with_all(now: Collection) -> Collection:
        for photo in chosen(now):
            now = _with(now, photo, lost)
        return now

    keep(with_all)
    refused().extend(lost)


def _with(now: Collection, photo: Collected, lost: list[Rejected]) -> Collection:
    try:
        return now.add(photo)
    except DatasetError as refusal:
        lost.append(Rejected(photo.class_name, refusal))
        return now


# Steps that can be undone


def apply(act: Act) -> None:
    """Remove, move or keep marked photos."""
    photos = set(act.photos)
    if (to := act.to) is not None:
        change(lambda now: now.relabel(photos, to))
    elif act.keep:
        change(lambda now: now.keep(photos))
    else:
        change(lambda now: now.remove(photos))


def follow(suggestions: Sequence[Suggestion]) -> None:
    """Do what is suggested, as one step."""

    def done(now: Collection) -> Collection:
        for suggestion in suggestions:
            now = suggestion.follow(now)
        return now

    change(done)


def look_again() -> None:
    """Forget which photos were looked at and kept, so that all are suggested again."""
    change(lambda now: replace(now, kept=frozenset()))


def change(by: Change) -> None:
    """Change the collection by a step that can be undone."""
    steps: list[Step] = []

    def stepped(now: Collection) -> Collection:
        steps.append((now, by(now)))
        return steps[0][1]

    keep(stepped)
    _PAST.get().append(steps[0])
    _FUTURE.get().clear()


def undo() -> None:
    """Go back one step."""
    before, after = _PAST.get().pop()
    _FUTURE.get().append((before, after))
    keep(lambda now: before.again(after, now))


def redo() -> None:
    """Go forward again."""
    before, after = _FUTURE.get().pop()
    _PAST.get().append((before, after))
    keep(lambda now: after.again(before, now))


def can_undo() -> bool:
    """Say whether there is a step to undo."""
    return bool(_PAST.get())


def can_redo() -> bool:
    """Say whether there is an undone step."""
    return bool(_FUTURE.get())
