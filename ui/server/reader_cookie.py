"""A cookie that names the reader: unguessable, and out of reach of scripts in the page."""

import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.host import settings
from ui.session.reader import COOKIE, is_token

MONTH = 30 * 24 * 3600  # seconds that a browser keeps it at least, after each page it asked for


class ReaderCookie:
    """Middleware that gives a browser the cookie, or more time for the one that it has."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; a page gets the cookie on its way out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = token_of(scope) or secrets.token_urlsafe(32)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_page(scope, message["status"], headers.get("content-type", "")):
                    headers.append("set-cookie", _cookie(token, secure=_is_secure(scope)))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _is_page(scope: Scope, status: int, kind: str) -> bool:
    """Whether a response is a page, or says that the browser's copy of one is still good."""
    asked_for = dict(scope["headers"]).get(b"sec-fetch-dest")
    return kind.startswith("text/html") or (status == 304 and asked_for == b"document")


def token_of(scope: Scope) -> str | None:
    """Return what names the reader among the cookies of a request, None without one of ours."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                continue
            if found is not None and is_token(found.value):
                return found.value
    return None


def _is_secure(scope: Scope) -> bool:
    """Whether the browser came by https, to this server or to a proxy before it."""
    forwarded = dict(scope["headers"]).get(b"x-forwarded-proto", b"").decode("latin-1")
    return (forwarded.split(",")[0].strip() or scope.get("scheme", "http")) == "https"


def _cookie(token: str, *, secure: bool) -> str:
    seconds = max(MONTH, round(settings.keep_seconds()))
    parts = [f"{COOKIE}={token}", "Path=/", f"Max-Age={seconds}"]
    parts += ["HttpOnly", "SameSite=Lax", *(["Secure"] if secure else [])]
    return "; ".join(parts)
