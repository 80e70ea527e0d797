"""A collection in numbers: before and after cleaning, and the parts that training makes of it."""

from dataclasses import astuple

import streamlit as st

from core.datasets import UNEVEN, Dataset, Split, class_counts, split
from core.errors import ConvScopeError
from core.training import TrainingConfig
from ui.frame import frame
from ui.kit.table import table
from ui.lessons.collect import state
from ui.words import Words, plain

SEED = TrainingConfig().seed


def show(words: Words) -> None:
    """Draw the table, or say what is missing to learn from the photos."""
    collection = state.collection()
    heads = [words("set.class"), words("set.before"), words("set.now")]
    with st.container(key="set_table"):
        if not collection.ready:
            counts, before = collection.counts, collection.counts_before
            rows = [(plain(name), str(before[name]), str(counts[name])) for name in counts]
            table(heads, rows, numbers=(1, 2))
            st.caption(words("not_ready"))
            return
        try:
            _divided(words, heads)
        except ConvScopeError as refusal:
            frame.say(words, refusal)


def _divided(words: Words, heads: list[str]) -> None:
    dataset = state.dataset()
    parts = [words(f"set.{part}") for part in ("train", "validation", "test")]
    counted = class_counts(state.collection(), dataset, _split(dataset.fingerprint, dataset))
    rows = [(plain(each.name), *(str(count) for count in astuple(each)[1:])) for each in counted]
    table([*heads, *parts], rows, numbers=range(1, 6))
    st.caption(words("set.how", seed=SEED))


@st.cache_data(max_entries=100, show_spinner=False)
def _split(fingerprint: str, _dataset: Dataset) -> Split:
    return split(_dataset, SEED)


def say_balance(words: Words) -> None:
    """Say how even the classes are, once all have photos enough."""
    collection = state.collection()
    if not collection.ready:
        return
    counts = collection.counts
    least, most = min(counts, key=counts.__getitem__), max(counts, key=counts.__getitem__)
    if collection.imbalance < UNEVEN:
        st.markdown(words("even", low=counts[least], high=counts[most]))
    else:
        values = {"least": plain(least), "most": plain(most), "times": collection.imbalance}
        st.warning(words("uneven", **values), icon=":material/balance:")
