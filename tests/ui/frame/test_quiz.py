"""Questions: nothing is said before there is an answer, and only a right one counts."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import choice


def questions():
    from ui import words
    from ui.frame import quiz
    from ui.frame.next_puzzle import next_puzzle, number_setting
    from ui.session.setting import restore
    from ui.session.state import DONE

    labels = {
        "quiz.predict": "Guess",
        "quiz.check": "Check",
        "quiz.correct": "Right.",
        "quiz.wrong": "Not quite.",
        "next": "Next",
    }
    table = {
        "question": "Which is an animal?",
        "options": ["a stone", "a cat"],
        "answer": 1,
        "explanations": ["A stone is none.", "A cat is one."],
    }
    reader = words.Words("en", labels, {"check": table, "predict": table}, {})
    DONE.fill(set())
    restore("story", [number_setting("story")])
    quiz.predict(reader, "story")
    quiz.check(reader, "pooling")
    quiz.check_number(reader, "story", "2 + 2?", 4, "Count.")
    quiz.check_shape(reader, "channels", "Of what shape?", (5, 3), "Look.")
    next_puzzle(reader, "story")


@pytest.fixture
def page():
    return AppTest.from_function(questions).run()


def told(page):
    return [each.value for each in (*page.success, *page.warning)]


def test_nothing_is_said_before_an_answer(page):
    assert not page.exception
    assert told(page) == []
    assert choice(page, "pooling_check").options == ["a stone", "a cat"]
    assert choice(page, "pooling_check").value is None


def test_a_choice_is_explained_and_a_right_one_counts(page):
    choice(page, "pooling_check").set_value(0).run()
    assert told(page) == ["Not quite. A stone is none."]
    assert page.session_state["done"] == set()
    choice(page, "pooling_check").set_value(1).run()
    assert told(page) == ["Right. A cat is one."]
    assert page.session_state["done"] == {"pooling"}


def test_a_guess_before_looking_counts_for_nothing(page):
    choice(page, "story_predict").set_value(1).run()
    assert told(page) == ["Right. A cat is one."]
    assert page.session_state["done"] == set()


@pytest.mark.parametrize(
    ("guess", "right"), [(4.0, True), (4.009, True), (4.02, False), (0.0, False)]
)
def test_a_number_may_be_rounded(page, guess, right):
    page.number_input(key="story_check").set_value(guess).run()
    assert told(page) == ["Right. Count." if right else "Not quite. Count."]
    assert ("story" in page.session_state["done"]) == right


@pytest.mark.parametrize(("guess", "right"), [("(5, 3)", True), ("5x3", True), ("3, 5", False)])
def test_a_shape_is_its_numbers_in_their_order(page, guess, right):
    page.text_input(key="channels_check").set_value(guess).run()
    assert told(page) == ["Right. Look." if right else "Not quite. Look."]


def test_the_next_puzzle_starts_without_an_answer_and_the_first_follows_the_last(page):
    from core.lessons import PUZZLES

    page.number_input(key="story_check").set_value(4.0).run()
    for number in range(1, 3):
        page.button(key="story_next").click().run()
        assert page.session_state["story_puzzle"] == number
        assert page.number_input(key="story_check").value is None
        assert told(page) == []
    page.session_state["story_puzzle"] = PUZZLES - 1
    page.button(key="story_next").click().run()
    assert page.session_state["story_puzzle"] == 0
