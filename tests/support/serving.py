"""A Streamlit server of one's own, on 127.0.0.1."""

import os
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]


@contextmanager
def served(script, *options, **environment):
    """Serve a script; give its process and its address."""
    with started(script, *options, **environment) as (server, address):
        wait_until_healthy(server, address)
        yield server, address


@contextmanager
def started(script, *options, stderr=subprocess.DEVNULL, **environment):
    """Start the server of a script, which may refuse; give its process and its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true", "--server.fileWatcherType", "none", *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": _path()} | environment,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        text=True,
    )
    try:
        yield server, f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def free_port():
    """Return the number of a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _path():
    """Return where Python finds modules, with those of `guard`."""
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


def wait_until_healthy(server, address):
    """Return once a server answers."""

    def answers():
        assert server.poll() is None, "the Streamlit server has ended"
        with suppress(OSError):
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return True
        return False

    wait_until(answers, every=0.1)
