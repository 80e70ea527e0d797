"""Fetch bytes from a server that may be slow, huge, lying or hostile."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, LocationParseError

from core import __version__
from core.crawling.addresses import Gate, GuardedAdapter
from core.crawling.refusals import CrawlError
from core.crawling.request import Policy

REDIRECTS = 3
WAIT = (4.0, 4.0)  # seconds to connect, and between two pieces of the body
PIECE = 65536
MOVED = (301, 302, 303, 307, 308)
ODD = (ValueError, LocationParseError, HTTPException)  # raised for addresses that are none
TYPES = ("image/", "application/octet-stream", "binary/octet-stream")


@dataclass(frozen=True)
class Fetched:
    """A body and the address it came from, after redirects."""

    data: bytes
    url: str


def session(policy: Policy, gate: Gate | None = None) -> requests.Session:
    """Return a session that says who it is and connects to public addresses only."""
    opened = requests.Session()
    opened.trust_env = False  # no proxy and no password file of the host's account
    guard = GuardedAdapter(gate or Gate(policy.mirror_host))
    for scheme in ("http://", "https://"):
        opened.mount(scheme, guard)
    contact = f"; {policy.contact}" if policy.contact else ""
    opened.headers.update(
        {
            "User-Agent": f"ConvScope/{__version__} (image collection for a workshop{contact})",
            "Accept-Language": "en",
            "Accept-Encoding": "identity",
        }
    )
    return opened


class Fetcher:
    """Fetches within the limits of a policy; `stopped` says that it need not go on."""

    def __init__(
        self,
        session: requests.Session,
        policy: Policy,
        stopped: Callable[[], bool] = lambda: False,
    ):
        self._session = session
        self._policy = policy
        self._stopped = stopped

    def page(self, url: str, headers: Mapping[str, str] | None = None) -> bytes:
        """Return the body of a page of results.

        Raises
        ------
        CrawlError
            See `_fetch`.
        """
        return self._fetch(url, headers or {}, ("",)).data

    def photo(self, url: str) -> Fetched:
        """Return a file that its server calls an image.

        Raises
        ------
        CrawlError
            See `_fetch`, and ``crawl.content_type``.
        """
        return self._fetch(url, {"Accept": "image/*"}, TYPES)

    def _fetch(self, url: str, headers: Mapping[str, str], types: tuple[str, ...]) -> Fetched:
        """Follow at most `REDIRECTS` redirects and read one body.

        Raises
        ------
        CrawlError
            ``crawl.address``, ``crawl.unreachable``, ``crawl.slow``, ``crawl.redirects``,
            ``crawl.http_status``, ``crawl.encoding``, ``crawl.too_large``, ``crawl.cut_short`` or
            ``crawl.stopped``.
        """
        end = time.monotonic() + self._policy.file_seconds
        headers = dict(headers)
        for _ in range(REDIRECTS + 1):
            with self._get(url, headers) as response:
                if response.status_code not in MOVED:
                    _require_usable(response, types)
                    return Fetched(self._body(response, end), url)
                url = _led_to(url, response.headers.get("Location", ""))
            headers.pop("Authorization", None)  # meant for the first server only
        raise CrawlError("crawl.redirects", "the address leads from one to the next")

    def _get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        host = _host(url)
        try:
            return self._session.get(
                url, headers=headers, stream=True, timeout=WAIT, allow_redirects=False
            )
        except requests.Timeout as error:
            raise _slow() from error
        except ODD as error:
            raise _no_server() from error
        except requests.RequestException as error:
            raise CrawlError("crawl.unreachable", "{host} cannot be reached", host=host) from error

    def _body(self, response: requests.Response, end: float) -> bytes:
        body = bytearray()
        for piece in _pieces(response):
            body += piece
            if len(body) > self._policy.file_bytes:
                raise _too_large(self._policy.file_bytes)
            if time.monotonic() > end:
                raise _slow()
            if self._stopped():
                raise CrawlError("crawl.stopped", "the crawl has ended")
        declared = response.headers.get("Content-Length", "")
        if declared.isdecimal() and len(body) < int(declared):
            raise CrawlError("crawl.cut_short", "the file did not arrive whole")
        return bytes(body)


def _host(url: str) -> str:
    """Return the host of an address that anybody may have written."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise _no_server() from error
    if parts.scheme not in ("http", "https"):
        raise _no_server()
    return parts.hostname or "?"


def _led_to(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise _no_server() from error


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """Yield what has arrived: `iter_content` would wait for a full piece, past any deadline."""
    try:
        while piece := response.raw.read1(PIECE):
            yield piece
    except TimeoutError as error:
        raise _slow() from error
    except (HTTPError, OSError) as error:
        raise CrawlError("crawl.cut_short", "the file did not arrive whole") from error


def _require_usable(response: requests.Response, types: tuple[str, ...]) -> None:
    if response.status_code != 200:
        status = response.status_code
        raise CrawlError("crawl.http_status", "the server answered {status}", status=status)
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise CrawlError("crawl.encoding", "the server sent it compressed, unasked")
    if not response.headers.get("Content-Type", types[0]).lower().startswith(types):
        raise CrawlError("crawl.content_type", "the server sent no image")


def _no_server() -> CrawlError:
    return CrawlError("crawl.address", "the address leads to no public server")


def _slow() -> CrawlError:
    return CrawlError("crawl.slow", "it took too long")


def _too_large(limit: int) -> CrawlError:
    return CrawlError("crawl.too_large", "it has more than {limit} MB", limit=round(limit / 2**20))
