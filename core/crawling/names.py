"""Names that people type: of classes, and words to search for. Never part of a path."""

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache

from core.crawling.refusals import CrawlError
from core.host import assets

MIN_LENGTH, MAX_LENGTH = 2, 40
MOST_NAMES = 5  # searched for together, fewer than a set may have classes: sources are free
JOINERS = " -'"
SYLLABLES = {"HANGUL", "CJK"}  # scripts in which one character is a word
TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK"}  # written within one word


def name(text: str) -> str:
    """Return `text` in composed Unicode (NFKC) with single spaces.

    Letters and marks of one script, joined by space, hyphen or apostrophe; 2 to 40 characters, or
    one that is a word by itself (곰, 犬).

    Raises
    ------
    CrawlError
        ``crawl.name_length``, ``crawl.name_characters`` or ``crawl.name_scripts``.
    """
    composed = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())
    _require_length(composed)
    if not composed[0].isalpha() or not all(map(_allowed, composed)):
        raise CrawlError(
            "crawl.name_characters",
            "a name has letters, and between them spaces, hyphens or apostrophes",
        )
    if len(_scripts(composed)) > 1:
        raise CrawlError("crawl.name_scripts", "a name is written in one script")
    return composed


def distinct(texts: Iterable[str], fewest: int) -> tuple[str, ...]:
    """Return class names, each as `name` does.

    Parameters
    ----------
    fewest
        How many there must be, such as `core.datasets.MIN_CLASSES`.

    Raises
    ------
    CrawlError
        Also ``crawl.class_count`` unless there are `fewest` to 5, or ``crawl.same_name`` when two
        differ at most in case.
    """
    names = tuple(name(text) for text in texts)
    if not fewest <= len(names) <= MOST_NAMES:
        raise CrawlError(
            "crawl.class_count",
            "give {low} to {high} names",
            low=fewest,
            high=MOST_NAMES,
        )
    if len({each.casefold() for each in names}) < len(names):
        raise CrawlError("crawl.same_name", "two of the names are the same")
    return names


def _require_length(composed: str) -> None:
    word = len(composed) == 1 and _scripts(composed) <= SYLLABLES
    if not word and not MIN_LENGTH <= len(composed) <= MAX_LENGTH:
        raise CrawlError(
            "crawl.name_length",
            "a name has {low} to {high} characters",
            low=MIN_LENGTH,
            high=MAX_LENGTH,
        )


def _allowed(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character)[0] in "LM"


def _scripts(text: str) -> set[str]:
    """Return the scripts of the letters, by the first word of their Unicode names."""
    words = {
        unicodedata.name(character, "").split(" ")[0].split("-")[0]
        for character in text
        if unicodedata.category(character).startswith("L")
    }
    return {TOGETHER.get(word, word) for word in words}


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
