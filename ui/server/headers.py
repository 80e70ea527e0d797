"""What a browser may do with our pages: run our scripts alone, show them in no strange frame."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.host import settings

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SafeHeaders:
    """Middleware that adds what protects readers to every response."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._added = {
            "content-security-policy": policy(_inline_scripts(), settings.frame_ancestors()),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; a response gets the headers on its way out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._added.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)


def policy(inline: list[str], ancestors: str) -> str:
    """Return the content security policy: all from this server, as far as Streamlit allows.

    Parameters
    ----------
    inline
        Scripts that stand in the page itself; they are allowed by their hashes.
    ancestors
        Which sites may show the app in a frame, as ``frame-ancestors`` takes it.
    """
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in inline)
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: {hashes}".rstrip(),  # components come as blobs
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' ws: wss: data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _inline_scripts() -> list[str]:
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    return _INLINE.findall(page.read_text("utf-8"))


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
