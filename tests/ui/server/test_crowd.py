"""One reader has so many connections and requests; the others have theirs."""

import asyncio

import pytest

from tests.ui.server.asgi import answers, ask, asked, run, scope_of, status
from ui.server import crowd
from ui.server.crowd import Crowd
from ui.session.reader import COOKIE


def cookie(number):
    return [(b"cookie", f"{COOKIE}={number:043d}".encode())]


@pytest.fixture
def slow(monkeypatch):
    """Let hardly anything come back while a test asks."""
    monkeypatch.setattr(crowd, "REQUESTS", (0.001, 30))
    monkeypatch.setattr(crowd, "NEWCOMERS", (0.001, 50))


def test_a_flood_of_one_reader_is_refused_and_others_are_not(slow):
    room = Crowd(answers)
    mine = [status(ask(room, scope_of(headers=cookie(1)))) for _ in range(40)]
    at_once = int(crowd.REQUESTS[1])
    assert mine[:at_once] == [200] * at_once
    assert mine[-1] == 429
    assert status(ask(room, scope_of(headers=cookie(2)))) == 200
    assert status(ask(room, scope_of())) == 200  # somebody new behind the same address


def test_who_has_no_cookie_is_an_address(slow):
    room = Crowd(answers)
    for _ in range(int(crowd.NEWCOMERS[1]) + 5):
        last = status(ask(room, scope_of()))
    assert last == 429
    assert status(ask(room, scope_of(client="10.0.0.2"))) == 200
    assert status(ask(room, scope_of(headers=cookie(1)))) == 200


def test_no_more_readers_are_remembered_than_are_useful(monkeypatch):
    monkeypatch.setattr(crowd, "REMEMBERED", 3)
    monkeypatch.setattr(crowd, "REQUESTS", (0.001, 1))
    room = Crowd(answers)
    assert [status(ask(room, scope_of(headers=cookie(n)))) for n in (1, 2, 3)] == [200] * 3
    assert status(ask(room, scope_of(headers=cookie(1)))) == 429
    assert [status(ask(room, scope_of(headers=cookie(n)))) for n in (4, 5, 6)] == [200] * 3
    assert status(ask(room, scope_of(headers=cookie(1)))) == 200


@pytest.mark.parametrize(
    ("readers", "connected"),
    [([1] * 30, crowd.CONNECTIONS), (range(1, 1000), crowd.ALL_CONNECTIONS)],
)
def test_connections_are_so_many_and_free_again_once_they_end(readers, connected):
    async def come_and_go():
        leave, here = asyncio.Event(), []

        async def app(scope, receive, send):
            here.append(scope)
            await leave.wait()

        room = Crowd(app)
        visits = [
            asyncio.create_task(asked(room, scope_of("websocket", headers=cookie(each))))
            for each in readers
        ]
        await asyncio.sleep(0)
        at_once = len(here)
        leave.set()
        sent = await asyncio.gather(*visits)
        assert sum(each != [] for each in sent) == len(visits) - at_once  # refused
        here.clear()
        await asked(room, scope_of("websocket", headers=cookie(1)))
        return at_once, len(here)

    assert run(come_and_go()) == (connected, 1)
