"""What comes of a request or a connection when a middleware is asked, without a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor


def scope_of(kind="http", method="GET", path="/", headers=(), client="10.0.0.1"):
    return {
        "type": kind,
        "method": method,
        "path": path,
        "headers": list(headers),
        "client": (client, 1234),
    }


def ask(middleware, scope, incoming=()):
    """Return what the middleware sends; the app behind it answers with 200, or takes messages."""
    return run(asked(middleware, scope, incoming))


def run(coroutine):
    """Return what a coroutine returns; the thread of the tests may have a loop, as a browser's."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, coroutine).result()


async def asked(middleware, scope, incoming=()):
    coming, sent = list(incoming), []

    async def receive():
        return coming.pop(0) if coming else {"type": "websocket.disconnect", "code": 1000}

    async def send(message):
        sent.append(message)

    await middleware(scope, receive, send)
    return sent


async def answers(scope, receive, send):
    """Be an app that says 200."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def status(sent):
    return sent[0]["status"]
