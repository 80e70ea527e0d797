"""What came of a training run: accuracies, confusion matrix, classes, the photos behind them."""

from collections.abc import Sequence

import streamlit as st

from core.datasets import Dataset
from core.errors import ConvScopeError
from core.training import Answer, ClassFigures, Evaluation, Result, Run
from core.training.judging import Score, answers
from ui.frame import frame
from ui.kit.table import table
from ui.lessons.train import result_photos
from ui.lessons.train.confusion.confusion import Cell, confusion
from ui.lessons.train.result_photos import Photos
from ui.runs import own_runs
from ui.session import choices
from ui.session.state import Maybe
from ui.words import Words, plain

_CELL = Maybe[tuple[str, str, Cell | None]]("result_cell")  # run, part, cell whose photos are shown


def show(words: Words, key: str, dataset: Dataset | None) -> None:
    """Draw the result of a finished run; its photos only where the reader has them."""
    run, names = Run.read(key), own_runs.class_names(key, words.language)
    with st.container(horizontal=True, gap="large"):
        for part in run.result.parts:
            _draw_accuracy(words, part, Score.of(run.result.evaluation(part)))
    st.markdown(words("result.judged" if run.result.test else "result.no_test"))
    st.caption(_how(words, run.result))
    _draw_part(words, run, names, Photos.of(dataset))


def _draw_accuracy(words: Words, part: str, score: Score) -> None:
    low, high = score.interval
    with st.container(gap="xxsmall", width="content"):
        st.metric(
            words(f"result.{part}"),
            f"{score.accuracy:.0%}",
            width="content",
            help=words("result.interval.help", count=score.count),
        )
        said = words("result.interval", right=score.right, count=score.count, low=low, high=high)
        st.caption(said, width="content")


def _how(words: Words, result: Result) -> str:
    """Say how long it took, of how many photos, what was cached, how far convolutions moved."""
    said = words(
        "result.how",
        train=result.train_photos,
        validation=result.validation_photos,
        test=result.test_photos,
        seconds=result.seconds,
        device=result.device,
    )
    if result.cached:
        said += " " + words("result.cached", cached=result.cached, total=result.variants)
    if result.weight_change:
        largest = max(result.weight_change.values())
        said += " " + words("result.weight_change", change=largest)
    return said


@st.fragment  # a cell or a photo leaves the rest of the page alone
def _draw_part(words: Words, run: Run, names: Sequence[str], photos: Photos) -> None:
    """Draw the answers for the test photos or for the validation photos."""
    parts = run.result.parts
    part = choices.one(
        st.segmented_control,
        words,
        words("result.part"),
        parts,
        format_func=lambda part: words(f"result.part.{part}"),
        key=f"result_part_{len(parts)}",
    )
    try:
        _draw_answers(words, run, part, names, photos)
    except ConvScopeError as refusal:  # the page that would say it is not run again
        frame.say(words, refusal)


def _draw_answers(words: Words, run: Run, part: str, names: Sequence[str], photos: Photos) -> None:
    evaluation = run.result.evaluation(part)
    chosen = _CELL.get()
    cell = chosen[2] if chosen and chosen[:2] == (run.key, part) else None

    def choose(cell: Cell | None) -> None:
        _CELL.set((run.key, part, cell))

    matrix, behind = st.columns([1, 1.6], gap="large")
    with matrix:
        confusion(words, evaluation.confusion, names, cell, f"confusion_{part}", choose)
        _draw_classes(words, evaluation.classes, names)
    with behind:
        shown = _chosen(words, evaluation, names, cell)
        if cell:
            st.button(words("wrong.back"), on_click=choose, args=(None,), key="result_wrong")
        result_photos.show(words, run.key, shown, names, photos)


def _chosen(
    words: Words, evaluation: Evaluation, names: Sequence[str], cell: Cell | None
) -> list[Answer]:
    """Say which photos follow, and return the answers for them."""
    if cell:
        true, predicted = (plain(names[place]) for place in cell)
        found = answers.of_cell(evaluation.predictions, *cell)
        st.markdown(words("photos.cell", true=true, predicted=predicted, count=len(found)))
        return found
    found = answers.wrong(evaluation.predictions)
    st.markdown(words("wrong", count=len(found)) if found else words("wrong.none"))
    st.caption(words("confusion.hint"))
    return found


def _draw_classes(words: Words, classes: Sequence[ClassFigures], names: Sequence[str]) -> None:
    """Draw precision and recall of each class."""
    rows = [
        (plain(name), _share(each.precision), _share(each.recall), str(each.photos))
        for name, each in zip(names, classes, strict=True)
    ]
    heads = [words(f"classes.{head}") for head in ("name", "precision", "recall", "photos")]
    table(heads, rows, numbers=(1, 2, 3))
    st.caption(words("classes.meaning"))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
