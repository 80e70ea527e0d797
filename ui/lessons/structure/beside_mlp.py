"""A stack's parameters beside those of an MLP for the same input."""

import streamlit as st

from core.architecture import PARTS, Outcome, Stack, classifier_start, presets, summarize
from ui.lessons.structure.figures import parameter_bars
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

HIDDEN = Setting("structure_hidden", (32, 128, 512, 4096), 128)
CLASSES = 10  # of the MLP, while the stack ends in no list


def compare(words: Words, stack: Stack, result: Outcome) -> None:
    """Draw both as bars, with the choice of the MLP's hidden units."""
    st.markdown(words.section("compare"))
    choices.one(
        st.segmented_control,
        words,
        words("hidden"),
        HIDDEN.values,
        key=HIDDEN.key,
        format_func="{:,}".format,
    )
    hidden = HIDDEN.get()
    output = result.summaries[-1].output_shape
    mlp = presets.mlp(stack.input_shape, hidden, output[0] if len(output) == 1 else CLASSES)
    other = Outcome(classifier_start(mlp.layers), summarize(mlp.layers, mlp.input_shape))
    networks = {
        words("this"): [result.parameters_of(part) for part in PARTS],
        words("other", hidden=hidden): [other.parameters_of(part) for part in PARTS],
    }
    names = [words(f"part.{part}") for part in PARTS]
    figure = parameter_bars(networks, names, words("bar"))
    said = ", ".join(f"{name}: {sum(counts):,}" for name, counts in networks.items())
    st.plotly_chart(figure, config={"displayModeBar": False}, key="structure_bars", alt=said)
    first = other.summaries[1].parameter_count.arithmetic
    st.markdown(words.section("mlp", arithmetic=first))
