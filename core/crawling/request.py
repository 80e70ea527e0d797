"""What is asked of a crawl, and what the host allows."""

import hashlib
import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from core.crawling.names import name
from core.crawling.refusals import CrawlError
from core.host import settings
from core.photos import licences

LOW, HIGH = 2, 80  # photos of one class


@dataclass(frozen=True)
class CrawlRequest:
    """Photos of one class from one source.

    Attributes
    ----------
    source
        One of `core.photos.licences.SOURCES`.
    label
        Name of the class, see `core.crawling.names.name`.
    words
        What to search for.
    count
        Photos wanted, 2 to 80.

    Raises
    ------
    CrawlError
        ``crawl.source``, ``crawl.count``, or what a name is refused for.
    """

    source: str
    label: str
    words: str
    count: int

    def __post_init__(self):
        if self.source not in licences.SOURCES:
            raise CrawlError(
                "crawl.source", "there is no source {source}", source=str(self.source)[:40]
            )
        if not LOW <= self.count <= HIGH:
            raise CrawlError(
                "crawl.count", "ask for {low} to {high} photos of a class", low=LOW, high=HIGH
            )
        object.__setattr__(self, "label", name(self.label))
        object.__setattr__(self, "words", name(self.words))

    @property
    def key(self) -> str:
        """Hash of all but the label, 64 hexadecimal digits: equal searches are one crawl."""
        content = json.dumps([self.source, self.words.casefold(), self.count])
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What a crawl may do; the defaults are meant for a workshop's shared server.

    Attributes
    ----------
    contact
        Address of the host, for the User-Agent: the sources ask for one.
    openverse_key
        Token of the Openverse API; without one it answers five questions an hour.
    mirror
        Address of a server in the host's own network that answers for all sources, for rooms
        without internet, and for tests; the only address that need not be public.
    seconds
        Until the crawl is killed.
    file_seconds, file_bytes
        Limits of one photo or page.
    pause
        Seconds between two pages of one source.
    memory
        Bytes of address space of the crawling process.
    """

    contact: str = ""
    openverse_key: str = field(default="", repr=False)
    mirror: str = ""
    seconds: float = 90.0
    file_seconds: float = 10.0
    file_bytes: int = 8 * 2**20
    pause: float = 1.0
    memory: int = 1536 * 2**20

    @property
    def mirror_host(self) -> tuple[str, int] | None:
        """Host and port of the mirror; None if there is none, or its address names no host."""
        parts = urlsplit(self.mirror)
        if not parts.hostname:
            return None
        return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def policy() -> Policy:
    """Return what the host set, see `core.host.settings`."""
    return Policy(
        contact=settings.contact(),
        openverse_key=settings.openverse_key(),
        mirror=settings.mirror(),
    )


def offered() -> tuple[str, ...]:
    """Return the sources that the host offers, see `core.host.settings.sources`."""
    wanted = settings.sources()
    return tuple(name for name in licences.SOURCES if wanted is None or name in wanted)
