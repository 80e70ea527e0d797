"""The table of animals."""

import tomllib

import pytest

from core.crawling import CrawlRequest
from core.crawling.names import search_words
from core.host import assets
from core.photos.licences import SOURCES

ROWS = tomllib.loads(assets.path("search_words.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("class_name", "source", "words"),
    [
        ("판다", "inaturalist", "Ailuropoda melanoleuca"),
        ("판다", "commons", "giant panda"),
        ("강아지", "bing", "dog"),
        ("Dog", "inaturalist", "Canis familiaris"),
        ("저어새", "inaturalist", "저어새"),
        ("axolotl", "openverse", "axolotl"),
    ],
)
def test_a_source_is_asked_in_its_words(class_name, source, words):
    assert search_words(class_name, source) == words


@pytest.mark.parametrize("class_name", ROWS)
def test_every_animal_of_the_table_can_be_asked_for(class_name):
    for source in SOURCES:
        CrawlRequest(source, class_name, search_words(class_name, source), 20)


def test_the_table_has_some_sixty_animals():
    assert len({species for _, species in ROWS.values()}) >= 60
