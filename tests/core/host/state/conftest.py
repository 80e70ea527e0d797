"""A database of each kind: SQLite in a folder, and PostgreSQL where its server is installed."""

import pytest

from core.host import state
from tests.support.postgres import new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, own_state, monkeypatch):
    """This process's database, new and empty, of each kind."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres")
        monkeypatch.setenv("CONVSCOPE_DATABASE", new_database(address))
    return state.database()
