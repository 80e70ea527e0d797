"""The lesson's network trained as the reader asks, and its two curves."""

import streamlit as st

from core.lessons.digits import Experiment, small_training
from ui.lessons.overfitting.figures import LABELS, Curves, Quantity, curves
from ui.words import Words

ROOM = 1.1  # of the axis of losses, above the largest of them
WHOLE = 1.03  # end of the axis of accuracies


@st.cache_data(max_entries=300, show_spinner=False)
def trained(experiment: Experiment) -> Curves:
    """Return what a network is after each epoch; equal experiments are run once."""
    return Curves(experiment, tuple(small_training.train(experiment)))


def draw_curves(words: Words, run: Curves, before: Curves | None) -> None:
    """Draw loss and accuracy side by side."""
    labels = {name: words(f"curve.{name}") for name in LABELS}
    runs = [run, before] if before else [run]
    top = max(max(epoch.val_loss, epoch.loss) for shown in runs for epoch in shown.epochs)
    ends: dict[Quantity, float] = {"loss": ROOM * top, "accuracy": WHOLE}
    for column, (quantity, end) in zip(st.columns(2, gap="small"), ends.items(), strict=True):
        figure = curves(run, before, quantity, end, labels)
        column.plotly_chart(figure, key=f"overfitting_{quantity}", alt=labels[quantity])
