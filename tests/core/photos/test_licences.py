"""Licences as the sources write them."""

import pytest

from core.photos.licences import kept_back, licence


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("own", "own"),
        ("cc0", "cc0"),
        ("CC0-1.0", "cc0"),
        ("cc-by", "by"),
        ("by 4.0", "by"),
        ("CC BY 2.0 de", "by"),
        ("by-sa 4.0", "by-sa"),
        ("CC BY-SA 4.0", "by-sa"),
        ("pdm 1.0", "pdm"),
        ("Public domain", "pdm"),
        ("cc-by-nc", "by-nc"),
        ("CC BY-NC-ND 2.0", "by-nc-nd"),
        ("by-nd", "by-nd"),
        ("unknown", "unknown"),
        ("", "unknown"),
        ("all rights reserved", "unknown"),
        ("bystander", "unknown"),
        ("owner unknown", "unknown"),
    ],
)
def test_many_spellings_are_one_licence(written, name):
    assert licence(written) == name


def test_only_what_allows_it_is_passed_on():
    assert [kept_back(name) for name in ("own", "cc0", "by 4.0", "cc-by-sa", "pdm")] == [None] * 5
    assert kept_back("by-nc-nd") == "licence.no_changes"
    assert kept_back("cc-by-nc") == "licence.not_commercial"
    assert kept_back("who knows") == "licence.not_known"
