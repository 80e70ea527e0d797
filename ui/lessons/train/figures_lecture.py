"""The picture of the lecture's experiment. Never imports Streamlit."""

from collections.abc import Mapping

import plotly.graph_objects as go

from core.training.judging.score import Score
from core.training.lecture import METHODS, Case

APART = 0.16  # of the two points of a method, in rows
MARKERS = {  # by augmentation, told apart without colour, too
    False: {"symbol": "circle-open", "size": 13, "line": {"width": 2.5}},
    True: {"symbol": "circle", "size": 14, "line": {"width": 0}},
}


def answer(scores: Mapping[Case, Score], labels: Mapping[str, str]) -> go.Figure:
    """Draw the accuracies there are with their intervals, a row a method.

    Parameters
    ----------
    scores
        Of the finished runs.
    labels
        ``title``, ``without``, ``with`` and the names of the methods.
    """
    figure = go.Figure()
    for method in METHODS:
        _join(figure, [case for case in scores if case.method == method], scores)
    for augmented, name in ((False, "without"), (True, "with")):
        cases = [case for case in scores if case.augmented == augmented]
        _add_points(figure, {case: scores[case] for case in cases}, augmented, labels[name])
    rows = range(len(METHODS))
    figure.update_xaxes(range=[0, 1.03], tickformat=".0%")
    figure.update_yaxes(
        tickvals=[*rows],
        ticktext=[labels[method] for method in METHODS],
        range=[len(METHODS) - 0.5, -0.5],
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


def _add_points(figure: go.Figure, scores: Mapping, augmented: bool, name: str) -> None:
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
    return list(METHODS).index(case.method) + (APART if case.augmented else -APART)
