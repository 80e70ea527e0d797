"""What the sources make of answers, without any network."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from core.crawling import Policy
from core.crawling.report import manifest_line
from core.crawling.request import CrawlRequest
from core.crawling.sources import Commons, Found, INaturalist, Openverse, source
from core.photos.licences import SOURCES
from tests.core.crawling import rig


def urls(name, words="red fox & co#"):
    taxon = json.dumps({"results": [{"id": 7}]}).encode()
    return list(source(name, Policy()).pages(words, lambda url: taxon))


@pytest.mark.parametrize("name", SOURCES)
def test_words_stay_words_in_the_address(name):
    for url in urls(name):
        parts = urlsplit(url)
        assert (parts.scheme, parts.fragment) == ("https", "")
        values = [value for values in parse_qs(parts.query).values() for value in values]
        assert any("red fox & co#" in value for value in values) or "7" in values


@pytest.mark.parametrize("name", SOURCES)
def test_pages_differ(name):
    assert len(set(urls(name))) == len(urls(name)) > 3


def test_an_unknown_species_has_no_pages():
    assert not list(INaturalist().pages("no such", lambda url: b'{"results": []}'))


def test_photos_of_pets_are_asked_for_last():
    grades = [parse_qs(urlsplit(url).query)["quality_grade"][0] for url in urls("inaturalist")]
    assert grades == ["research"] * 4 + ["casual,needs_id"] * 2


def test_one_free_photo_an_observation_and_larger_than_the_square_one():
    page = rig.inaturalist_page(["https://host/1/square.jpg"])
    (found,) = INaturalist().parse(page.encode())
    assert found.file_url == "https://host/1/medium.jpg"
    assert found.licence == "cc-by"


@pytest.mark.parametrize(
    ("licence", "taken"),
    [
        ("CC BY-SA 4.0", True),
        ("CC BY 2.0", True),
        ("CC0", True),
        ("Public domain", True),
        ("CC BY-NC 4.0", False),
        ("CC BY-SA-NC 3.0", False),
        ("CC BY-ND 4.0", False),
        ("GFDL", False),
        ("", False),
    ],
)
def test_only_free_files_of_commons_are_taken(licence, taken):
    page = rig.commons_page(["https://host/1.jpg"]).replace("CC BY-SA 4.0", licence)
    assert len(list(Commons().parse(page.encode()))) == taken


def test_markup_in_a_creators_name_is_taken_off():
    (found,) = Commons().parse(rig.commons_page(["https://host/1.jpg"]).encode())
    assert found.creator == "Cy & Di"


def test_mature_and_unfree_works_are_left_out():
    page = json.loads(rig.openverse_page(["https://host/1.jpg"] * 3))
    page["results"][0]["mature"] = True
    page["results"][1]["license"] = "by-nc"
    assert len(list(Openverse().parse(json.dumps(page).encode()))) == 1


def test_a_link_that_is_none_stays_out_of_the_manifest():
    found = Found("https://host/1.jpg", page_url="javascript:alert(1)")
    line = manifest_line(found, CrawlRequest("bing", "fox", "red fox", 5))
    assert line["page"] == ""
    assert line["licence"] == "unknown"
