"""Numbered puzzles: the parameters of a convolution."""

from core.lessons import parameter_puzzle
from ui.frame import quiz
from ui.frame.next_puzzle import next_puzzle, number_setting
from ui.lessons.structure import SLUG
from ui.words import Words

NUMBER = number_setting(SLUG)


def ask(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = NUMBER.get()
    puzzle = parameter_puzzle(number)
    values = {"side": puzzle.side, "channels": puzzle.channels}
    layer = {"filters": puzzle.layer.filters, "kernel": puzzle.layer.kernel_size}
    question = words("puzzle", number=number + 1, **values, **layer)
    because = words.section("because", arithmetic=puzzle.count.arithmetic, **values, **layer)
    quiz.check_number(words, SLUG, question, puzzle.count.value, because)
    next_puzzle(words, SLUG)
