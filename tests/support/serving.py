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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true", "--server.fileWatcherType", "none", *options],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": _path()} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server)
        yield server, address
    finally:
        server.terminate()
        server.wait()


def _path():
    """Return where Python finds modules, with those of `guard`."""
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


def _wait_until_healthy(address, server):
    def answers():
        assert server.poll() is None, "the Streamlit server has ended"
        with suppress(OSError):
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return True
        return False

    wait_until(answers, every=0.1)
