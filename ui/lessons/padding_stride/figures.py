"""The figure of the padding lesson: sizes over layers. Never imports Streamlit."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go


def sizes_over_layers(
    sizes: Mapping[str, Sequence[int]], layers: int, labels: Mapping[str, str]
) -> go.Figure:
    """Draw the size after each layer as steps; a line that ends early is marked at its end.

    Parameters
    ----------
    sizes
        By the line's name; entry 0 is the image itself, see `core.lessons.border.layer_sizes`.
    layers
        Length of the axis.
    labels
        ``layer`` and ``size`` in the reader's language.
    """
    figure = go.Figure()
    for name, values in sizes.items():
        ended = len(values) <= layers
        symbols = ["circle"] * (len(values) - 1) + ["x" if ended else "circle"]
        figure.add_scatter(
            x=list(range(len(values))),
            y=list(values),
            name=name,
            mode="lines+markers",
            line={"shape": "hv"},
            marker={"symbol": symbols, "size": [5] * (len(values) - 1) + [11 if ended else 5]},
        )
    figure.update_xaxes(title=labels["layer"], range=[-0.5, layers + 0.5], dtick=2)
    figure.update_yaxes(title=labels["size"], rangemode="tozero")
    return figure.update_layout(
        height=340,
        hovermode="x unified",
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
