"""A real server: what it refuses to start with, and what it leaves when it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from core.host import settings
from core.host.state import job_line
from ui.server import lifecycle
from ui.session import reader

pytestmark = pytest.mark.slow  # real processes, or many pages


@contextmanager
def server(data, **environment):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.headless", "true", "--server.address", "127.0.0.1"],
        cwd=settings.ROOT,
        env=os.environ | {"CONVSCOPE_DATA": str(data)} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.address = f"http://127.0.0.1:{port}"
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_healthy(process, limit=60):
    end = time.monotonic() + limit
    while process.poll() is None:
        try:
            return urllib.request.urlopen(f"{process.address}/_stcore/health").read()
        except OSError:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)
    return None


def said(process):
    return [line for line in process.stderr if "ConvScope does not start" in line]


def test_a_folder_has_one_server_at_a_time(tmp_path):
    with server(tmp_path) as first:
        assert wait_until_healthy(first)
        with server(tmp_path) as second:
            assert second.wait(60) == 1
            (line,) = said(second)
            assert "another server works on the folder" in line
            assert str(tmp_path) in line
        assert urllib.request.urlopen(first.address).status == 200
        first.send_signal(signal.SIGKILL)
        first.wait()
        with server(tmp_path) as third:  # the system has given the lock back
            assert wait_until_healthy(third)
            third.terminate()
            assert third.wait(20) in (0, -signal.SIGTERM)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"CONVSCOPE_SESSION_MB": "abc"}, "CONVSCOPE_SESSION_MB"),
        ({"CONVSCOPE_KEEP_HOURS": "-1"}, "CONVSCOPE_KEEP_HOURS"),
        ({"CONVSCOPE_DATA": "/dev/null/x"}, "CONVSCOPE_DATA"),
    ],
)
def test_what_cannot_be_is_said_at_the_start_in_one_sentence(tmp_path, environment, named):
    with server(tmp_path / "data", **environment) as process:
        assert process.wait(60) == 1
        (line,) = said(process)
        assert named in line


def test_cleaning_that_fails_keeps_nobody_out(own_state, monkeypatch, caplog):
    done = []

    def broken(seconds):
        raise OSError("no such device")

    monkeypatch.setattr(reader, "forget_gone", broken)
    monkeypatch.setattr(job_line, "retire", lambda seconds: done.append("retired"))
    lifecycle.sweep()
    assert done == ["retired"]
    assert "no such device" in caplog.text
