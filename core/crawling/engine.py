"""icrawler's feeder, parser and downloader threads, with what they fetch and keep made safe.

Its queues, signals and thread pools do the work; what is replaced was found to hang, lose photos,
or take what it should not, in release 0.6.10.
"""

import logging
import queue
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from icrawler import Crawler, Feeder, Parser
from icrawler.downloader import Downloader
from icrawler.utils import Signal

from core.crawling.download import Fetcher, session
from core.crawling.refusals import CrawlError
from core.crawling.report import Report, manifest_line
from core.crawling.request import CrawlRequest, Policy
from core.crawling.sources import UNREADABLE, Found, Source, source
from core.errors import ConvScopeError
from core.host import SpaceError
from core.photos import decode
from core.photos import store as photo_store

DOWNLOADERS = 3  # at once: what Wikimedia asks for
PATIENCE = 2  # pages that fail in a row until the source is left alone
TOO_MANY_REQUESTS = 429
MIN_SIDE = 100  # pixels
MOMENT = 0.3  # seconds a thread waits before it looks again whether it should end

log = logging.getLogger(__name__)


def run(request: CrawlRequest, store: Path, policy: Policy, report: Report) -> None:
    """Crawl, here and now; returns when there are enough photos or no more.

    Parameters
    ----------
    store
        Photo store, see `core.photos.store`.
    report
        Receives what happens.
    """

    def stopped() -> bool:
        return _has_enough(crawler.signal)

    asked = source(request.source, policy)
    fetcher = Fetcher(session(policy), policy, stopped)
    pages = Pages(fetcher, asked.headers, policy.pause, report)
    crawler = Crawler(
        SafeFeeder,
        SafeParser,
        SafeDownloader,
        downloader_threads=DOWNLOADERS,
        storage={"root_dir": str(store)},  # unused: photos go into the store
        log_level=logging.WARNING,
        extra_feeder_args={
            "source": asked,
            "words": request.words,
            "pages": pages,
            "report": report,
        },
        extra_parser_args={"source": asked, "pages": pages, "report": report},
        extra_downloader_args={
            "request": request,
            "fetcher": fetcher,
            "store": store,
            "report": report,
        },
    )
    crawler.crawl(parser_kwargs={"queue_timeout": MOMENT, "max_retry": 1})


class Pages:
    """Asks the source for pages, unhurried; after failures in a row it asks no more."""

    def __init__(self, fetcher: Fetcher, headers: dict[str, str], pause: float, report: Report):
        self._fetcher = fetcher
        self._headers = headers
        self._pause = pause
        self._report = report
        self._left = PATIENCE
        self._next = 0.0

    def get(self, url: str, **_: object) -> bytes | None:
        """Return a page, or None when the source failed; icrawler's parser calls it."""
        if not self._left:
            return None
        time.sleep(max(0.0, self._next - time.monotonic()))
        self._next = time.monotonic() + self._pause
        try:
            page = self._fetcher.page(url, self._headers)
        except CrawlError as error:
            hopeless = error.reason == "crawl.unreachable"
            unwelcome = error.values.get("status") == TOO_MANY_REQUESTS
            self._left = 0 if hopeless or unwelcome else self._left - 1
            self._report.source_failed(error)
            return None
        self._left = PATIENCE
        return page


class SafeFeeder(Feeder):
    """Feeds the addresses of a source's pages, and never waits on a full queue for ever."""

    def __init__(self, *args, source: Source, words: str, pages: Pages, report: Report):
        super().__init__(*args)
        self._source = source
        self._words = words
        self._pages = pages
        self._report = report

    def feed(self, **_: object) -> None:
        """Put the addresses into the queue; icrawler calls it in a thread."""
        try:
            for url in self._source.pages(self._words, self._look_up):
                if not _put(self.out_queue, url, self.signal):
                    return
        except CrawlError as error:
            self._report.source_failed(error)
        except UNREADABLE:
            self._report.source_failed(_unreadable())

    def _look_up(self, url: str) -> bytes:
        answer = self._pages.get(url)
        if answer is None:
            raise CrawlError("crawl.no_answer", "the source gave no answer")
        return answer


class SafeParser(Parser):
    """Reads pages by their source; a page that is none is reported, and no thread dies of it."""

    session: Pages  # icrawler's loop asks it for the page that it hands to `parse`

    def __init__(self, *args, source: Source, pages: Pages, report: Report):
        super().__init__(*args)
        self.session = pages
        self._source = source
        self._report = report
        self._seen: set[str] = set()

    def parse(self, response: bytes | None, **_: object) -> Iterator[dict]:
        """Yield a task a photo; icrawler calls it with what `Pages.get` returned.

        An odd entry is one rejection; a page that has only such is none.
        """
        if response is None:
            return
        try:
            entries = list(self._source.entries(response))
        except UNREADABLE:
            self._report.source_failed(_unreadable())
            return
        odd = 0
        for entry in entries:
            try:
                found = self._source.found(entry)
            except UNREADABLE:
                odd += 1
                continue
            if found is not None and found.file_url not in self._seen:
                self._seen.add(found.file_url)
                self._report.found()
                yield {"file_url": found.file_url, "found": vars(found)}
        self._tell_of(odd, len(entries))

    def _tell_of(self, odd: int, entries: int) -> None:
        if odd and odd == entries:
            self._report.source_failed(_unreadable())
            return
        for _ in range(odd):
            self._report.rejected(CrawlError("crawl.entry", "its entry cannot be read"))

    def output(self, task: dict, *_: object, **__: object) -> None:
        """Put a task, see `_put`; icrawler calls it."""
        _put(self.out_queue, task, self.signal)


class SafeDownloader(Downloader):
    """Fetches within limits, decodes, and keeps photos by their content."""

    def __init__(self, *args, request: CrawlRequest, fetcher: Fetcher, store: Path, report: Report):
        super().__init__(*args)
        self._request = request
        self._fetcher = fetcher
        self._store = store
        self._report = report
        self._kept: set[str] = set()

    def worker_exec(self, *_: object, **__: object) -> None:
        """Work off tasks until there are enough photos or no more tasks.

        icrawler's own loop leaves five seconds after the last task though the parser still works,
        and dies of any exception.
        """
        while not _has_enough(self.signal):
            try:
                task = self.in_queue.get(timeout=MOMENT)
            except queue.Empty:
                if self.signal.get("parser_exited"):
                    return
                continue
            self._try(Found(**task["found"]))
            self.in_queue.task_done()

    def _try(self, found: Found) -> None:
        """Fetch one photo, keep it if it can be used, and report what came of it."""
        try:
            fetched = self._fetcher.photo(found.file_url)
            image = decode(fetched.data)
            if min(image.shape[:2]) < MIN_SIDE:
                raise CrawlError(
                    "crawl.too_small", "it has less than {side} pixels a side", side=MIN_SIDE
                )
            self._keep(image, found)
        except OSError as error:  # of our own disk; the network's are CrawlErrors
            self.signal.set(reach_max_num=True)
            log.error("storing failed: %s", error)
            self._report.source_failed(SpaceError("disk.full", "the disk is full"))
        except ConvScopeError as error:
            if error.reason != "crawl.stopped":
                self._report.rejected(error)
        except Exception:  # whatever one photo does to us, the others have their turn
            log.exception("a photo could not be taken in")
            self._report.rejected(CrawlError("crawl.failed", "it could not be taken in"))

    def _keep(self, image: np.ndarray, found: Found) -> None:
        with self.lock:
            if len(self._kept) >= self._request.count:
                return
            photo = photo_store.put(image, self._store)
            if photo in self._kept:
                raise CrawlError("crawl.duplicate", "the same photo was there already")
            self._kept.add(photo)
            self._report.photo(photo, manifest_line(found, self._request))
            if len(self._kept) >= self._request.count:
                self.signal.set(reach_max_num=True)


def _has_enough(signal: Signal) -> bool:
    """Say whether the crawl ends because there are enough photos, or no room for more."""
    return bool(signal.get("reach_max_num"))


def _put(waiting: queue.Queue, item: str | dict, signal: Signal) -> bool:
    """Put an item as soon as there is room; False if the crawl ended before.

    icrawler's own `put` counts an item as seen although the queue was full, and drops it when it
    comes again; `SafeParser` knows by itself what it has seen.
    """
    while not _has_enough(signal):
        try:
            queue.Queue.put(waiting, item, timeout=MOMENT)
        except queue.Full:
            continue
        return True
    return False


def _unreadable() -> CrawlError:
    return CrawlError("crawl.unreadable", "the source's answer could not be read")
