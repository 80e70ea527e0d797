"""A sample of the damaged files; ``make fuzz`` takes all 10,000 photos and 1,000 zips."""

import sys

import pytest

from tests.fuzz.chunks import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "count"), [("photos", 1500), ("zips", 150)])
def test_damaged_files_end_in_a_photo_or_a_refusal(kind, count):
    ended = run(kind, 0, count)
    assert ended.returncode == 0, ended.stderr
    assert "taken" in ended.stdout  # the mutations leave something to decode
