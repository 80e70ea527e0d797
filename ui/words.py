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
        """Return the Markdown sentence for a refusal; names in it are shown as they are."""
        values = {
            name: plain(value) if isinstance(value, str) else value
            for name, value in error.values.items()
        }
        return self.labels[error.reason].format(**values)


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


JOINER = "\u2060"  # shows nothing; with it a text is no address, icon or arrow any more
_MARK = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@=^])")  # what may mean something
_UNESCAPED = re.compile(  # what is made of a text after its escapes have gone
    r"(?<=[:@])"  # https://, a mail, :material/home:, :streamlit:
    r"|(?i:(?<=www)(?=\.))"
    r"|(?<=[<>~=-])(?=[<>=-])"  # arrows and the like
)


def plain(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is, on one line.

    Escapes alone do not do: addresses, icons and arrows are looked for in what is left of them.
    An invisible joiner is put into these, and beside a mark at an end, so that ``**name**`` is bold
    whatever letter follows.
    """
    joined = _joined(text)
    ends = (JOINER if end and not end.isalnum() else "" for end in (joined[:1], joined[-1:]))
    return _MARK.sub(r"\\\1", joined).join(ends)


def unmarked(markdown: str) -> str:
    """Return what a sentence with `plain` names says, for places that show no Markdown."""
    said = re.sub(r"\\([!-/:-@\[-`{-~])|[*`]", r"\1", markdown)
    return said.replace(JOINER, "")


def portable(text: str) -> str:
    """Return a text so that Markdown outside of the app shows it as it is: notebooks, GitHub.

    Escapes do not keep mathematics away there, a tag does.
    """
    numbered = _MARK.sub(lambda mark: f"&#{ord(mark[0])};", _joined(text))
    return numbered.replace("&#36;", "<span>&#36;</span>")


def cell(text: str) -> str:
    """Return a text for a table that can be saved as CSV: no spreadsheet takes it for a formula."""
    return JOINER + text if text.lstrip()[:1] in {"=", "+", "-", "@"} else text


def _joined(text: str) -> str:
    return _UNESCAPED.sub(JOINER, " ".join(text.split()))


def _sections(body: str) -> dict[str, str]:
    _, *parts = ("\n" + body).split("\n## ")
    pairs = (part.partition("\n") for part in parts)
    return {name.strip(): text.strip() for name, _, text in pairs}
