"""VGG16's 13 convolutions and the head as a row of blocks: what is frozen, what is trained."""

from html import escape

import streamlit as st

from core.networks import vgg16
from core.training import TrainingConfig
from core.training.methods import fine_tuning
from core.training.methods import scratch as scratch_network
from ui.words import Words

_STYLE = """
<style>
.layers-row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.35rem; padding-bottom: 0.6rem; }
.layers-row .block { display: flex; flex-direction: column; gap: 0.2rem; }
.layers-row .cells { display: flex; gap: 3px; }
.layers-row small { font-size: 0.72rem; opacity: 0.75; }
.layers-row i { width: 2.05rem; height: 2.6rem; border-radius: 4px; border: 1.5px solid;
  display: grid; place-items: center; font-style: normal; font-weight: 600; font-size: 0.72rem; }
.layers-row .head i { width: 4.2rem; }
.layers-row .frozen { color: color-mix(in srgb, currentColor 60%, transparent);
  border-style: dashed;
  background: repeating-linear-gradient(135deg, transparent 0 5px,
    color-mix(in srgb, currentColor 14%, transparent) 5px 7px); }
.layers-row .trained { color: #fff; background: var(--st-primary-color, #0f766e);
  border-color: transparent; }
.layers-row .legend { display: flex; gap: 0.8rem; align-items: end; font-size: 0.8rem;
  margin-left: 0.6rem; }
.layers-row .legend span { display: flex; gap: 0.35rem; align-items: center; }
.layers-row .legend i { width: 1.1rem; height: 1.1rem; }
</style>"""


def show(words: Words, config: TrainingConfig) -> None:
    """Draw the network of a configuration; a screen reader hears it as one sentence."""
    st.html(_STYLE + markup(words, config))


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
    return tuple(f"conv{number}" for number in range(1, len(scratch_network.FILTERS) + 1))


def _blocks(config: TrainingConfig) -> dict[str, dict[str, str]]:
    """Return by title of a block the convolutions in it with what stands on them."""
    if config.method == "scratch":
        filters = zip(_convolutions(config), scratch_network.FILTERS, strict=True)
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
