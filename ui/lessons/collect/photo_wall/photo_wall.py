"""Photos of which the reader marks many, on any page, and removes, moves or keeps them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ui.components import reading
from ui.components.component import component
from ui.session.state import Kept, sent
from ui.words import Words

_COMPONENT = component(__file__)
SHORT = 16  # digits of a hash that tell a few hundred photos apart


@dataclass(frozen=True)
class WallPhoto:
    """A photo to mark, by its hash; `source` is an address with its bytes, `note` stands below."""

    hash: str
    source: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Act:
    """What is to become of marked photos: away with them, into another class, or kept."""

    photos: frozenset[str]
    to: str | None = None
    keep: bool = False


def photo_wall(
    words: Words,
    photos: Sequence[WallPhoto],
    known: Collection[str],
    classes: Sequence[str],
    key: str,
    on_act: Callable[[Act], None],
) -> None:
    """Draw photos, which may be moved to one of `classes`.

    Marks live in the browser, so that marking is at once, and follow into the session a moment
    later, so that they are still there when the page is opened again.

    Parameters
    ----------
    known
        Hashes of all photos that may be marked, also on other pages of the wall.
    on_act
        Called before the rerun.
    """
    marks = Kept[frozenset[str]](f"{key}_marks", frozenset)

    def act() -> None:
        asked = read_act(sent(key, "act"), known, classes)
        if asked is not None:
            marks.forget()
            on_act(asked)

    def mark() -> None:
        marks.set(read_marks(sent(key, "marks"), known))

    data = {
        "label": words("wall"),
        "photos": [
            {"value": p.hash[:SHORT], "source": p.source, "title": p.title, "note": p.note}
            for p in photos
        ],
        "known": [photo[:SHORT] for photo in known],
        "marks": [photo[:SHORT] for photo in marks.get()],
        "classes": list(classes),
        "words": {
            "hint": words("wall.hint"),
            "marked": words("wall.marked", count="#"),
            "elsewhere": words("wall.elsewhere", count="#"),
            "remove": words("wall.remove"),
            "move": words("wall.move"),
            "keep": words("wall.keep"),
            "clear": words("wall.clear"),
        },
    }
    _COMPONENT(key=key, data=data, on_act_change=act, on_marks_change=mark)


def read_act(value: object, known: Collection[str], classes: Sequence[str]) -> Act | None:
    """Return what a browser's message asks for, or None; the browser is not trusted."""
    told = reading.record(value)
    photos, to = read_marks(told.get("photos"), known), reading.one_of(told.get("to"), classes)
    if not photos or (to is None and told.get("to") is not None):
        return None
    return Act(photos, to, keep=to is None and told.get("keep") is True)


def read_marks(value: object, known: Collection[str]) -> frozenset[str]:
    """Return the known photos that a browser names; the browser is not trusted.

    Of a message longer than there can be marks the rest is not looked at.
    """
    most = 2 * len(known)
    named = set(reading.several(value, most, lambda mark: reading.text(mark, SHORT)))
    return frozenset(photo for photo in known if photo[:SHORT] in named)
