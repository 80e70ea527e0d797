"""Lesson: structure. Layers are stacked; shapes, parameters and what a cell sees follow."""

import streamlit as st

from core.architecture import Conv2D, Dense, classifier_start, summarize
from core.architecture import presets as stacks
from core.lessons import parameter_puzzle
from ui.frame import code, frame, quiz
from ui.frame import next_puzzle as puzzles
from ui.lessons.structure import state as stack_state
from ui.lessons.structure.controls import stack_controls
from ui.lessons.structure.figures import parameter_bars
from ui.lessons.structure.in_keras import to_keras_code
from ui.lessons.structure.scene import PARTS, Outcome, outcome, stack_scene
from ui.lessons.structure.stack.stack import as_input, stack_editor
from ui.lessons.structure.stack_edits import edited
from ui.lessons.structure.vgg_columns.vgg_columns import vgg_table
from ui.photos.picker import current_photo
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "structure"
HIDDEN = Setting("structure_hidden", (32, 128, 512, 4096), 128)
SETTINGS = (HIDDEN, puzzles.number_setting(SLUG))
CLASSES = 10  # of the MLP, while the stack ends in no list


def compare(words: Words, stack: stacks.Stack, result: Outcome) -> None:
    """Draw the stack's parameters beside those of an MLP for the same input."""
    st.markdown(words.section("compare"))
    hidden = st.segmented_control(
        words("hidden"), HIDDEN.values, key=HIDDEN.key, format_func="{:,}".format, required=True
    )
    output = result.summaries[-1].output_shape
    mlp = stacks.mlp(stack.input_shape, hidden, output[0] if len(output) == 1 else CLASSES)
    other = Outcome(summarize(mlp.layers, mlp.input_shape))
    start = classifier_start(stack.layers)
    networks = {
        words("this"): [result.parameters_of(part, start) for part in PARTS],
        words("other", hidden=hidden): [other.parameters_of(part, 0) for part in PARTS],
    }
    names = [words(f"part.{part}") for part in PARTS]
    figure = parameter_bars(networks, names, words("bar"))
    said = ", ".join(f"{name}: {sum(counts):,}" for name, counts in networks.items())
    st.plotly_chart(figure, config={"displayModeBar": False}, key="structure_bars", alt=said)
    first = other.summaries[1].parameter_count.arithmetic
    st.markdown(words.section("mlp", arithmetic=first))


def ask(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = st.session_state[puzzles.number_setting(SLUG).key]
    puzzle = parameter_puzzle(number)
    values = {"side": puzzle.side, "channels": puzzle.channels}
    layer = {"filters": puzzle.layer.filters, "kernel": puzzle.layer.kernel_size}
    question = words("puzzle", number=number + 1, **values, **layer)
    because = words.section("because", arithmetic=puzzle.count.arithmetic, **values, **layer)
    quiz.check_number(words, SLUG, question, puzzle.count.value, because)
    puzzles.next_puzzle(words, SLUG)


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    preset = stack_controls(words)
    stack = stack_state.current()
    result = outcome(stack)

    st.markdown(words.section("how"))
    stack_editor(
        stack_scene(stack, result, words),
        as_input(current_photo(), stack.input_shape),
        key="structure_editor",
        revision=stack_state.loads(),
        on_edit=lambda message: stack_state.change(edited(stack_state.current(), message)),
    )

    st.header(words("vgg.title"), anchor=False)
    st.markdown(words.section("vgg"))
    vgg_table(
        words,
        key="structure_vgg",
        chosen=preset.removeprefix("VGG "),
        on_pick=lambda name: stack_state.load(stacks.PRESETS[f"VGG {name}"]),
    )

    st.header(words("lesson.numbers"), anchor=False)
    st.markdown(words.section("totals", parameters=result.parameters, macs=result.macs))
    if result.summaries:
        compare(words, stack, result)
    ask(words)

    if result.refusal:
        st.header(words("lesson.keras"), anchor=False)
        st.markdown(words("keras.refused"))
    else:
        keras = to_keras_code(stack.layers, stack.input_shape)
        code.show(words, keras, summarize, Conv2D, Dense)
    share(SLUG, SETTINGS)
    stack_state.share()


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
