"""What a crawl tells while it runs, as dicts that JSON can hold."""

import threading
import time
from collections.abc import Callable

from core.crawling.request import CrawlRequest
from core.crawling.sources import Found
from core.errors import ConvScopeError


def manifest_line(found: Found, request: CrawlRequest) -> dict[str, str | float]:
    """Return where a photo comes from: what has to be kept beside it."""
    return {
        "source": request.source,
        "query": request.words,
        "page": _web(found.page_url),
        "file_url": _web(found.file_url),
        "licence": found.licence,
        "licence_url": _web(found.licence_url),
        "creator": found.creator,
        "attribution": found.attribution,
        "title": found.title,
        "time": round(time.time(), 3),
    }


class Report:
    """Counts what happens in the threads of a crawl, and emits events one at a time."""

    def __init__(self, emit: Callable[[dict], None]):
        self._emit = emit
        self._lock = threading.Lock()
        self._failure: ConvScopeError | None = None
        self._counts = {"found": 0, "kept": 0, "rejected": 0}

    def found(self) -> None:
        """Count a photo in the results."""
        with self._lock:
            self._counts["found"] += 1

    def photo(self, photo_hash: str, manifest: dict) -> None:
        """Tell of a photo in the store."""
        self._tell("kept", {"kind": "photo", "hash": photo_hash, "manifest": manifest})

    def rejected(self, error: ConvScopeError) -> None:
        """Tell of a photo that was not taken."""
        event = {"kind": "rejected", "reason": error.reason, "values": error.values}
        self._tell("rejected", event)

    def source_failed(self, error: ConvScopeError) -> None:
        """Remember why the source gave no more; the first reason says most."""
        with self._lock:
            self._failure = self._failure or error

    def finished(self, wanted: int) -> None:
        """Tell why the crawl ended: enough photos, a failure, or no more results."""
        with self._lock:
            enough = self._counts["kept"] >= wanted
            failure = None if enough else self._failure
            reason = "crawl.enough" if enough else "crawl.exhausted"
            values = failure.values if failure else {}
            reason = failure.reason if failure else reason
            self._emit({"kind": "finished", "reason": reason, "values": values, **self._counts})

    def _tell(self, counted: str, event: dict) -> None:
        with self._lock:
            self._counts[counted] += 1
            self._emit({**event, **self._counts})


def _web(address: str) -> str:
    """Return an address that is safe to show as a link, or nothing."""
    return address if address.startswith(("https://", "http://")) else ""
