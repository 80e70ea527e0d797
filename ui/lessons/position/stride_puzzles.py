"""Numbered puzzles: how many pixels of the input are one step of the last layer."""

from core.lessons import step_puzzle
from ui.frame import quiz
from ui.frame.next_puzzle import next_puzzle, number_setting
from ui.lessons.position import SLUG
from ui.words import Words

NUMBER = number_setting(SLUG)


def ask(words: Words) -> None:
    """Ask the puzzle at hand."""
    puzzle = step_puzzle(NUMBER.get())
    strides = ", ".join(map(str, puzzle.strides))
    product = " × ".join(map(str, puzzle.strides))
    because = words.section("because", product=product, answer=puzzle.answer)
    quiz.check_number(words, SLUG, words("puzzle", strides=strides), puzzle.answer, because)
    next_puzzle(words, SLUG)
