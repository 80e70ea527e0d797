"""Questions to the learner: predict before looking, check after."""

import re

import streamlit as st

from ui.session import choices, memory
from ui.session.state import DONE, Maybe
from ui.words import Words


def predict(words: Words, slug: str) -> None:
    """Ask the lesson's opening question; the answer says where in the picture to look."""
    _choice(words, slug, "predict", words("quiz.predict"))


def check(words: Words, slug: str) -> None:
    """Ask the lesson's closing question; a right answer counts the lesson as done."""
    st.header(words("quiz.check"), anchor=False)
    if _choice(words, slug, "check", None):
        _done(slug)


def check_number(words: Words, slug: str, question: str, answer: float, because: str) -> None:
    """Ask for a number that the current settings give; `because` explains it either way."""
    st.header(words("quiz.check"), anchor=False)
    guess = st.number_input(
        question, value=None, step=1.0, format="%g", key=_answer(slug).key, placeholder="?"
    )
    if guess is None:
        return
    if abs(guess - answer) < 0.01:
        st.success(f"{words('quiz.correct')} {because}")
        _done(slug)
    else:
        st.warning(f"{words('quiz.wrong')} {because}")


def check_shape(
    words: Words, slug: str, question: str, answer: tuple[int, ...], because: str
) -> None:
    """Ask for the shape of an array, written with any signs between its numbers."""
    st.header(words("quiz.check"), anchor=False)
    guess = st.text_input(question, key=f"{slug}_check", placeholder="(?, ?, ?, ?)", max_chars=40)
    if not guess:
        return
    if tuple(map(int, re.findall(r"[0-9]+", guess))) == answer:
        st.success(f"{words('quiz.correct')} {because}")
        _done(slug)
    else:
        st.warning(f"{words('quiz.wrong')} {because}")


def empty_answer(slug: str) -> None:
    """Take back what was typed as the answer to `check_number`: before it is drawn."""
    _answer(slug).set(None)


def _answer(slug: str) -> Maybe[float | None]:
    return Maybe(f"{slug}_check")


def _choice(words: Words, slug: str, name: str, title: str | None) -> bool:
    """Ask a question of the lesson's head and return whether the choice is right."""
    quiz = words.quizzes[name]
    with st.container(border=True, key=f"quiz_{name}"):
        if title:
            st.caption(title)
        picked = choices.one(
            st.radio,
            words,
            quiz["question"],
            range(len(quiz["options"])),
            format_func=quiz["options"].__getitem__,
            start=None,
            horizontal=True,
            key=f"{slug}_{name}",
        )
        if picked is None:
            return False
        right = picked == quiz["answer"]
        verdict = words("quiz.correct" if right else "quiz.wrong")
        show = st.success if right else st.warning
        show(f"{verdict} {quiz['explanations'][picked]}")
        return right


def _done(slug: str) -> None:
    if slug not in DONE.get():
        memory.mark_done(slug)
        st.rerun()  # the lesson list above is already drawn without its mark
