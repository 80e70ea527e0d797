"""The crawls that a session waits for, and the photos that they bring."""

import secrets
from collections.abc import Sequence

from core.crawling import MOST_NAMES, CrawlRequest, shared_desk
from core.datasets import MIN_CLASSES, Collected, Collection, adopt
from core.errors import ConvScopeError
from core.jobs import Job
from ui.lessons.collect import state
from ui.session.session_folder import session_folder
from ui.session.state import Kept

_CRAWLS = Kept[dict[str, CrawlRequest]]("crawls", dict)
_SEEN = Kept[dict[str, int]]("crawl_seen", dict)  # events of each class's crawl, taken in so far
_WHO = Kept[str]("collector", lambda: secrets.token_hex(8))  # tells the desk who waits


def crawls() -> dict[str, CrawlRequest]:
    """Return the crawls of this session by the name of the class; the latest one of each."""
    return _CRAWLS.get()


def job(request: CrawlRequest) -> Job | None:
    """Return the crawl of a request, if the server still knows it."""
    return shared_desk().attach(request.key)


def live() -> bool:
    """Say whether more photos may come by themselves."""
    found = [job(request) for request in crawls().values()]
    return any(each is not None and each.live for each in found)


def start(requests: Sequence[CrawlRequest]) -> None:
    """Ask for crawls.

    Raises
    ------
    ConvScopeError
        ``crawl.class_count`` when there would be too many classes, or what the desk refuses.
    """
    names = {*state.collection().class_names, *(request.label for request in requests)}
    if len(names) > MOST_NAMES:
        raise ConvScopeError(
            "crawl.class_count", "give {low} to {high} names", low=MIN_CLASSES, high=MOST_NAMES
        )
    for request in requests:
        before = crawls().get(request.label)
        if before is not None and before.key != request.key:
            shared_desk().leave(before.key, _WHO.get())
        shared_desk().ask(request, _WHO.get())
        crawls()[request.label] = request
        _SEEN.get()[request.label] = 0
    state.keep(state.collection().named(*(request.label for request in requests)))


def cancel() -> None:
    """Wait for no crawl any more; what has arrived stays."""
    take_arrived()
    for request in crawls().values():
        shared_desk().leave(request.key, _WHO.get())


def drop(name: str) -> None:
    """Remove a class and its photos, and wait for none of them any more."""
    take_arrived()
    request = crawls().pop(name, None)
    if request is not None:
        shared_desk().leave(request.key, _WHO.get())
    state.change(state.collection().without(name))


def take_arrived() -> None:
    """Copy photos that have arrived since the last time into the session's own folder."""
    taken = state.collection()
    for label, request in crawls().items():
        taken = _with_arrived(taken, label, request)
    if taken != state.collection():
        state.keep(taken)


def _with_arrived(taken: Collection, label: str, request: CrawlRequest) -> Collection:
    found = job(request)
    if found is None:
        return taken
    seen = _SEEN.get()
    for event in shared_desk().events(request.key, seen[label]):
        if event["kind"] == "photo":
            try:
                adopt(event["hash"], found.folder, session_folder())
            except FileNotFoundError:
                break  # the folder is being renamed: the next time finds it
            taken = state.with_photo(taken, Collected(event["hash"], label, event["manifest"]))
        seen[label] += 1
    return taken
