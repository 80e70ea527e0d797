"""Lesson: structure. Layers are stacked; shapes, parameters and what a cell sees follow."""

import streamlit as st

from core.architecture import PRESETS, Conv2D, Dense, outcome, summarize
from ui.frame import code, frame, quiz
from ui.lessons.structure import SLUG, parameter_puzzles, state
from ui.lessons.structure.beside_mlp import compare
from ui.lessons.structure.controls import SETTINGS, stack_controls
from ui.lessons.structure.in_keras import to_keras_code
from ui.lessons.structure.stack.stack import as_input, stack_editor
from ui.lessons.structure.stack_edits import edited
from ui.lessons.structure.stack_scene import stack_scene
from ui.lessons.structure.vgg_columns.vgg_columns import vgg_table
from ui.photos.picker import current_photo
from ui.session.setting import restore, share
from ui.words import Words


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    preset = stack_controls(words)
    stack = state.current()
    result = outcome(stack)

    st.markdown(words.section("how"))
    stack_editor(
        stack_scene(stack, result, words),
        as_input(current_photo(), stack.input_shape),
        key="structure_editor",
        revision=state.loads(),
        on_edit=lambda message: state.change(edited(state.current(), message)),
    )

    st.header(words("vgg.title"), anchor=False)
    st.markdown(words.section("vgg"))
    vgg_table(
        words,
        key="structure_vgg",
        chosen=preset.removeprefix("VGG "),
        on_pick=lambda name: state.load(PRESETS[f"VGG {name}"]),
    )

    st.header(words("lesson.numbers"), anchor=False)
    st.markdown(words.section("totals", parameters=result.parameters, macs=result.macs))
    if result.summaries:
        compare(words, stack, result)
    parameter_puzzles.ask(words)

    if result.refusal:
        st.header(words("lesson.keras"), anchor=False)
        st.markdown(words("keras.refused"))
    else:
        keras = to_keras_code(stack.layers, stack.input_shape)
        code.show(words, keras, summarize, Conv2D, Dense)
    share(SLUG, SETTINGS)
    state.share()


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
