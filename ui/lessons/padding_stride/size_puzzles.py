"""Numbered puzzles: the size of an output."""

from core.lessons import size_puzzle
from ui.frame import quiz
from ui.frame.next_puzzle import next_puzzle, number_setting
from ui.lessons.padding_stride import SLUG
from ui.words import Words

NUMBER = number_setting(SLUG)


def ask(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = NUMBER.get()
    puzzle = size_puzzle(number)
    (before, after), padding = puzzle.added, puzzle.padding
    name = words("pixels", count=padding) if isinstance(padding, int) else padding
    given = {"size": puzzle.size, "kernel": puzzle.kernel_size, "stride": puzzle.stride}
    worked = words.section(
        "worked",
        before=before,
        after=after,
        padded=puzzle.padded,
        room=puzzle.room,
        steps=puzzle.answer - 1,
        answer=puzzle.answer,
        left_over=puzzle.left_over,
        **given,
    )
    question = words("puzzle", number=number + 1, padding=name, **given)
    quiz.check_number(words, SLUG, question, puzzle.answer, worked)
    next_puzzle(words, SLUG)
