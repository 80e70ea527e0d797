"""Figure of the structure lesson: parameters of two networks side by side. No Streamlit here."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go


def parameter_bars(
    networks: Mapping[str, Sequence[int]], parts: Sequence[str], total: str
) -> go.Figure:
    """Draw a bar a network, made of its parts.

    Parameters
    ----------
    networks
        Name: parameters of each part.
    parts
        Names of the parts, in the legend.
    total
        Template with ``{count}`` for the number at the end of a bar.
    """
    names = list(networks)
    figure = go.Figure()
    for index, part in enumerate(parts):
        figure.add_bar(
            y=names,
            x=[counts[index] for counts in networks.values()],
            name=part,
            orientation="h",
            hovertemplate=f"%{{y}}<br>{part}: %{{x:,}}<extra></extra>",
        )
    sums = [sum(counts) for counts in networks.values()]
    for name, count in zip(names, sums, strict=True):
        text = total.format(count=count)
        figure.add_annotation(x=count, y=name, text=text, showarrow=False, xanchor="left", xshift=6)
    figure.update_xaxes(visible=False, range=[0, 1.4 * max(*sums, 1)])
    figure.update_yaxes(autorange="reversed", ticksuffix="  ")
    return figure.update_layout(
        barmode="stack",
        height=190,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    )
