"""Crawls that many ask for at once: equal ones are one, two run at a time, the rest wait in line.

A crawl ends when nobody waits for it any more; photos that have arrived stay in its folder.
"""

import contextlib
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.crawling.process import crawl
from core.crawling.refusals import CrawlError
from core.crawling.request import CrawlRequest, Policy
from core.errors import ConvScopeError
from core.host import Claims, disk, files, made_once, settings
from core.jobs import KEY, Job, JobFolder, Registry, Work

AT_ONCE = 2
MOST_OWN = 10  # crawls that one reader may have waiting
COMPLETE = ("crawl.enough", "crawl.exhausted")


class Desk:
    """Takes requests; safe to share between threads.

    Parameters
    ----------
    root
        Folder of the crawls, each a photo store.
    limits
        What a crawl may do; the host's policy when None.
    """

    def __init__(self, root: Path, limits: Policy | None = None):
        self._root = root
        self._limits = limits
        self._folders = Claims()
        # in threads of ours: a crawl waits for a process of its own, and computes nothing here
        self._registry = Registry(
            "crawl", root, JobFolder.perform, self._remade, at_once=AT_ONCE, most=MOST_OWN
        )

    def ask(self, request: CrawlRequest, who: str) -> Job:
        """Return the crawl of a request, new if there is none; `who` waits for it from now on.

        Raises
        ------
        core.host.disk.SpaceError
            ``disk.full``
        """
        self.sweep()
        disk.require_free(self._root)
        work = _work(request, self._limits)
        with self._folders.hold(request.key):
            job = self._registry.submit(request.key, work, asdict(request), who)
            with contextlib.suppress(FileNotFoundError):  # it is being renamed, and new for that
                os.utime(job.folder)
        return job

    def sweep(self) -> None:
        """Remove crawls that nobody has asked for lately (`core.host.settings.crawl_seconds`)."""
        files.remove_abandoned(self._root)
        unused = disk.unused(self._root, settings.crawl_seconds())  # looked for while none is asked
        crawls = (folder for folder in unused if KEY.fullmatch(folder.stem))
        self._folders.remove_unlisted(crawls, lambda: set(self._registry.live()))

    def attach(self, key: str) -> Job | None:
        """See `core.jobs.registry.Registry.attach`."""
        return self._registry.attach(key)

    def events(self, key: str, since: int = 0) -> list[dict]:
        """See `core.jobs.registry.Registry.events`.

        The events of `crawl` are among them; its ``finished`` is ``result`` here.
        """
        return self._registry.events(key, since)

    def leave(self, key: str, who: str) -> None:
        """Wait no longer; the last to leave ends the crawl."""
        self._registry.leave(key, who)

    def recover(self) -> None:
        """Go on with the crawls that an earlier server was asked for."""
        self._registry.recover()

    def _remade(self, key: str, note: Any) -> Work:
        try:
            request = CrawlRequest(**note)
        except TypeError as error:
            raise CrawlError("crawl.source", "there is no source {source}", source="?") from error
        return _work(request, self._limits)


def _work(request: CrawlRequest, limits: Policy | None) -> Work:
    """Return the crawl as work of a job: one that brought less than it could has failed."""

    def work(folder: Path):
        for event in crawl(request, folder, limits):
            if event["kind"] != "finished":
                yield event
            elif event["kept"] == 0 or event["reason"] not in COMPLETE:
                raise ConvScopeError.restored(event["reason"], event["reason"], event["values"])
            else:
                yield {**event, "kind": "result"}

    return work


@made_once
def shared_desk() -> Desk:
    """Return this process's desk; its crawls lie in the data folder."""
    return Desk(settings.data_folder() / "crawls")
