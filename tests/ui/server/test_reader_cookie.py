"""The cookie that names the reader: given once, unguessable, out of reach of scripts."""

from http.cookies import SimpleCookie

import pytest

from ui.server.reader_cookie import ReaderCookie
from ui.session.reader import COOKIE, is_token


def ask(
    headers=(), status=200, content_type="text/html; charset=utf-8", scheme="http", kind="http"
):
    """Return the cookies that a response brings, by what the browser and the app send."""
    sent = []

    async def app(scope, receive, send):
        told = [(b"content-type", content_type.encode())] if content_type else []
        await send({"type": f"{kind}.response.start", "status": status, "headers": told})

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "scheme": scheme, "headers": list(headers)}
    with pytest.raises(StopIteration):  # it waits for nothing
        ReaderCookie(app)(scope, None, send).send(None)
    (message,) = sent
    return [value.decode() for name, value in message["headers"] if name == b"set-cookie"]


def test_the_first_page_brings_a_cookie_that_scripts_cannot_read():
    (said,) = ask()
    cookie = SimpleCookie(said)[COOKIE]
    assert is_token(cookie.value)
    assert cookie["httponly"] is True
    assert (cookie["path"], cookie["samesite"].lower(), cookie["secure"]) == ("/", "lax", "")


def test_no_two_readers_get_the_same():
    assert len({ask()[0] for _ in range(50)}) == 50


def test_who_has_one_keeps_it_for_longer_and_junk_counts_as_none():
    given = SimpleCookie(ask()[0])[COOKIE].value
    (again,) = ask([(b"cookie", f"other=1; {COOKIE}={given}".encode())])
    assert SimpleCookie(again)[COOKIE].value == given
    for junk in ("", "short", "x" * 44, "../../etc", given + "\x00"):
        (new,) = ask([(b"cookie", f"{COOKIE}={junk}".encode("latin-1"))])
        assert SimpleCookie(new)[COOKIE].value not in (junk, given), junk


@pytest.mark.parametrize(("hours", "days"), [("12", 30), ("719", 30), ("1000", 1000 / 24)])
def test_a_browser_keeps_it_as_long_as_the_server_keeps_the_reader(monkeypatch, hours, days):
    monkeypatch.setenv("CONVSCOPE_KEEP_HOURS", hours)
    assert int(SimpleCookie(ask()[0])[COOKIE]["max-age"]) == round(days * 24 * 3600)


@pytest.mark.parametrize(
    ("headers", "scheme", "secure"),
    [
        ([], "https", True),
        ([(b"x-forwarded-proto", b"https")], "http", True),
        ([(b"x-forwarded-proto", b"https, http")], "http", True),
        ([(b"x-forwarded-proto", b"http")], "http", False),
    ],
)
def test_by_https_it_goes_by_https_alone(headers, scheme, secure):
    assert ask(headers, scheme=scheme)[0].endswith("; Secure") is secure


def test_only_pages_bring_it():
    assert ask(content_type="text/javascript") == []
    assert ask(content_type="", status=304) == []  # a picture that the browser has
    assert len(ask([(b"sec-fetch-dest", b"document")], content_type="", status=304)) == 1
    assert ask(kind="websocket") == []
