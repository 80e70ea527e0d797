"""Numbered puzzles: which cell answers a bar most."""

from core.lessons import cell_puzzle
from ui.frame import quiz
from ui.frame.next_puzzle import next_puzzle, number_setting
from ui.lessons.story import SLUG
from ui.words import Words

NUMBER = number_setting(SLUG)


def ask(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = NUMBER.get()
    puzzle = cell_puzzle(number)
    values = {"angle": puzzle.angle, "answer": puzzle.answer}
    question = words("puzzle", number=number + 1, angle=puzzle.angle)
    because = words.section("because", away=puzzle.away, **values)
    quiz.check_number(words, SLUG, question, puzzle.answer, because)
    next_puzzle(words, SLUG)
