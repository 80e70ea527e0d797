"""Which messages a browser may send: those that the app needs, at the pace of a person.

Streamlit obeys all of its messages, whoever sends them: one of them clears everybody's caches. How
large one may be is a setting of Streamlit's, in ``.streamlit/config.toml``.
"""

import asyncio
import logging

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.server.pace import Pace

NEEDED = frozenset(
    (
        "rerun_script",
        "stop_script",
        "file_urls_request",
        "app_heartbeat",
        "backend_operation_request",
    )
)
OPERATIONS = frozenset(("deferred_file", "dataframe_chunk"))  # what a backend operation may be
PER_SECOND, BURST = 10.0, 60.0

log = logging.getLogger(__name__)


class NeededMessages:
    """Middleware that passes over other messages, and lets nobody's come faster than pages do."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but what a websocket may not bring."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        pace = Pace(PER_SECOND, BURST)

        async def receive_needed() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                await asyncio.sleep(pace.take())
                if is_needed(message.get("bytes") or b""):
                    return message

        await self._app(scope, receive_needed, send)


def is_needed(data: bytes) -> bool:
    """Whether a message of a browser is one that the app needs."""
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return False
    kind = message.WhichOneof("type")
    needed = kind in NEEDED
    if kind == "backend_operation_request":
        needed = message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    if not needed:
        log.info("passed over a message %s", kind)
    return needed
