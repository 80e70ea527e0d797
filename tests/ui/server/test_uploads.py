"""What browsers upload has room in memory, of one session and of all; beyond it is refused."""

import asyncio
from types import SimpleNamespace

import pytest

from tests.ui.server.asgi import answers, ask, asked, run, scope_of, status
from ui.server import uploads
from ui.server.uploads import UploadLimit

MIB = 2**20


def upload(session="ann", size=MIB, method="PUT", headers=None):
    told = [(b"content-length", str(size).encode())] if headers is None else headers
    return scope_of(method=method, path=f"/_stcore/upload_file/{session}/file", headers=told)


@pytest.fixture
def held(monkeypatch):
    """What Streamlit holds, by session and file: as its manager of uploads has it."""
    storage = {}
    runtime = SimpleNamespace(uploaded_file_mgr=SimpleNamespace(file_storage=storage))
    monkeypatch.setattr(
        uploads, "Runtime", SimpleNamespace(exists=lambda: True, instance=lambda: runtime)
    )
    monkeypatch.setattr(uploads, "OWN", 10 * MIB)
    monkeypatch.setenv("CONVSCOPE_UPLOADS_MB", "25")
    return storage


def file(megabytes):
    return SimpleNamespace(data=bytes(megabytes * MIB))


def test_a_session_has_so_much_and_no_byte_more(held):
    limit = UploadLimit(answers)
    assert status(ask(limit, upload(size=10 * MIB))) == 200
    assert status(ask(limit, upload(size=10 * MIB + 1))) == 413
    held["ann"] = {"a": file(4), "b": file(3)}
    assert status(ask(limit, upload(size=3 * MIB))) == 200
    assert status(ask(limit, upload(size=3 * MIB + 1))) == 413
    del held["ann"]["b"]  # taken in
    assert status(ask(limit, upload(size=6 * MIB))) == 200


def test_all_together_have_so_much(held):
    limit = UploadLimit(answers)
    held |= {"ann": {"a": file(10)}, "bo": {"b": file(10)}}
    assert status(ask(limit, upload("cy", 5 * MIB))) == 200
    assert status(ask(limit, upload("cy", 5 * MIB + 1))) == 413


def test_what_is_on_its_way_counts(held):
    async def both():
        arrived = asyncio.Event()

        async def slow(scope, receive, send):
            await arrived.wait()
            await answers(scope, receive, send)

        limit = UploadLimit(slow)
        first = asyncio.create_task(asked(limit, upload(size=6 * MIB)))
        await asyncio.sleep(0)
        second = await asked(limit, upload(size=6 * MIB))
        arrived.set()
        return status(await first), status(second), status(await asked(limit, upload(size=6 * MIB)))

    assert run(both()) == (200, 413, 200)


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"-1")], [(b"content-length", b"x")]])
def test_who_does_not_say_how_much_is_refused(held, headers):
    assert status(ask(UploadLimit(answers), upload(headers=headers))) == 411


def test_all_else_passes(held):
    limit = UploadLimit(answers)
    assert status(ask(limit, upload(size=99 * MIB, method="DELETE"))) == 200
    assert status(ask(limit, scope_of(method="PUT", path="/elsewhere"))) == 200
