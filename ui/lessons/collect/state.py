"""The photos that a session collects: crawls it waits for, files it gave, and the set they make."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

import streamlit as st

from core.crawling import MOST_NAMES, CrawlRequest, shared_desk
from core.datasets import (
    MIN_CLASSES,
    Collected,
    Collection,
    Dataset,
    DatasetError,
    Rejected,
    Suggestion,
    adopt,
)
from core.errors import ConvScopeError
from core.jobs import Job
from core.photos import store as photo_store
from ui.lessons.collect.photo_wall.photo_wall import Act
from ui.session.session_folder import session_folder

MANIFEST = "manifest.jsonl"


def collection() -> Collection:
    """Return what has been collected."""
    return st.session_state.get("collection", Collection())


def dataset() -> Dataset:
    """Return what has been collected as a data set; near-duplicates share a group in it."""
    return st.session_state["collection_dataset"]


def offer() -> None:
    """Offer what has been collected for training, instead of a zip that was given there."""
    st.session_state["own_dataset"] = dataset()


def apply(act: Act) -> None:
    """Remove, move or keep marked photos."""
    photos, now = set(act.photos), collection()
    if act.to is not None:
        _change(now.relabel(photos, act.to))
    else:
        _change(now.keep(photos) if act.keep else now.remove(photos))


def follow(suggestions: Sequence[Suggestion]) -> None:
    """Do what is suggested, as one step."""
    new = collection()
    for suggestion in suggestions:
        new = suggestion.follow(new)
    _change(new)


def look_again() -> None:
    """Forget which photos were looked at and kept, so that all are suggested again."""
    _change(replace(collection(), kept=frozenset()))


def drop(name: str) -> None:
    """Remove a class and its photos, and wait for none of them any more."""
    take_arrived()
    request = crawls().pop(name, None)
    if request is not None:
        shared_desk().leave(request.key, _who())
    _change(collection().without(name))


def undo() -> None:
    """Go back one step."""
    before, after = _history("past").pop()
    _history("future").append((before, after))
    _keep(before.again(after, collection()))


def redo() -> None:
    """Go forward again."""
    before, after = _history("future").pop()
    _history("past").append((before, after))
    _keep(after.again(before, collection()))


def can_undo() -> bool:
    """Say whether there is a step to undo."""
    return bool(_history("past"))


def can_redo() -> bool:
    """Say whether there is an undone step."""
    return bool(_history("future"))


def refused() -> list[Rejected]:
    """Return the files and photos that were not taken, newest last; clear it at will."""
    return st.session_state.setdefault("collect_refused", [])


def crawls() -> dict[str, CrawlRequest]:
    """Return the crawls of this session by the name of the class; the latest one of each."""
    return st.session_state.setdefault("crawls", {})


def job(request: CrawlRequest) -> Job | None:
    """Return the crawl of a request, if the server still knows it."""
    return shared_desk().attach(request.key)


def live() -> bool:
    """Say whether more photos may come by themselves."""
    found = [job(request) for request in crawls().values()]
    return any(each is not None and each.live for each in found)


def start(requests: list[CrawlRequest]) -> None:
    """Ask for crawls.

    Raises
    ------
    ConvScopeError
        ``crawl.class_count`` when there would be too many classes, or what the desk refuses.
    """
    names = {*collection().class_names, *(request.label for request in requests)}
    if len(names) > MOST_NAMES:
        raise ConvScopeError(
            "crawl.class_count", "give {low} to {high} names", low=MIN_CLASSES, high=MOST_NAMES
        )
    for request in requests:
        before = crawls().get(request.label)
        if before is not None and before.key != request.key:
            shared_desk().leave(before.key, _who())
        shared_desk().ask(request, _who())
        crawls()[request.label] = request
        _seen()[request.label] = 0
    _keep(collection().named(*(request.label for request in requests)))


def cancel() -> None:
    """Wait for no crawl any more; what has arrived stays."""
    take_arrived()
    for request in crawls().values():
        shared_desk().leave(request.key, _who())


def take_arrived() -> None:
    """Copy photos that have arrived since the last time into the session's own folder."""
    taken = collection()
    for label, request in crawls().items():
        found = job(request)
        if found is None:
            continue
        for event in shared_desk().events(request.key, _seen()[label]):
            if event["kind"] == "photo":
                try:
                    adopt(event["hash"], found.folder, session_folder())
                except FileNotFoundError:
                    break  # the folder is being renamed: the next time finds it
                taken = _with(taken, Collected(event["hash"], label, event["manifest"]))
            _seen()[label] += 1
    if taken != collection():
        _keep(taken)


def add(class_name: str, image, manifest: dict) -> None:
    """Add a photo of the reader's own, uint8 RGB (H, W, 3).

    Raises
    ------
    DatasetError
        See `core.datasets.collection.Collection.add`.
    """
    photo = photo_store.put(image, session_folder())
    _keep(collection().add(Collected(photo, class_name, manifest)))


def add_stored(photos: Iterable[Collected]) -> None:
    """Add photos that are in the session's folder; what cannot be added is among `refused`."""
    new = collection()
    for photo in photos:
        new = _with(new, photo)
    _keep(new)


def _with(old: Collection, photo: Collected) -> Collection:
    """Return the collection with a photo more, or as it was, and why is among `refused`."""
    try:
        return old.add(photo)
    except DatasetError as refusal:
        refused().append(Rejected(photo.class_name, refusal))
        return old


def _change(new: Collection) -> None:
    """Replace the collection by a step that can be undone."""
    _history("past").append((collection(), new))
    _history("future").clear()
    _keep(new)


def _history(side: str) -> list[tuple[Collection, Collection]]:
    """Return the steps, each as before and after."""
    return st.session_state.setdefault(f"collection_{side}", [])


def _keep(new: Collection) -> None:
    """Set the collection, write its manifest, and offer it for training once it is fit for it."""
    st.session_state["collection"] = new
    st.session_state["collection_dataset"] = new.dataset(session_folder())
    photo_store.write_whole(session_folder() / MANIFEST, new.manifest().encode())
    if new.ready:
        offer()
    else:
        st.session_state.pop("own_dataset", None)


def _who() -> str:
    return st.session_state.setdefault("collector", secrets.token_hex(8))


def _seen() -> dict[str, int]:
    """Return how many events of each class's crawl have been taken in."""
    return st.session_state.setdefault("crawl_seen", {})
