"""A PostgreSQL server of the tests' own, where Debian's is installed."""

import os
import shutil
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from tests.support.serving import free_port

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@contextmanager
def server():
    """Start a server on a free port; give its address, without a database."""
    folder = Path(tempfile.mkdtemp(prefix="convscope-postgres-"))
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if owner:
        shutil.chown(folder, "postgres")
    port = free_port()
    data, programs = str(folder / "data"), SERVERS[-1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([*owner, programs / "initdb", "-D", data, "-U", "test", "-A", "trust"], **quiet)
    control = [*owner, programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet)
    try:
        yield f"postgresql+psycopg://test@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
        shutil.rmtree(folder)


def new_database(address):
    """Make an empty database on a server; return its address."""
    name = f"test_{uuid.uuid4().hex}"
    engine = sa.create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{address}/{name}"
