"""The figure of the lesson Grad-CAM: a probability while a photo changes. No Streamlit here."""

from collections.abc import Mapping

import plotly.graph_objects as go

from core.networks.explaining import Curve


def changing_photo(curves: Mapping[str, Curve], top: float, axes: tuple[str, str]) -> go.Figure:
    """Draw curves over the share of changed pixels, the first one filled down to the axis.

    Parameters
    ----------
    curves
        By their names in the legend.
    top
        Largest probability that the vertical axis shows.
    axes
        What is on the horizontal and on the vertical axis.
    """
    figure = go.Figure()
    for number, (name, curve) in enumerate(curves.items()):
        figure.add_scatter(
            x=curve.shares,
            y=curve.probabilities,
            name=name,
            mode="lines",
            fill="tozeroy" if number == 0 else None,
            line={"dash": "dot" if number else "solid"},
            hovertemplate="%{x:.0%} · %{y:.1%}<extra></extra>",
        )
    figure.update_xaxes(title=axes[0], range=[0, 1], tickformat=".0%")
    figure.update_yaxes(
        title=axes[1], range=[0, 1.05 * top], tickformat=".0%" if top > 0.05 else ".1%"
    )
    return figure.update_layout(
        height=290,
        margin={"l": 10, "r": 10, "t": 40, "b": 10},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
