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


FIRST = {  # where each source is asked, and with which parameters
    "inaturalist": (
        "https://api.inaturalist.org/v1/observations",
        {
            "taxon_id": "7",
            "photos": "true",
            "photo_license": "cc0,cc-by,cc-by-sa",
            "quality_grade": "research",
            "order_by": "votes",
            "per_page": "50",
            "page": "1",
        },
    ),
    "openverse": (
        "https://api.openverse.org/v1/images/",
        {
            "q": "red fox",
            "license": "cc0,pdm,by,by-sa",
            "category": "photograph",
            "mature": "false",
            "page_size": "20",
            "page": "1",
        },
    ),
    "commons": (
        "https://commons.wikimedia.org/w/api.php",
        {
            "action": "query",
            "format": "json",
            "formatversion": "2",
            "generator": "search",
            "gsrnamespace": "6",
            "gsrsearch": "filetype:bitmap red fox",
            "gsrlimit": "50",
            "gsroffset": "0",
            "prop": "imageinfo",
            "iiprop": "url|mime|extmetadata",
            "iiurlwidth": "500",
            "iiextmetadatafilter": "LicenseShortName|LicenseUrl|Artist",
        },
    ),
    "bing": (
        "https://www.bing.com/images/async",
        {
            "q": "red fox",
            "first": "0",
            "count": "35",
            "adlt": "strict",
            "mkt": "en-US",
            "qft": "filterui:photo-photo",
        },
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_what_each_source_is_asked_first(name):
    parts = urlsplit(urls(name, "red fox")[0])
    address, parameters = FIRST[name]
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == address
    assert parse_qs(parts.query) == {key: [value] for key, value in parameters.items()}


def test_the_species_is_looked_up_by_the_words():
    asked = []
    list(INaturalist().pages("red fox", lambda url: asked.append(url) or b'{"results": []}'))
    assert asked == ["https://api.inaturalist.org/v1/taxa/autocomplete?q=red+fox&per_page=1"]


def test_without_a_key_openverse_is_sent_none():
    assert Openverse().headers == {}
    assert source("openverse", Policy()).headers == {}
    key = Policy(openverse_key="token")
    assert source("openverse", key).headers == {"Authorization": "Bearer token"}


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


@pytest.mark.parametrize(
    ("licence", "taken"),
    [
        *(("cc0", True), ("pdm", True), ("by", True), ("by-sa", True)),
        *(("by-nc", False), ("by-nd", False), ("by-nc-sa", False), ("sampling+", False)),
        ("", False),
    ],
)
def test_only_free_works_of_openverse_are_taken(licence, taken):
    page = rig.openverse_page(["https://host/1.jpg"]).replace('"by-sa"', json.dumps(licence))
    assert len(list(Openverse().parse(page.encode()))) == taken


@pytest.mark.parametrize(
    ("licence", "taken"),
    [
        *(("cc0", True), ("cc-by", True), ("cc-by-sa", True)),
        *(("cc-by-nc", False), ("cc-by-nd", False), ("cc-by-nc-sa", False)),
        *(("", False), (None, False)),
    ],
)
def test_only_free_photos_of_inaturalist_are_taken(licence, taken):
    photo = {"license_code": licence, "url": "https://host/1/square.jpg"}
    page = json.dumps({"results": [{"photos": [photo]}]})
    assert len(list(INaturalist().parse(page.encode()))) == taken


BARE = {  # answers that say no more than they must
    "inaturalist": {
        "results": [
            {
                "uri": None,
                "user": None,
                "taxon": None,
                "photos": [
                    {"license_code": "cc0", "url": "https://host/1.jpg", "attribution": None}
                ],
            }
        ]
    },
    "openverse": {
        "results": [
            {
                "url": "https://host/1.jpg",
                "license": "cc0",
                "license_version": None,
                "license_url": None,
                "creator": None,
                "attribution": None,
                "title": None,
                "foreign_landing_url": None,
            }
        ]
    },
    "commons": {
        "query": {
            "pages": [
                {
                    "title": None,
                    "imageinfo": [
                        {
                            "url": "https://host/1.jpg",
                            "descriptionurl": None,
                            "extmetadata": {"LicenseShortName": {"value": "CC0"}},
                        }
                    ],
                }
            ]
        }
    },
}


@pytest.mark.parametrize("name", BARE)
def test_what_a_source_does_not_say_is_an_empty_text(name):
    (found,) = source(name, Policy()).parse(json.dumps(BARE[name]).encode())
    assert all(isinstance(text, str) for text in vars(found).values())
    assert (found.file_url, found.page_url, found.title) == ("https://host/1.jpg", "", "")


def test_a_photo_of_bing_without_a_page_has_an_empty_one():
    says = json.dumps({"murl": "https://host/1.jpg", "purl": None})
    page = f"<div class='imgpt'><a m='{says}'></a></div>"
    assert list(source("bing", Policy()).parse(page.encode())) == [Found("https://host/1.jpg")]


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
