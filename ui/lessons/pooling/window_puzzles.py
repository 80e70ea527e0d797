"""Numbered puzzles: what a window of numbers becomes."""

from core.lessons import pooling_puzzle
from ui.frame import quiz
from ui.frame.next_puzzle import next_puzzle, number_setting
from ui.lessons.pooling import SLUG
from ui.words import Words

NUMBER = number_setting(SLUG)


def ask(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = NUMBER.get()
    puzzle = pooling_puzzle(number)
    rows = r" \\ ".join(" & ".join(map(str, row)) for row in puzzle.image)
    question = words(
        "puzzle",
        number=number + 1,
        mode=words(puzzle.mode),
        row=puzzle.row + 1,
        column=puzzle.column + 1,
        matrix=rf"$\begin{{bmatrix}} {rows} \end{{bmatrix}}$",
    )
    cells = ", ".join(map(str, puzzle.window))
    because = words.section(f"because_{puzzle.mode}", window=cells, answer=f"{puzzle.answer:g}")
    quiz.check_number(words, SLUG, question, puzzle.answer, because)
    next_puzzle(words, SLUG)
