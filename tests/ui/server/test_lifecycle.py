"""A real server: what it refuses to start with, and what it leaves when it ends."""

import signal
import subprocess
import urllib.request
from contextlib import suppress

import psutil
import pytest

from core.host.state import job_line
from tests.support.serving import started, wait_until_healthy
from tests.support.waiting import wait_until
from ui.server import lifecycle
from ui.session import reader

pytestmark = pytest.mark.slow  # real processes, or many pages


def server(data, **environment):
    """Start the app, which writes what it has to say into a pipe."""
    environment = {"CONVSCOPE_DATA": str(data)} | environment
    return started("app.py", stderr=subprocess.PIPE, **environment)


def said(process):
    return [line for line in process.stderr if "ConvScope does not start" in line]


def test_a_folder_has_one_server_at_a_time(tmp_path):
    with server(tmp_path) as (first, address):
        wait_until_healthy(first, address)
        with server(tmp_path) as (second, _):
            assert second.wait(60) == 1
            (line,) = said(second)
            assert "another server works on the folder" in line
            assert str(tmp_path) in line
        assert urllib.request.urlopen(address).status == 200
        first.send_signal(signal.SIGKILL)
        first.wait()
        with server(tmp_path) as (third, address):  # the system has given the lock back
            wait_until_healthy(third, address)
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
    with server(tmp_path / "data", **environment) as (process, _):
        assert process.wait(60) == 1
        (line,) = said(process)
        assert named in line


def test_the_end_of_the_server_is_that_of_its_crawls(own_state, monkeypatch):
    ended = []
    monkeypatch.setattr(lifecycle, "end_crawls", lambda: ended.append(True))
    lifecycle.begin()
    lifecycle.end()
    assert ended == [True]


def workers_of(server):
    """Return the worker processes of a server."""
    found = []
    for child in psutil.Process(server.pid).children():
        with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if "loky.backend.popen_loky_posix" in child.cmdline():
                found.append(child)
    return found


@pytest.mark.tensorflow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_ends_with_a_worker_that_stands_still(tmp_path, how):
    with server(tmp_path, CONVSCOPE_WARM="1") as (process, address):
        wait_until_healthy(process, address)
        wait_until(lambda: workers_of(process))
        (worker,) = workers_of(process)
        worker.suspend()
        process.send_signal(how)
        process.wait(20)
        wait_until(lambda: not worker.is_running())


def test_cleaning_that_fails_keeps_nobody_out(own_state, monkeypatch, caplog):
    done = []

    def broken(seconds):
        raise OSError("no such device")

    monkeypatch.setattr(reader, "forget_gone", broken)
    monkeypatch.setattr(job_line, "retire", lambda seconds: done.append("retired"))
    lifecycle.sweep()
    assert done == ["retired"]
    assert "no such device" in caplog.text
