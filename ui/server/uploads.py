"""How much may lie in memory of what browsers upload, until a page has taken it in."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime

from core.host import settings

PATH = "/_stcore/upload_file/"
OWN = 240 * 2**20  # bytes of one session: 60 photos of 4 MB at once


class UploadLimit:
    """Middleware that refuses what would fill the memory, before it is read."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._coming: dict[str, int] = {}  # bytes on their way, by session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but uploads for which there is no room."""
        session = _session_of(scope)
        if session is None:
            await self._app(scope, receive, send)
            return
        size = _size_of(scope)
        if size is None:
            await PlainTextResponse("Length Required", 411)(scope, receive, send)
        elif not self._has_room(session, size):
            await _discard(receive)  # a browser hears no answer before it has sent all
            await PlainTextResponse("Too much at once", 413)(scope, receive, send)
        else:
            await self._take(session, size, scope, receive, send)

    async def _take(
        self, session: str, size: int, scope: Scope, receive: Receive, send: Send
    ) -> None:
        self._coming[session] = self._coming.get(session, 0) + size
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session] -= size
            if not self._coming[session]:
                del self._coming[session]

    def _has_room(self, session: str, size: int) -> bool:
        held = _held()
        own = held.get(session, 0) + self._coming.get(session, 0)
        everybody = sum(held.values()) + sum(self._coming.values())
        return own + size <= OWN and everybody + size <= settings.upload_bytes()


async def _discard(receive: Receive) -> None:
    while (await receive()).get("more_body"):
        pass


def _session_of(scope: Scope) -> str | None:
    """Return for which session a request uploads, None when it does not."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return None
    _, found, after = scope["path"].partition(PATH)
    return after.split("/")[0] if found else None


def _size_of(scope: Scope) -> int | None:
    told = dict(scope["headers"]).get(b"content-length", b"")
    return int(told) if told.isdigit() else None


def _held() -> dict[str, int]:
    """Return the bytes that Streamlit holds of what was uploaded, by session."""
    if not Runtime.exists():
        return {}
    stored = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {})
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(stored.items())
    }
