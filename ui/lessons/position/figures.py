"""The figure of the position lesson: accuracy against a change. Never imports Streamlit."""

from collections.abc import Mapping

import plotly.graph_objects as go


def accuracy_curves(
    accuracies: Mapping[str, Mapping[int, float]], change: str, accuracy: str
) -> go.Figure:
    """Draw accuracy against the change of a digit, one line a network.

    Parameters
    ----------
    accuracies
        Shares 0..1 by pixels, percent or degrees, by network name in the reader's language.
    change, accuracy
        Titles of the axes.
    """
    figure = go.Figure()
    dashes = ("dot", "dash", "solid", "dashdot")  # told apart without colour, too
    for (name, shares), dash in zip(accuracies.items(), dashes, strict=True):
        figure.add_scatter(
            x=list(shares),
            y=list(shares.values()),
            name=name,
            mode="lines+markers",
            line={"dash": dash, "width": 2.5},
            hovertemplate="%{y:.0%}",
        )
    figure.update_xaxes(title=change)
    figure.update_yaxes(title=accuracy, range=[0, 1.02], tickformat=".0%")
    return figure.update_layout(
        height=340,
        hovermode="x unified",
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
