"""What came of a training run: accuracy, confusion matrix, the photos that went wrong."""

import streamlit as st

from core import photo_store
from core.dataset import Dataset
from core.evaluation import wilson_interval
from ui import figures, runs
from ui.pictures import square
from ui.words import Words, plain

SIDE = 120  # of a wrongly classified photo, pixels
SHOWN = 12


def show(words: Words, key: str, dataset: Dataset | None) -> None:
    """Draw the result of a finished run; its photos only where the reader has them."""
    result, names = runs.result(key), runs.class_names(key, words.language)
    count = result["validation_photos"]
    right = round(result["accuracy"] * count)
    low, high = wilson_interval(right, count)
    with st.container(horizontal=True, gap="large"):
        st.metric(words("result.accuracy"), f"{result['accuracy']:.0%}", width="content")
        st.metric(words("result.right"), f"{right} / {count}", width="content")
        interval = f"{low:.0%} – {high:.0%}"
        help_text = words("result.interval.help", count=count)
        st.metric(words("result.interval"), interval, width="content", help=help_text)
        st.metric(words("result.seconds"), f"{result['seconds']:.1f} s", width="content")
        st.metric(words("result.device"), result["device"], width="content")
    st.caption(_how(words, result))
    matrix, wrong = st.columns([1, 1.3], gap="large")
    labels = {name: words(f"confusion.{name}") for name in ("title", "true", "predicted")}
    matrix.plotly_chart(
        figures.confusion(result["confusion"], names, labels),
        config={"displayModeBar": False},
        alt=f"{labels['title']}: {result['confusion']}",
    )
    with wrong:
        _show_wrong(words, result["predictions"], names, dataset)


def _how(words: Words, result: dict) -> str:
    """Say what was learnt from, what was checked on, and how far the convolutions moved."""
    said = words("result.how", learnt=result["train_photos"], count=result["validation_photos"])
    if result["cached"]:
        said += " " + words("result.cached", cached=result["cached"], total=result["variants"])
    if "weight_change" in result:
        largest = max(result["weight_change"].values())
        said += " " + words("result.weight_change", change=largest)
    return said


def _show_wrong(words: Words, predictions: list[dict], names: list[str], dataset: Dataset | None):
    st.markdown(f"**{words('wrong')}**")
    wrong = [entry for entry in predictions if entry["label"] != entry["predicted"]]
    if not wrong:
        st.success(words("wrong.none"))
        return
    here = {photo.hash for photo in dataset.photos} if dataset else set()
    shown = [entry for entry in wrong if entry["hash"] in here]
    if not shown:
        st.caption(words("wrong.absent", count=len(wrong)))
        return
    shown.sort(key=lambda entry: -entry["probability"])
    with st.container(horizontal=True):
        for entry in shown[:SHOWN]:
            with st.container(width=SIDE, gap="xsmall"):
                st.image(square(photo_store.get(entry["hash"], dataset.folder), SIDE))
                st.caption(
                    words(
                        "wrong.one",
                        true=plain(names[entry["label"]]),
                        predicted=plain(names[entry["predicted"]]),
                        probability=entry["probability"],
                    )
                )
