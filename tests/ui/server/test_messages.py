"""Of what browsers send, the app hears what it needs, at the pace of a person."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.ui.server.asgi import ask, scope_of
from ui.server import messages
from ui.server.messages import NeededMessages, is_needed

EMPTY = BackMsg.DESCRIPTOR.fields_by_name


def message(name):
    """Return a message of a kind, as bytes."""
    made = BackMsg()
    field = EMPTY[name]
    if field.message_type is None:
        setattr(made, name, True)
    else:
        getattr(made, name).SetInParent()
    return made.SerializeToString()


KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]


def test_clearing_the_caches_is_among_what_streamlit_would_obey():
    assert "clear_cache" in KINDS
    assert not is_needed(message("clear_cache"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_app_needs_is_named_one_by_one(kind):
    needed = {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
    assert is_needed(message(kind)) == (kind in needed)


def test_of_operations_only_those_that_fetch():
    for name, needed in (
        ("deferred_file", True),
        ("dataframe_chunk", True),
        ("install_skills", False),
        ("dismiss_skills_nudge", False),
    ):
        made = BackMsg()
        getattr(made.backend_operation_request, name).SetInParent()
        assert is_needed(made.SerializeToString()) is needed, name


@pytest.mark.parametrize("junk", [b"", b"\xff\xff\xff", b"hello", bytes(1000)])
def test_junk_is_passed_over(junk):
    assert not is_needed(junk)


def heard(incoming, monkeypatch, slept=None):
    """Return what an app hears of these messages."""
    got = []

    async def app(scope, receive, send):
        while (each := await receive())["type"] != "websocket.disconnect":
            got.append(each)

    async def sleep(seconds):
        if slept is not None:
            slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    ask(NeededMessages(app), scope_of("websocket"), incoming)
    return got


def test_the_app_hears_the_one_and_not_the_other(monkeypatch):
    good = {"type": "websocket.receive", "bytes": message("rerun_script")}
    bad = {"type": "websocket.receive", "bytes": message("clear_cache")}
    text = {"type": "websocket.receive", "text": "hello"}
    connect = {"type": "websocket.connect"}
    assert heard([connect, bad, good, text, bad, good], monkeypatch) == [connect, good, good]


def test_a_flood_waits(monkeypatch):
    slept = []
    flood = [{"type": "websocket.receive", "bytes": message("rerun_script")}] * 200
    assert len(heard(flood, monkeypatch, slept)) == 200  # nothing is lost
    at_once = int(messages.BURST)
    assert not any(slept[:at_once])
    assert all(seconds > 0 for seconds in slept[at_once:])
    assert slept[-1] == pytest.approx((200 - at_once) / messages.PER_SECOND, rel=0.1)
