"""Figures of training runs beside each other. Never imports Streamlit."""

import html
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

DASHES = ("solid", "dash", "dot", "dashdot")  # told apart without colour, too
ROW = 20  # pixels of a name above the curves; on a phone each run has a row


def compared(runs: Mapping[str, Sequence[dict]], epoch: str) -> go.Figure:
    """Draw the validation accuracy of several runs over the epochs.

    Parameters
    ----------
    runs
        Epoch events of `core.training.fitting.fit` by the name of the run.
    epoch
        What the axis is called in the reader's language.
    """
    figure = go.Figure()
    for place, (name, epochs) in enumerate(runs.items()):
        figure.add_scatter(
            x=[event["epoch"] for event in epochs],
            y=[event["val_accuracy"] for event in epochs],
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
