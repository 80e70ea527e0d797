"""Lesson: position. An MLP and two CNNs look at the same digit while it is moved."""

import numpy as np
import streamlit as st

from core.lessons import step_puzzle
from core.lessons.digits import (
    NETWORKS,
    PER_CLASS,
    REACH,
    SCALES,
    SEVEN,
    SEVENS,
    TURNS,
    answers_by_shift,
    place,
    records,
)
from ui.frame import code, frame, quiz
from ui.frame import next_puzzle as puzzles
from ui.lessons.position.digit_choice import SOURCES, choose_digit
from ui.lessons.position.figures import accuracy_curves
from ui.lessons.position.in_keras import position as keras_position
from ui.lessons.position.shift_maps.shift_maps import Panel, Shift, shift_maps, shift_scene
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "position"
SHIFTS = range(-REACH, REACH + 1)
SETTINGS = (
    Setting("position_source", SOURCES),
    Setting("position_label", range(10), 7),
    Setting("position_example_chosen", [str(number) for number in range(PER_CLASS)], str(SEVEN)),
    Setting("position_fit", (True, False)),
    Setting("position_scale", SCALES, 100),
    Setting("position_turn", TURNS, 0),
    Setting("position_down", SHIFTS, 0),
    Setting("position_right", SHIFTS, 0),
    puzzles.number_setting(SLUG),
)


def show_preset(name: str) -> None:
    """Set the same 7 in the middle, elsewhere, or in another size."""
    down, right, scale = SEVENS[name]
    chosen = {"source": "test", "label": 7, "example_chosen": str(SEVEN), "turn": 0}
    placed = {"down": down, "right": right, "scale": scale}
    st.session_state.update({f"position_{key}": value for key, value in (chosen | placed).items()})
    st.session_state["position_revision"] = st.session_state.get("position_revision", 0) + 1


def remember(shift: Shift) -> None:
    """Keep where the digit was let go."""
    st.session_state["position_down"], st.session_state["position_right"] = shift


def draw_presets(words: Words) -> None:
    """Draw the buttons that show the three 7s."""
    st.caption(words("presets"))
    with st.container(horizontal=True, gap="small"):
        for name in SEVENS:
            st.button(
                words(f"preset.{name}"), key=f"preset_{name}", on_click=show_preset, args=(name,)
            )


@st.cache_data(max_entries=300, show_spinner=False)
def answers(digit: np.ndarray, scale: float, turn: float) -> np.ndarray:
    """Return what the networks answer at every shift, computed once a digit, scale and turn."""
    return answers_by_shift(digit, scale, turn)


def panels(words: Words, digit: np.ndarray, scale: float, turn: float) -> list[Panel]:
    """Return a column a network: its size, its accuracy, its answers."""
    columns = []
    for name, table in zip(NETWORKS, answers(digit, scale, turn), strict=True):
        record = records()[name]
        facts = (
            words("parameters", count=record.parameters),
            words("accuracy", share=record.accuracy),
        )
        columns.append(Panel(words(f"network.{name}"), facts, table, record.by_shift))
    return columns


def draw_curves(words: Words) -> None:
    """Draw the accuracy of every network over shift, size and angle."""
    kinds = ("distance", "scale", "turn")
    for kind, tab in zip(kinds, st.tabs([words(f"curve.{kind}") for kind in kinds]), strict=True):
        figure = curves(words, words.language, kind)
        tab.plotly_chart(figure, key=f"curve_{kind}", alt=words(f"curve.{kind}"))


@st.cache_resource(show_spinner=False)
def curves(_words: Words, language: str, kind: str):
    """Return the figure of one kind, which no setting changes."""
    shares = {
        _words(f"network.{name}"): getattr(record, f"by_{kind}")
        for name, record in records().items()
    }
    return accuracy_curves(shares, _words(f"axis.{kind}"), _words("share"))


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    draw_presets(words)
    controls, picture = st.columns([1, 3.4], gap="medium")

    with controls:
        digit = choose_digit(words)
        scale = st.slider(words("scale"), 50, 150, step=10, format="%d%%", key="position_scale")
        turn = st.slider(words("turn"), -180, 180, step=15, format="%d°", key="position_turn")
    share(SLUG, SETTINGS)
    shift = st.session_state["position_down"], st.session_state["position_right"]

    with picture:
        scene = shift_scene(
            place(digit, scale=scale / 100, turn=turn),
            st.session_state["position_label"],
            panels(words, digit, scale / 100, turn),
            words,
            shift,
            st.session_state.get("position_revision", 0),
        )
        shift_maps(scene, key="position_maps", on_shift=remember)

    st.header(words("why"), anchor=False)
    measured = records()
    st.markdown(words.section("why", **measured))

    st.header(words("lesson.numbers"), anchor=False)
    st.markdown(words.section("measured"))
    draw_curves(words)
    st.markdown(words.section("learned", **measured))
    st.markdown(words.section("parameters", **measured))

    puzzle = step_puzzle(st.session_state[puzzles.number_setting(SLUG).key])
    strides = ", ".join(map(str, puzzle.strides))
    product = " × ".join(map(str, puzzle.strides))
    quiz.check_number(
        words,
        SLUG,
        words("puzzle", strides=strides),
        puzzle.answer,
        words.section("because", product=product, answer=puzzle.answer),
    )
    puzzles.next_puzzle(words, SLUG)

    keras = keras_position(*shift, scale / 100, turn)
    code.show(words, keras, answers_by_shift, note=words.section("keras"))


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
