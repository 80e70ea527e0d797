"""The crawls that a session waits for, and the photos that they bring."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from core.crawling import MOST_NAMES, CrawlRequest, shared_desk
from core.datasets import MIN_CLASSES, Collected, adopt
from core.errors import ConvScopeError
from core.jobs import Job
from ui.lessons.collect import state
from ui.session.reader import folder, reader
from ui.session.remembered import Remembered


def _to_json(asked: Mapping[str, CrawlRequest]) -> dict[str, dict]:
    return {label: asdict(request) for label, request in asked.items()}


def _of_json(told: Mapping[str, Mapping]) -> dict[str, CrawlRequest]:
    return {label: CrawlRequest(**request) for label, request in told.items()}


_CRAWLS = Remembered[dict[str, CrawlRequest]]("crawls", dict, _to_json, _of_json)
_SEEN = Remembered[dict[str, int]](  # events of each class's crawl, taken in so far
    "crawl_seen", dict, dict, lambda told: {label: int(count) for label, count in told.items()}
)


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
            shared_desk().leave(before.key, reader())
        shared_desk().ask(request, reader())
        _CRAWLS.change(lambda all_of, new=request: {**all_of, new.label: new})
        _SEEN.change(lambda seen, new=request: {**seen, new.label: 0})
    state.keep(lambda now: now.named(*(request.label for request in requests)))


def cancel() -> None:
    """Wait for no crawl any more; what has arrived stays."""
    take_arrived()
    for request in crawls().values():
        shared_desk().leave(request.key, reader())


def drop(name: str) -> None:
    """Remove a class and its photos, and wait for none of them any more."""
    take_arrived()
    request = crawls().get(name)
    if request is not None:
        _CRAWLS.change(lambda all_of: {label: all_of[label] for label in all_of if label != name})
        shared_desk().leave(request.key, reader())
    state.change(lambda now: now.without(name))


def take_arrived() -> None:
    """Copy photos that have arrived since the last time into the session's own folder.

    They count as seen once they are in the collection: whatever comes between, none is lost.
    """
    for label, request in crawls().items():
        seen = _SEEN.get().get(label, 0)
        arrived, count = _arrived(label, request, seen)
        if arrived:
            state.add_arrived(arrived)
        if count:
            most = seen + count
            _SEEN.change(
                lambda all_of, on=label, to=most: {**all_of, on: max(to, all_of.get(on, 0))}
            )


def _arrived(label: str, request: CrawlRequest, seen: int) -> tuple[list[Collected], int]:
    """Return the photos of a crawl after `seen` events, and how many events those are."""
    found = job(request)
    if found is None:
        return [], 0
    photos, count = [], 0
    for event in shared_desk().events(request.key, seen):
        if event["kind"] == "photo":
            try:
                adopt(event["hash"], found.folder, folder())
            except FileNotFoundError:
                break  # the folder is being renamed: the next time finds it
            photos.append(Collected(event["hash"], label, event["manifest"]))
        count += 1
    return photos, count
