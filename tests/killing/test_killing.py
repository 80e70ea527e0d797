"""A server with a class of thirty is killed; ``make kill`` does so fifty times."""

import pytest

from tests.killing.rounds import play
from tests.support.postgres import new_database


@pytest.mark.slow
@pytest.mark.tensorflow
@pytest.mark.parametrize(("kind", "count", "least"), [("sqlite", 3, 1), ("postgresql", 2, 0)])
def test_whoever_was_here_finds_all_again(kind, count, least, request):
    database = new_database(request.getfixturevalue("postgres")) if kind == "postgresql" else ""
    rounds = list(play(count, 3.0, database))
    assert [wrong for _, _, wrong in rounds] == [[]] * count
    acts, trainings, _ = zip(*rounds, strict=True)
    assert sum(acts) > 100
    assert trainings[-1] >= least
