"""A server with a class of thirty is killed; ``make kill`` does so fifty times."""

import pytest

from tests.killing.rounds import play
from tests.support.postgres import new_database


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "count"), [("sqlite", 2), ("postgresql", 1)])
def test_whoever_was_here_finds_all_again(kind, count, request):
    database = new_database(request.getfixturevalue("postgres")) if kind == "postgresql" else ""
    for done, wrong in play(count, 2.0, database):
        assert done
        assert wrong == []
