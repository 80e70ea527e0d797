"""Connections that say nothing end, and make room for those that ask."""

import contextlib
import socket
import threading
import urllib.request

import pytest
import uvicorn
from websockets.sync.client import connect

from tests.support.waiting import wait_until
from tests.ui.server.asgi import run
from ui.server import connections, lifecycle
from ui.server.connections import PatientProtocol


async def app(scope, receive, send):
    """Answer requests; say on a websocket what was heard there."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"here"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": message["text"]})


@pytest.fixture
def server(monkeypatch):
    """A server of which few connections may be open, and silent ones for half a second."""
    monkeypatch.setattr(connections, "SILENT_SECONDS", 0.5)
    monkeypatch.setattr(connections, "most", lambda: 20)
    settings = {"http": PatientProtocol, "lifespan": "off", "log_level": "critical"}
    running = uvicorn.Server(uvicorn.Config(app, port=0, **settings))
    thread = threading.Thread(target=running.run)
    thread.start()
    wait_until(lambda: running.started)
    yield running.servers[0].sockets[0].getsockname()
    running.should_exit = True
    thread.join()


def is_served(server):
    address = f"http://127.0.0.1:{server[1]}"
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read() == b"here"


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: slow"])
def test_who_says_nothing_or_never_ends_is_let_go(server, said):
    with socket.create_connection(server) as silent:
        silent.sendall(said)
        assert silent.recv(9) == b""


def test_silent_ones_keep_nobody_out(server):
    with contextlib.ExitStack() as all_of_them:
        silent = [all_of_them.enter_context(socket.create_connection(server)) for _ in range(25)]
        assert is_served(server)
        assert silent[0].recv(9) == b""  # the longest silent one


def test_a_websocket_may_be_silent(server):
    with connect(f"ws://127.0.0.1:{server[1]}") as talking:
        with socket.create_connection(server) as silent:
            assert silent.recv(9) == b""  # its time is over, and so would be the other's
        talking.send("still here?")
        assert talking.recv() == "still here?"


def test_the_server_of_this_process_is_made_patient_before_all_is_frozen(monkeypatch):
    config = uvicorn.Config(app, lifespan="off")
    config.load()
    found = []
    monkeypatch.setattr(lifecycle, "begin", lambda: found.append(config.http_protocol_class))
    monkeypatch.setattr(lifecycle, "end", lambda: None)

    async def start():
        async with lifecycle.lifespan(app):
            pass

    run(start())
    assert found == [PatientProtocol]


def test_as_many_files_may_be_open_as_the_system_allows(monkeypatch):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
        assert connections.most() == 512 - connections.SPARE_FILES
        connections.allow_many()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
