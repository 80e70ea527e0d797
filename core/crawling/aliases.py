"""What to search for when somebody names an animal, in the words that a source knows best."""

import tomllib
from functools import cache

from core.crawling.names import name
from core.host import assets


def search_words(class_name: str, source: str) -> str:
    """Return the words for a class: the species for iNaturalist, English for other sources.

    Names that the table does not have come back as `core.crawling.names.name` makes them.

    Raises
    ------
    CrawlError
        What the name is refused for.
    """
    named = name(class_name)
    english, scientific = _table().get(named.casefold(), (named, named))
    return scientific if source == "inaturalist" else english


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Return English and scientific name by Korean and by English name."""
    rows = tomllib.loads(assets.path("search_words.toml").read_text(encoding="utf-8"))
    korean = {key: (english, scientific) for key, (english, scientific) in rows.items()}
    return {english.casefold(): (english, species) for english, species in korean.values()} | korean
