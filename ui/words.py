"""The words of a page, in the reader's language.

``assets/lessons/<language>/<slug>.md`` holds a lesson: labels and quizzes in its TOML head between
two ``+++`` lines, prose under ``## section`` headings. ``assets/locale/<language>/*.toml`` holds
the labels that lessons share and the sentences for errors.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.errors import ConvScopeError

ASSETS = Path(__file__).parents[1] / "assets"
LANGUAGES = {"ko": "한국어", "en": "English"}


@dataclass(frozen=True)
class Words:
    """Labels by calling, ``words("stride")``; prose by section, ``words.section("question")``."""

    language: str
    labels: Mapping[str, str]
    quizzes: Mapping[str, Mapping]
    sections: Mapping[str, str]

    def __call__(self, name: str, /, **values) -> str:
        """Return the label `name` with its placeholders filled."""
        return self.labels[name].format(**values) if values else self.labels[name]

    def section(self, name: str, /, **values) -> str:
        """Return the Markdown of a section, with its placeholders filled when there are values."""
        return self.sections[name].format(**values) if values else self.sections[name]

    def error(self, error: ConvScopeError) -> str:
        """Return the sentence for a refusal."""
        return self.labels[error.reason].format(**error.values)


@cache
def shared(language: str) -> dict[str, str]:
    """Return the labels that every page may use."""
    labels: dict[str, str] = {}
    for path in sorted((ASSETS / "locale" / language).glob("*.toml")):
        labels |= tomllib.loads(path.read_text(encoding="utf-8"))
    return labels


@cache
def load(language: str, slug: str | None = None) -> Words:
    """Return the words of a lesson, or the shared ones alone."""
    if slug is None:
        return Words(language, shared(language), {}, {})
    text = (ASSETS / "lessons" / language / f"{slug}.md").read_text(encoding="utf-8")
    _, head, body = text.split("+++\n", 2)
    table = tomllib.loads(head)
    labels = shared(language) | table.get("labels", {})
    return Words(language, labels, table.get("quiz", {}), _sections(body))


def plain(text: str) -> str:
    """Return what a person typed so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$:])", r"\\\1", text)


def _sections(body: str) -> dict[str, str]:
    _, *parts = ("\n" + body).split("\n## ")
    pairs = (part.partition("\n") for part in parts)
    return {name.strip(): text.strip() for name, _, text in pairs}
