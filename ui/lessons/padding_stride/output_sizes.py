"""Output sizes as a reader sees them: padding in words, a table of strides, a curve of layers."""

import streamlit as st

from core.convolution import Padding, output_size, padding_amounts
from core.lessons import border
from ui.lessons.padding_stride.figures import sizes_over_layers
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

STRIDES = (1, 2, 3)
LARGE = 224  # VGG16's input
LAYERS = 20
LAYER_KERNELS = (3, 5, 7)
START = Setting("padding_stride_start", (28, 64, LARGE))


def draw_formula(words: Words, size: int, kernel_size: int, stride: int, padding: Padding) -> None:
    """Draw how a size follows, how much is added where, and what other strides would give."""
    before, after = padding_amounts(size, kernel_size, stride, padding)
    output = output_size(size, kernel_size, stride, padding)
    numbers = {"size": size, "kernel": kernel_size, "stride": stride, "output": output}
    st.markdown(words.section("formula", padding=before + after, **numbers))
    st.markdown(padding_in_words(words, before, after))
    st.markdown(stride_table(words, size, kernel_size, padding))
    st.markdown(words.section("stride"))


def padding_in_words(words: Words, before: int, after: int) -> str:
    """Return how much is added where; lopsided amounts are named one by one."""
    kind = "lopsided" if before != after else "even" if before else "none"
    return words(f"added.{kind}", before=before, after=after)


def stride_table(words: Words, size: int, kernel_size: int, padding: Padding) -> str:
    """Return a Markdown table: outputs at each stride, for this image and for a large one."""
    lines = [words("table", size=size, large=LARGE), "|:-:|--:|--:|"]
    for stride in STRIDES:
        cells = [str(stride)]
        for length in (size, LARGE):
            side = output_size(length, kernel_size, stride, padding)
            count = border.stop_count(length, kernel_size, stride, padding)
            share = border.kept_share(length, kernel_size, stride, padding)
            cells.append(f"{side}² = {count:,} ({share:.1%})")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def draw_layers(words: Words) -> None:
    """Draw the size over many layers, with and without padding, and say where it ends."""
    choices.one(
        st.segmented_control,
        words,
        words("start"),
        START.values,
        format_func=lambda value: f"{value}×{value}",
        key=START.key,
    )
    start = START.get()
    sizes = {kernel: border.layer_sizes(start, kernel, LAYERS) for kernel in LAYER_KERNELS}
    lines = {f"valid {kernel}×{kernel}": values for kernel, values in sizes.items()}
    lines["same"] = border.layer_sizes(start, LAYER_KERNELS[0], LAYERS, padding="same")
    figure = sizes_over_layers(lines, LAYERS, {"layer": words("layer"), "size": words("side")})
    said = [_ending(words, kernel, values) for kernel, values in sizes.items()]
    said.append(words("layers.same", size=start))
    st.plotly_chart(
        figure,
        key="padding_stride_layers",
        config={"displayModeBar": False},
        alt="; ".join(said).replace("*", ""),
    )
    st.markdown("\n".join(f"- {line}" for line in said))


def _ending(words: Words, kernel: int, sizes: list[int]) -> str:
    layers = len(sizes) - 1
    end = "fits" if layers == LAYERS else "used_up"
    return words(f"layers.{end}", kernel=kernel, layers=layers, left=sizes[-1])
