"""Table 1 of the VGG paper, drawn in the browser; choosing a column says so."""

from collections.abc import Callable
from functools import cache

from core.architecture import summarize
from core.architecture import vgg_table as paper
from ui.components import reading
from ui.components.component import component
from ui.session.state import sent
from ui.words import Words

_COMPONENT = component(__file__)


def vgg_table(
    words: Words, key: str, *, chosen: str | None, on_pick: Callable[[str], None]
) -> None:
    """Draw the table with the column `chosen` marked; `on_pick` gets the name of another one."""

    def pick() -> None:
        name = reading.one_of(sent(key, "pick"), paper.VGG)
        if name is not None:
            on_pick(name)

    data = {
        "columns": [_column(name, words) | {"chosen": name == chosen} for name in paper.VGG],
        "shared": [*paper.DENSE, "soft-max"],
        "labels": {name: words(f"vgg.{name}") for name in ("caption", "input", "maxpool")},
    }
    _COMPONENT(key=key, data=data, on_pick_change=pick)


def _column(name: str, words: Words) -> dict:
    blocks = zip(paper.BLOCKS[name], paper.added(name), strict=True)
    return {
        "name": name,
        "layers": words("vgg.layers", count=paper.weight_layers(name)),
        "paper": words("vgg.paper", millions=paper.PAPER_MILLIONS[name]),
        "exact": f"{_parameters(name):,}",
        "blocks": [
            [{"text": text, "added": new} for text, new in zip(block, added, strict=True)]
            for block, added in blocks
        ],
    }


@cache
def _parameters(name: str) -> int:
    summaries = summarize(paper.VGG[name], paper.INPUT_SHAPE)
    return sum(summary.parameters for summary in summaries)
