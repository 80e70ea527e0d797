"""Where photos come from: the addresses of their pages of results, and what these say.

A source only builds addresses and reads answers; asking is the engine's part.
"""

import html
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from core.crawling.request import Policy
from core.host import json_text
from core.photos import licences

FREE = ("cc0", "pdm", "by", "by-sa", "cc-by", "cc-by-sa")
PAGES = 6  # at most, of one crawl

Read = Callable[[str], bytes]

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What reading an answer of another shape than agreed may raise."""


@dataclass(frozen=True)
class Found:
    """A photo in the results; empty texts where the source says nothing.

    Raises
    ------
    TypeError, ValueError
        For what is no text, or none that can be written down.
    """

    file_url: str
    page_url: str = ""
    licence: str = licences.UNKNOWN
    licence_url: str = ""
    creator: str = ""
    attribution: str = ""
    title: str = ""

    def __post_init__(self):
        for name, text in vars(self).items():
            if not isinstance(text, str):
                raise TypeError(f"{name} is a {type(text).__name__}")
            if "\0" in text or (not text.isascii() and text != _written(text)):
                raise ValueError(f"{name} has characters that are none")


class Source(ABC):
    """Common part of all sources; `base` is the address of its interface."""

    address: ClassVar[str]
    headers: dict[str, str]

    def __init__(self, base: str = ""):
        self._base = base or self.address
        self.headers = {}

    @abstractmethod
    def pages(self, words: str, read: Read) -> Iterable[str]:
        """Yield the addresses of pages of results; `read` asks for something on the way."""

    @abstractmethod
    def entries(self, content: bytes) -> Iterable[Any]:
        """Yield what one page lists; an error of `UNREADABLE` if it is none."""

    @abstractmethod
    def found(self, entry: Any) -> Found | None:
        """Return the photo of an entry, None if it is not to be had; `UNREADABLE` if it is odd."""

    def parse(self, content: bytes) -> Iterator[Found]:
        """Yield the photos of one page; an error of `UNREADABLE` for what is odd."""
        for entry in self.entries(content):
            found = self.found(entry)
            if found is not None:
                yield found

    def _url(self, path: str, **query) -> str:
        return f"{self._base}{path}?{urlencode(query)}"


class INaturalist(Source):
    """Observations of wild species, named by a community; licence and attribution a photo.

    https://api.inaturalist.org/v1/docs/
    """

    address = "https://api.inaturalist.org"

    def pages(self, words: str, read: Read) -> Iterator[str]:
        """See `Source.pages`. Pets and zoo animals are never of research grade: they come last."""
        answer = json.loads(read(self._url("/v1/taxa/autocomplete", q=words, per_page=1)))
        for taxon in answer["results"][:1]:
            for grade, number in (("research", PAGES - 2), ("casual,needs_id", 2)):
                for page in range(1, number + 1):
                    yield self._url(
                        "/v1/observations",
                        taxon_id=taxon["id"],
                        photos="true",
                        photo_license="cc0,cc-by,cc-by-sa",
                        quality_grade=grade,
                        order_by="votes",
                        per_page=50,
                        page=page,
                    )

    def entries(self, content: bytes) -> Iterable[Any]:
        """See `Source.entries`."""
        return json.loads(content)["results"]

    def found(self, entry: Any) -> Found | None:
        """See `Source.found`. One photo an observation: the others are near-duplicates."""
        photo = next(iter(entry.get("photos", [])), None)
        if not photo or photo.get("license_code") not in FREE:  # the filter is per observation
            return None
        return Found(
            file_url=photo["url"].replace("/square.", "/medium."),
            page_url=entry.get("uri") or "",
            licence=photo["license_code"],
            creator=(entry.get("user") or {}).get("login") or "",
            attribution=photo.get("attribution") or "",
            title=(entry.get("taxon") or {}).get("name") or "",
        )


class Openverse(Source):
    """A search over openly licensed works; https://api.openverse.org/v1/."""

    address = "https://api.openverse.org"

    def __init__(self, base: str = "", key: str = ""):
        super().__init__(base)
        if key:
            self.headers = {"Authorization": f"Bearer {key}"}

    def pages(self, words: str, read: Read) -> Iterator[str]:
        """See `Source.pages`."""
        for page in range(1, PAGES + 1):
            yield self._url(
                "/v1/images/",
                q=words,
                license="cc0,pdm,by,by-sa",
                category="photograph",
                mature="false",
                page_size=20,
                page=page,
            )

    def entries(self, content: bytes) -> Iterable[Any]:
        """See `Source.entries`."""
        return json.loads(content)["results"]

    def found(self, entry: Any) -> Found | None:
        """See `Source.found`."""
        if entry["license"] not in FREE or entry.get("mature"):
            return None
        return Found(
            file_url=entry["url"],
            page_url=entry.get("foreign_landing_url") or "",
            licence=f"{entry['license']} {entry.get('license_version') or ''}".strip(),
            licence_url=entry.get("license_url") or "",
            creator=entry.get("creator") or "",
            attribution=entry.get("attribution") or "",
            title=entry.get("title") or "",
        )


class Commons(Source):
    """Files of Wikimedia Commons; https://www.mediawiki.org/wiki/API:Imageinfo."""

    address = "https://commons.wikimedia.org"
    FREE_NAMES = re.compile(r"(cc0|public domain|pdm)\b|cc by(-sa)?( |$)", re.IGNORECASE)
    WIDTH = 500  # one of the few that the server has ready; others are refused

    def pages(self, words: str, read: Read) -> Iterator[str]:
        """See `Source.pages`."""
        for page in range(PAGES):
            yield self._url(
                "/w/api.php",
                action="query",
                format="json",
                formatversion=2,
                generator="search",
                gsrnamespace=6,
                gsrsearch=f"filetype:bitmap {words}",
                gsrlimit=50,
                gsroffset=50 * page,
                prop="imageinfo",
                iiprop="url|mime|extmetadata",
                iiurlwidth=self.WIDTH,
                iiextmetadatafilter="LicenseShortName|LicenseUrl|Artist",
            )

    def entries(self, content: bytes) -> Iterable[Any]:
        """See `Source.entries`."""
        return json.loads(content).get("query", {}).get("pages", [])

    def found(self, entry: Any) -> Found | None:
        """See `Source.found`."""
        info = entry["imageinfo"][0]
        says = {key: value["value"] for key, value in info.get("extmetadata", {}).items()}
        licence, creator = says.get("LicenseShortName", ""), _plain(says.get("Artist", ""))
        if not self.FREE_NAMES.match(licence):
            return None
        return Found(
            file_url=info.get("thumburl") or info["url"],
            page_url=info.get("descriptionurl") or "",
            licence=licence,
            licence_url=says.get("LicenseUrl", ""),
            creator=creator,
            attribution=f"{creator}, {licence}, Wikimedia Commons",
            title=entry.get("title") or "",
        )


class Bing(Source):
    """Bing's image search as icrawler asks it, with strict safe search; licences unknown."""

    address = "https://www.bing.com"
    STEP = 35

    def __init__(self, base: str = ""):
        super().__init__(base)
        self.headers = {"Cookie": "SRCHHPGUSR=ADLT=STRICT"}

    def pages(self, words: str, read: Read) -> Iterator[str]:
        """See `Source.pages`. More than needed: many of the files found are gone."""
        for page in range(PAGES):
            yield self._url(
                "/images/async",
                q=words,
                first=self.STEP * page,
                count=self.STEP,
                adlt="strict",
                mkt="en-US",
                qft="filterui:photo-photo",
            )

    def entries(self, content: bytes) -> Iterable[Any]:
        """See `Source.entries`."""
        return metadata(content)

    def found(self, entry: Any) -> Found:
        """See `Source.found`."""
        return Found(entry["murl"], entry.get("purl") or "", title=entry.get("t") or "")


def source(name: str, policy: Policy) -> Source:
    """Return the source of this name, asked at its own address or at the host's mirror."""
    base = f"{policy.mirror.rstrip('/')}/{name}" if policy.mirror else ""
    if name == "openverse":
        return Openverse(base, policy.openverse_key)
    return {"inaturalist": INaturalist, "commons": Commons, "bing": Bing}[name](base)


def _written(text: str) -> str:
    """Return a text as it is read again after it was written down."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(markup: str) -> str:
    """Return the text of a piece of HTML, on one line."""
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", markup)).split())


def metadata(content: bytes) -> Iterator[dict]:
    """Yield what Bing says of each image: ``murl`` is its address, ``purl`` the one of its page.

    icrawler's own parser cuts addresses out with a pattern that runs past all but ``.jpg``.
    """
    from bs4 import BeautifulSoup

    for link in BeautifulSoup(content, "lxml").select("div.imgpt a[m]"):
        try:
            says = json_text.parsed(str(link["m"]))
        except ValueError:
            continue  # an advertisement
        if isinstance(says, dict) and isinstance(says.get("murl"), str):
            yield says
