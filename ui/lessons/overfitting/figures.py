"""The two curves of the overfitting lesson. Never imports Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from core.lessons.digits import Epoch, Experiment, small_training

# Streamlit puts the first two chart colours of its theme in place of these two
TRAINING, VALIDATION = "#000001", "#000002"
Quantity = Literal["loss", "accuracy"]
LABELS = ("loss", "accuracy", "epoch", "training", "validation", "before", "gap", "best", "stopped")


@dataclass(frozen=True)
class Curves:
    """What a network was trained with, and what it was after each epoch."""

    experiment: Experiment
    epochs: Sequence[Epoch]

    @property
    def stopped(self) -> bool:
        """Whether early stopping ended it."""
        return len(self.epochs) < small_training.EPOCHS


def curves(
    run: Curves, before: Curves | None, quantity: Quantity, top: float, labels: dict[str, str]
) -> go.Figure:
    """Draw a quantity over the epochs on training and validation digits, `before` behind it.

    Parameters
    ----------
    top
        Highest value of the axis.
    labels
        The words `LABELS` in the reader's language; ``best`` and ``stopped`` have the placeholder
        ``{epoch}``, ``gap`` has ``{value}``, ``before`` has ``{curve}``.
    """
    figure = go.Figure()
    if before:
        _add_lines(figure, before, quantity, labels, is_before=True)
    _add_lines(figure, run, quantity, labels, is_before=False)
    _mark_epochs(figure, run, labels if quantity == "loss" else None)
    if quantity == "loss":
        _mark_gap(figure, run.epochs[-1], labels)
    figure.update_xaxes(title=labels["epoch"], range=[0, small_training.EPOCHS + 8], dtick=10)
    shown = ".0%" if quantity == "accuracy" else ".1f"
    figure.update_yaxes(range=[0, top], tickformat=shown)
    return figure.update_layout(
        title={"text": labels[quantity], "x": 0},
        height=370,
        hovermode="x unified",
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        legend={"orientation": "h", "x": 0, "y": -0.27, "yanchor": "top"},
    )


def _add_lines(figure, run: Curves, quantity: Quantity, labels: dict, *, is_before: bool) -> None:
    places = [epoch.number for epoch in run.epochs]
    curves_drawn = (
        (quantity, labels["training"], TRAINING),
        (f"val_{quantity}", labels["validation"], VALIDATION),
    )
    for name, curve, color in curves_drawn:
        figure.add_scatter(
            x=places,
            y=[getattr(epoch, name) for epoch in run.epochs],
            name=labels["before"].format(curve=curve) if is_before else curve,
            mode="lines",
            opacity=0.55 if is_before else 1,
            line={
                "color": color,
                "dash": "dot" if is_before else "solid",
                "width": 2 if is_before else 3,
            },
            hovertemplate="%{y:.0%}" if quantity == "accuracy" else "%{y:.2f}",
        )


def _mark_epochs(figure: go.Figure, run: Curves, labels: dict | None) -> None:
    """Draw where validation loss was lowest and where training stopped, named with `labels`."""
    best, last = small_training.best_epoch(run.epochs), run.epochs[-1]
    marks = []
    if run.stopped or small_training.overfits(run.epochs):
        marks.append(("best", best.number, "dash", 1.0, best.number > small_training.EPOCHS / 2))
    if run.stopped:
        marks.append(
            ("stopped", last.number, "solid", 0.9, last.number > small_training.EPOCHS - 4)
        )
    for name, epoch, dash, height, to_the_left in marks:
        line = {"dash": dash, "width": 1.5, "color": "gray"}
        figure.add_shape(x0=epoch, x1=epoch, y0=0, y1=height, yref="paper", line=line)
        if labels:
            figure.add_annotation(
                x=epoch,
                y=height,
                yref="paper",
                yanchor="top",
                text=labels[name].format(epoch=epoch),
                showarrow=False,
                xanchor="right" if to_the_left else "left",
                xshift=-5 if to_the_left else 5,
            )


def _mark_gap(figure: go.Figure, last: Epoch, labels: dict) -> None:
    """Draw a bracket between the two losses beside the last epoch."""
    place = last.number + 1
    figure.add_scatter(
        x=[place, place],
        y=[last.loss, last.val_loss],
        mode="lines+markers",
        line={"width": 1.5, "color": "gray"},
        marker={"symbol": "line-ew-open", "size": 9, "color": "gray"},
        showlegend=False,
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=place,
        y=(last.loss + last.val_loss) / 2,
        text=labels["gap"].format(value=f"{last.gap:.2f}"),
        showarrow=False,
        textangle=-90,
        xanchor="left",
        xshift=2,
    )
