"""What the runs of the lecture's experiment say together: one picture, and honest words."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.training import Case, Comparison, Run, lecture
from core.training.judging import Score
from ui.kit.table import table
from ui.lessons.train.figures import lecture_answer
from ui.session import choices
from ui.words import Words


def name(words: Words, case: Case) -> str:
    """Return what a case is called in a list."""
    augmentation = words("lecture.with" if case.augmented else "lecture.without")
    return f"{words(f'method.{case.method}')} · {augmentation}"


def show(words: Words, runs: Mapping[Case, Run]) -> None:
    """Draw the accuracies of finished runs, at least one, and which differences they show."""
    parts = next(iter(runs.values())).result.parts
    part = choices.one(
        st.segmented_control,
        words,
        words("result.part"),
        parts,
        format_func=lambda part: words(f"result.part.{part}"),
        key=f"lecture_part_{len(parts)}",
    )
    scores = {case: Score.of(run.result.evaluation(part)) for case, run in runs.items()}
    count = next(iter(scores.values())).count
    labels = {kind: words(f"lecture.{kind}") for kind in ("with", "without")}
    labels |= {method: words(f"method.{method}") for method in lecture.METHODS}
    labels["title"] = words(f"lecture.picture.{part}", count=count)
    st.plotly_chart(
        lecture_answer(scores, labels),
        key="lecture_answer",
        config={"displayModeBar": False},
        alt=_spoken(words, scores),
    )
    found = lecture.comparisons(scores)
    if found:
        _draw_comparisons(words, found, count)


def _spoken(words: Words, scores: Mapping[Case, Score]) -> str:
    said = (f"{name(words, case)}: {score.accuracy:.0%}" for case, score in scores.items())
    return "; ".join(said)


def _draw_comparisons(words: Words, found: Sequence[Comparison], count: int) -> None:
    overlap, apart = words("lecture.overlap", count=count), words("lecture.apart")
    rows = [
        (
            _pair(words, each.first, each.second),
            words("lecture.points", points=each.points).replace("-", "−"),
            apart if each.is_apart else overlap,
        )
        for each in found
    ]
    heads = [words(f"lecture.{head}") for head in ("compared", "difference", "intervals")]
    table(heads, rows, numbers=(1,))
    st.markdown(words.section("lecture_honest"))


def _pair(words: Words, first: Case, second: Case) -> str:
    method = words(f"method.{second.method}")
    if first.method == second.method:
        return words("lecture.augmented", method=method)
    return words("lecture.pair", better=method, other=words(f"method.{first.method}"))
