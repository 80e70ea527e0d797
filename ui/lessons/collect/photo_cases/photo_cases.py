"""Cards with one or several photos each, what is to be said of them, and what one may do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.components import reading
from ui.components.component import component
from ui.session.state import sent

_COMPONENT = component(__file__)


@dataclass(frozen=True)
class CasePhoto:
    """A photo: `source` is an address with its bytes, `title` says which, `note` stands below."""

    source: str
    title: str
    note: str
    best: bool = False


@dataclass(frozen=True)
class PhotoCase:
    """A card.

    Attributes
    ----------
    key
        Tells it from the others.
    title
        What kind of case it is.
    why
        A sentence or two.
    acts
        What one may do, by name, with the text of its button; the first is what is suggested.
    """

    key: str
    title: str
    why: Sequence[str]
    photos: Sequence[CasePhoto]
    acts: dict[str, str]


def photo_cases(
    label: str, cases: Sequence[PhotoCase], key: str, on_act: Callable[[str, str], None]
) -> None:
    """Draw the cards; `on_act` gets the key of a case and the name of an act before the rerun."""

    def act() -> None:
        chosen = read_choice(sent(key, "act"), cases)
        if chosen is not None:
            on_act(*chosen)

    data = {"label": label, "cases": [_described(case) for case in cases]}
    _COMPONENT(key=key, data=data, on_act_change=act)


def read_choice(value: object, cases: Sequence[PhotoCase]) -> tuple[str, str] | None:
    """Return the case and the act that a browser's message names; it is not trusted."""
    told, by_key = reading.record(value), {case.key: case for case in cases}
    key = reading.one_of(told.get("case"), by_key)
    name = None if key is None else reading.one_of(told.get("act"), by_key[key].acts)
    return None if key is None or name is None else (key, name)


def _described(case: PhotoCase) -> dict:
    return {
        "key": case.key,
        "title": case.title,
        "why": list(case.why),
        "photos": [vars(photo) for photo in case.photos],
        "acts": [{"name": name, "label": label} for name, label in case.acts.items()],
    }
