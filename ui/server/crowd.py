"""How many connections and requests one reader may have, so that there is room for the others.

A class sits behind one address, so readers are told apart by their cookies. Who has none yet is
told apart by the address, with room for a class that arrives at once.
"""

from collections import Counter, OrderedDict

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.pace import Pace
from ui.server.reader_cookie import token_of

CONNECTIONS = 16  # tabs of one reader
ALL_CONNECTIONS = 400
REQUESTS = (40.0, 600.0)  # a second, at once: a first visit fetches some hundred files
NEWCOMERS = (40.0, 2000.0)  # of one address, without a cookie
REMEMBERED = 5000  # readers whose pace is kept


class Crowd:
    """Middleware that refuses connections and requests beyond those limits."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._connected: Counter[str] = Counter()
        self._paces: OrderedDict[str, Pace] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limits."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "http" and not self._may_ask(scope):
            refusal = PlainTextResponse("Too many requests", 429, {"retry-after": "5"})
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        who, _ = _named(scope)
        if self._connected[who] >= CONNECTIONS or self._connected.total() >= ALL_CONNECTIONS:
            await send({"type": "websocket.close", "code": 1013})  # try again later
            return
        self._connected[who] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._connected[who] -= 1
            if not self._connected[who]:
                del self._connected[who]

    def _may_ask(self, scope: Scope) -> bool:
        who, limits = _named(scope)
        pace = self._paces.pop(who, None) or Pace(*limits)
        self._paces[who] = pace
        while len(self._paces) > REMEMBERED:
            self._paces.popitem(last=False)
        if pace.seconds() > 0:
            return False
        pace.take()
        return True


def _named(scope: Scope) -> tuple[str, tuple[float, float]]:
    """Return who asks, and how often they may."""
    token = token_of(scope)
    if token is not None:
        return token, REQUESTS
    address = (scope.get("client") or ("",))[0]
    return f"address {address}", NEWCOMERS
