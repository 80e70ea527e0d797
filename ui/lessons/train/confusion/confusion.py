"""A confusion matrix whose cells open their photos, by click, tap or keyboard."""

from collections.abc import Callable, Sequence

from ui.components.component import component
from ui.components.scene import read_place
from ui.session.state import sent
from ui.words import Words

Cell = tuple[int, int]
"""Indices of the true class and of the predicted one."""

_COMPONENT = component(__file__)


def confusion(
    words: Words,
    counts: Sequence[Sequence[int]],
    names: Sequence[str],
    chosen: Cell | None,
    key: str,
    on_choose: Callable[[Cell], None],
) -> None:
    """Draw counts of photos; `on_choose` is called with a cell before the rerun.

    Parameters
    ----------
    counts
        One row a true class, one column a predicted class.
    """

    def choose() -> None:
        cell = read_cell(sent(key, "cell"), len(names))
        if cell is not None:
            on_choose(cell)

    data = {
        "title": words("confusion.title"),
        "words": {"true": words("confusion.true"), "predicted": words("confusion.predicted")},
        "names": list(names),
        "rows": [_row(words, names, true, row) for true, row in enumerate(counts)],
        "chosen": list(chosen) if chosen else None,
    }
    _COMPONENT(key=key, data=data, on_cell_change=choose)


def read_cell(value: object, size: int) -> Cell | None:
    """Return the cell that a browser's message asks for, or None; the browser is not trusted."""
    return read_place(value, (size, size))


def _row(words: Words, names: Sequence[str], true: int, counts: Sequence[int]) -> list[dict]:
    total = sum(counts)
    return [
        {
            "count": count,
            "share": count / total if total else 0,
            "said": words(
                "confusion.cell", true=names[true], predicted=names[predicted], count=count
            ),
        }
        for predicted, count in enumerate(counts)
    ]
