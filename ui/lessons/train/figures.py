"""Curves of runs, and the picture of the lecture's experiment. Never imports Streamlit."""

import html
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import plotly.graph_objects as go

from core.training import Case, EpochEnded, lecture
from core.training.judging import Score

QUANTITIES: dict[str, tuple[Callable[[EpochEnded], float], Callable[[EpochEnded], float]]] = {
    "accuracy": (lambda epoch: epoch.accuracy, lambda epoch: epoch.val_accuracy),
    "loss": (lambda epoch: epoch.loss, lambda epoch: epoch.val_loss),
}
"""Of an epoch: on the training photos, on the validation photos."""


def curves(
    epochs: Sequence[EpochEnded],
    quantity: str,
    total: int,
    labels: dict[str, str],
    marks: Mapping[int, str] = MappingProxyType({}),
) -> go.Figure:
    """Draw a quantity over the epochs, on the training and on the validation photos.

    Parameters
    ----------
    epochs
        Those that are over.
    quantity
        One of `QUANTITIES`.
    total
        Epochs that will be, so that the axis does not move while they come.
    labels
        ``title``, ``epoch``, ``train`` and ``validation`` in the reader's language.
    marks
        What to say of certain epochs, each beside a vertical line.
    """
    figure = go.Figure()
    places = [each.epoch for each in epochs]
    for value, name in zip(QUANTITIES[quantity], ("train", "validation"), strict=True):
        figure.add_scatter(
            x=places, y=[value(each) for each in epochs], name=labels[name], mode="lines+markers"
        )
    figure.update_xaxes(title=labels["epoch"], range=[0.5, total + 0.5], tickformat="d")
    span = {"range": [0, 1.03], "tickformat": ".0%"} if quantity == "accuracy" else {}
    figure.update_yaxes(rangemode="tozero", **span)
    free = 0.02 if quantity == "accuracy" else 0.8  # share of the height where no curve ends
    for place, (epoch, said) in enumerate(sorted(marks.items())):
        figure.add_vline(
            x=epoch,
            line={"dash": "dot", "width": 1.5},
            annotation={"text": said, "y": free + 0.1 * place, "yanchor": "bottom"},
        )
    return _laid_out(figure, labels["title"], height=300)


def _laid_out(figure: go.Figure, title: str, height: int) -> go.Figure:
    return figure.update_layout(
        title={"text": title, "x": 0},
        height=height,
        margin={"l": 10, "r": 10, "t": 70, "b": 10},
        legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.02, "yanchor": "bottom"},
    )


APART = 0.16  # of the two points of a method, in rows
MARKERS = {  # by augmentation, told apart without colour, too
    False: {"symbol": "circle-open", "size": 13, "line": {"width": 2.5}},
    True: {"symbol": "circle", "size": 14, "line": {"width": 0}},
}


def lecture_answer(scores: Mapping[Case, Score], labels: Mapping[str, str]) -> go.Figure:
    """Draw the accuracies there are with their intervals, a row a method.

    Parameters
    ----------
    scores
        Of the finished runs.
    labels
        ``title``, ``without``, ``with`` and the names of the methods.
    """
    figure = go.Figure()
    for method in lecture.METHODS:
        _join(figure, [case for case in scores if case.method == method], scores)
    for augmented, name in ((False, "without"), (True, "with")):
        cases = [case for case in scores if case.augmented == augmented]
        _add_points(figure, {case: scores[case] for case in cases}, augmented, labels[name])
    rows = range(len(lecture.METHODS))
    figure.update_xaxes(range=[0, 1.03], tickformat=".0%")
    figure.update_yaxes(
        tickvals=[*rows],
        ticktext=[labels[method] for method in lecture.METHODS],
        range=[len(lecture.METHODS) - 0.5, -0.5],
    )
    return figure.update_layout(
        title={"text": labels["title"], "x": 0},
        height=300,
        margin={"l": 10, "r": 10, "t": 50, "b": 10},
        legend={"orientation": "h", "x": 0, "y": -0.15, "yanchor": "top"},
        showlegend=True,
    )


def _join(figure: go.Figure, cases: list[Case], scores: Mapping[Case, Score]) -> None:
    ends = [(scores[case].accuracy, _row(case)) for case in cases]
    if len(ends) == 2:
        (x0, y0), (x1, y1) = ends
        line = {"color": "gray", "width": 1.5, "dash": "dot"}
        figure.add_shape(type="line", x0=x0, y0=y0, x1=x1, y1=y1, line=line, layer="below")


def _add_points(
    figure: go.Figure, scores: Mapping[Case, Score], augmented: bool, name: str
) -> None:
    intervals = [(score.accuracy, *score.interval) for score in scores.values()]
    figure.add_scatter(
        x=[accuracy for accuracy, _, _ in intervals],
        y=[_row(case) for case in scores],
        error_x={
            "type": "data",
            "array": [high - accuracy for accuracy, _, high in intervals],
            "arrayminus": [accuracy - low for accuracy, low, _ in intervals],
            "thickness": 2,
            "width": 5,
        },
        name=name,
        mode="markers",
        marker=MARKERS[augmented],
        customdata=[[low, high] for _, low, high in intervals],
        hovertemplate="%{x:.0%} (%{customdata[0]:.0%} – %{customdata[1]:.0%})",
    )


def _row(case: Case) -> float:
    return list(lecture.METHODS).index(case.method) + (APART if case.augmented else -APART)


DASHES = ("solid", "dash", "dot", "dashdot")  # told apart without colour, too
ROW = 20  # pixels of a name above the curves; on a phone each run has a row


def compared(runs: Mapping[str, Sequence[EpochEnded]], epoch: str) -> go.Figure:
    """Draw the validation accuracy of several runs over the epochs.

    Parameters
    ----------
    runs
        Their epochs by the name of the run.
    epoch
        What the axis is called in the reader's language.
    """
    figure = go.Figure()
    for place, (name, epochs) in enumerate(runs.items()):
        figure.add_scatter(
            x=[each.epoch for each in epochs],
            y=[each.val_accuracy for each in epochs],
            name=html.escape(name),  # Plotly reads tags in texts
            mode="lines",
            line={"dash": DASHES[place % len(DASHES)], "width": 2.5, "shape": "linear"},
            hovertemplate="%{y:.0%}",
        )
    figure.update_xaxes(title=epoch, tickformat="d")
    figure.update_yaxes(range=[0, 1.03], tickformat=".0%")
    return figure.update_layout(
        height=330 + ROW * len(runs),
        hovermode="x unified",
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        showlegend=True,
    )
