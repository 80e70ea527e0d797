"""VGG16's 13 convolutions and the head as a row of blocks: what is frozen, what is trained."""

from html import escape

import streamlit as st

from core.networks import vgg16
from core.training import TrainingConfig
from core.training.methods import fine_tuning, scratch
from ui.kit.stylesheet import stylesheet
from ui.words import Words


def show(words: Words, config: TrainingConfig) -> None:
    """Draw the network of a configuration; a screen reader hears it as one sentence."""
    st.html(stylesheet(__file__) + markup(words, config))


def markup(words: Words, config: TrainingConfig) -> str:
    """Return the HTML of the row, with a sentence as its text alternative."""
    names = _convolutions(config)
    trained = names if config.method == "scratch" else _trained(config)
    alternative = words(
        "layers.alternative", frozen=len(names) - len(trained), trained=len(trained)
    )
    blocks = "".join(_block(title, cells, trained) for title, cells in _blocks(config).items())
    title = words("layers.head")
    if config.method != "scratch":
        title += f" · {words(f'layers.{config.pooling}')}"
    head = _block(title, {"head": _head_label(words, config)}, ("head",), "head")
    said = f'role="img" aria-label="{escape(alternative)}"'
    legend = "".join(_key(words, state) for state in ("frozen", "trained"))
    return f'<div class="layers-row" {said}>{blocks}{head}<div class="legend">{legend}</div></div>'


def _trained(config: TrainingConfig) -> tuple[str, ...]:
    return fine_tuning.trainable(config) if config.method == "fine_tuning" else ()


def _convolutions(config: TrainingConfig) -> tuple[str, ...]:
    if config.method != "scratch":
        return vgg16.CONVOLUTIONS
    return tuple(f"conv{number}" for number in range(1, len(scratch.FILTERS) + 1))


def _blocks(config: TrainingConfig) -> dict[str, dict[str, str]]:
    """Return by title of a block the convolutions in it with what stands on them."""
    if config.method == "scratch":
        filters = zip(_convolutions(config), scratch.FILTERS, strict=True)
        return {name: {name: str(count)} for name, count in filters}
    blocks: dict[str, dict[str, str]] = {}
    for name in vgg16.CONVOLUTIONS:
        block, convolution = name.split("_")
        blocks.setdefault(block, {})[name] = convolution.removeprefix("conv")
    return blocks


def _head_label(words: Words, config: TrainingConfig) -> str:
    return words("layers.classes") if config.method == "scratch" else str(config.head_units)


def _key(words: Words, state: str) -> str:
    return f'<span><i class="{state}"></i>{escape(words(f"layers.{state}"))}</span>'


def _block(title: str, cells: dict[str, str], trained: tuple[str, ...], kind: str = "") -> str:
    drawn = "".join(
        f'<i class="{"trained" if name in trained else "frozen"}">{escape(label)}</i>'
        for name, label in cells.items()
    )
    below = f"<small>{escape(title)}</small>"
    return f'<div class="block {kind}"><div class="cells">{drawn}</div>{below}</div>'
