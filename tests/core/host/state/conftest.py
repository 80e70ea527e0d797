"""A database of each kind: SQLite in a folder, and PostgreSQL where its server is installed."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.host import state

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server of the tests' own, on a free port, without a database."""
    if not SERVERS:
        if os.environ.get("CONVSCOPE_REQUIRE_ALL") == "1":
            pytest.fail("PostgreSQL is required here and is not installed")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="convscope-postgres-"))
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if owner:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, server = str(folder / "data"), SERVERS[-1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([*owner, server / "initdb", "-D", data, "-U", "test", "-A", "trust"], **quiet)
    control = [*owner, server / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet)
    yield f"postgresql+psycopg://test@127.0.0.1:{port}"
    subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path, monkeypatch):
    """This process's database, new and empty, of each kind."""
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))
    if request.param == "postgresql":
        server, name = request.getfixturevalue("postgres"), f"test_{uuid.uuid4().hex}"
        _make(f"{server}/postgres", name)
        monkeypatch.setenv("CONVSCOPE_DATABASE", f"{server}/{name}")
    state.close()
    yield state.database()
    state.close()


def _make(server, name):
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
