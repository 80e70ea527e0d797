"""What came of a training run: accuracies, confusion matrix, classes, the photos behind them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.datasets import Dataset
from core.errors import ConvScopeError
from core.training.judging import Score
from core.training.judging import answers as judged
from ui.frame import frame
from ui.kit.table import table
from ui.lessons.train import result_photos
from ui.lessons.train.confusion.confusion import Cell, confusion
from ui.lessons.train.result_photos import Photos
from ui.runs import own_runs as runs
from ui.words import Words, plain

CELL = "result_cell"  # the run, the part and the cell whose photos are shown


def show(words: Words, key: str, dataset: Dataset | None) -> None:
    """Draw the result of a finished run; its photos only where the reader has them."""
    result, names = runs.result(key), runs.class_names(key, words.language)
    parts = runs.parts(key)
    with st.container(horizontal=True, gap="large"):
        for part in parts:
            _draw_accuracy(words, part, runs.score(key, part))
    st.markdown(words("result.judged" if "test" in parts else "result.no_test"))
    st.caption(_how(words, result))
    _draw_part(words, key, names, Photos.of(dataset))


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


def _how(words: Words, result: Mapping) -> str:
    """Say how long it took, of how many photos, what was cached, how far convolutions moved."""
    said = words(
        "result.how",
        train=result["train_photos"],
        validation=result["validation_photos"],
        test=result["test_photos"],
        seconds=result["seconds"],
        device=result["device"],
    )
    if result["cached"]:
        said += " " + words("result.cached", cached=result["cached"], total=result["variants"])
    if "weight_change" in result:
        largest = max(result["weight_change"].values())
        said += " " + words("result.weight_change", change=largest)
    return said


@st.fragment  # a cell or a photo leaves the rest of the page alone
def _draw_part(words: Words, key: str, names: Sequence[str], photos: Photos) -> None:
    """Draw the answers for the test photos or for the validation photos."""
    parts = runs.parts(key)
    part = st.segmented_control(
        words("result.part"),
        parts,
        format_func=lambda part: words(f"result.part.{part}"),
        key=f"result_part_{len(parts)}",
        default=parts[0],
        required=True,
    )
    try:
        _draw_answers(words, key, part, names, photos)
    except ConvScopeError as refusal:  # the page that would say it is not run again
        frame.say(words, refusal)


def _draw_answers(words: Words, key: str, part: str, names: Sequence[str], photos: Photos) -> None:
    evaluation = runs.result(key)[part]
    chosen = st.session_state.get(CELL, (None, None, None))
    cell: Cell | None = chosen[2] if chosen[:2] == (key, part) else None

    def choose(cell: Cell | None) -> None:
        st.session_state[CELL] = (key, part, cell)

    matrix, behind = st.columns([1, 1.6], gap="large")
    with matrix:
        confusion(words, evaluation["confusion"], names, cell, f"confusion_{part}", choose)
        _draw_classes(words, evaluation["classes"], names)
    with behind:
        answers = _chosen(words, evaluation["predictions"], names, cell)
        if cell:
            st.button(words("wrong.back"), on_click=choose, args=(None,), key="result_wrong")
        result_photos.show(words, key, answers, names, photos)


def _chosen(
    words: Words, predictions: Sequence[Mapping], names: Sequence[str], cell: Cell | None
) -> list[Mapping]:
    """Say which photos follow, and return the answers for them."""
    if cell:
        true, predicted = (plain(names[place]) for place in cell)
        answers = judged.of_cell(predictions, *cell)
        st.markdown(words("photos.cell", true=true, predicted=predicted, count=len(answers)))
        return answers
    answers = judged.wrong(predictions)
    st.markdown(words("wrong", count=len(answers)) if answers else words("wrong.none"))
    st.caption(words("confusion.hint"))
    return answers


def _draw_classes(words: Words, classes: Sequence[Mapping], names: Sequence[str]) -> None:
    """Draw precision and recall of each class."""
    rows = [
        (plain(name), _share(of["precision"]), _share(of["recall"]), str(of["photos"]))
        for name, of in zip(names, classes, strict=True)
    ]
    heads = [words(f"classes.{head}") for head in ("name", "precision", "recall", "photos")]
    table(heads, rows, numbers=(1, 2, 3))
    st.caption(words("classes.meaning"))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
