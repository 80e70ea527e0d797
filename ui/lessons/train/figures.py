"""Plotly figures from plain data. Never imports Streamlit."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import plotly.graph_objects as go


def curves(
    epochs: Sequence[dict],
    quantity: str,
    total: int,
    labels: dict[str, str],
    marks: Mapping[int, str] = MappingProxyType({}),
) -> go.Figure:
    """Draw a quantity over the epochs, on the training and on the validation photos.

    Parameters
    ----------
    epochs
        Events of `core.training.fitting.fit`.
    quantity
        ``"loss"`` or ``"accuracy"``.
    total
        Epochs that will be, so that the axis does not move while they come.
    labels
        ``title``, ``epoch``, ``train`` and ``validation`` in the reader's language.
    marks
        What to say of certain epochs, each beside a vertical line.
    """
    figure = go.Figure()
    places = [event["epoch"] for event in epochs]
    for key, name in ((quantity, "train"), (f"val_{quantity}", "validation")):
        figure.add_scatter(
            x=places, y=[event[key] for event in epochs], name=labels[name], mode="lines+markers"
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
