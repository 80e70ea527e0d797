"""The photos that a session collects: crawls it waits for, files it gave, and the set they make."""

import secrets

import streamlit as st

from core import photo_store
from core.collection import Collected, Collection, adopt
from core.crawling.desk import desk
from core.crawling.names import MAX_CLASSES, MIN_CLASSES
from core.crawling.request import CrawlRequest
from core.errors import ConvScopeError
from core.gathering import DatasetError, Rejected
from core.jobs import Job
from ui.photo_wall import Act
from ui.session_folder import session_folder

MANIFEST = "manifest.jsonl"


def collection() -> Collection:
    """Return what has been collected."""
    return st.session_state.get("collection", Collection())


def apply(act: Act) -> None:
    """Remove or move marked photos."""
    photos, now = set(act.photos), collection()
    _change(now.remove(photos) if act.to is None else now.relabel(photos, act.to))


def drop(name: str) -> None:
    """Remove a class and its photos, and wait for none of them any more."""
    take_arrived()
    request = crawls().pop(name, None)
    if request is not None:
        desk().leave(request.key, _who())
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
    return desk().attach(request.key)


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
    if len(names) > MAX_CLASSES:
        raise ConvScopeError(
            "crawl.class_count", "give {low} to {high} names", low=MIN_CLASSES, high=MAX_CLASSES
        )
    for request in requests:
        before = crawls().get(request.label)
        if before is not None and before.key != request.key:
            desk().leave(before.key, _who())
        desk().ask(request, _who())
        crawls()[request.label] = request
        _seen()[request.label] = 0
    _keep(collection().named(*(request.label for request in requests)))


def cancel() -> None:
    """Wait for no crawl any more; what has arrived stays."""
    take_arrived()
    for request in crawls().values():
        desk().leave(request.key, _who())


def take_arrived() -> None:
    """Copy photos that have arrived since the last time into the session's own folder."""
    taken = collection()
    for label, request in crawls().items():
        found = job(request)
        if found is None:
            continue
        for event in desk().events(request.key, _seen()[label]):
            if event["kind"] == "photo":
                try:
                    adopt(event["hash"], found.folder, session_folder())
                except FileNotFoundError:
                    break  # the folder is being renamed: the next time finds it
                try:
                    taken = taken.add(Collected(event["hash"], label, event["manifest"]))
                except DatasetError as refusal:
                    refused().append(Rejected(label, refusal))
            _seen()[label] += 1
    if taken != collection():
        _keep(taken)


def add(class_name: str, image, manifest: dict) -> None:
    """Add a photo of the reader's own, uint8 RGB (H, W, 3).

    Raises
    ------
    DatasetError
        See `core.collection.Collection.add`.
    """
    photo = photo_store.put(image, session_folder())
    _keep(collection().add(Collected(photo, class_name, manifest)))


def add_stored(class_name: str, photo: str, manifest: dict) -> None:
    """Add a photo that is in the session's folder; see `add`."""
    _keep(collection().add(Collected(photo, class_name, manifest)))


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
    photo_store.write_whole(session_folder() / MANIFEST, new.manifest().encode())
    if new.ready:
        st.session_state["own_dataset"] = new.dataset(session_folder())
    else:
        st.session_state.pop("own_dataset", None)


def _who() -> str:
    return st.session_state.setdefault("collector", secrets.token_hex(8))


def _seen() -> dict[str, int]:
    """Return how many events of each class's crawl have been taken in."""
    return st.session_state.setdefault("crawl_seen", {})
