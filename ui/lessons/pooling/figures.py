"""The figure of the pooling lesson: change under a shift. Never imports Streamlit."""

from collections.abc import Mapping

import plotly.graph_objects as go


def change_bars(changes: Mapping[str, float], title: str) -> go.Figure:
    """Draw shares 0..1 as horizontal bars, first on top, each with its percentage.

    Parameters
    ----------
    changes
        By the name of what was changed, in the reader's language.
    title
        Of the axis.
    """
    figure = go.Figure(
        go.Bar(
            x=list(changes.values()),
            y=list(changes),
            orientation="h",
            texttemplate="%{x:.1%}",
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(title=title, range=[0, 1], tickformat=".0%")
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False)
    return figure.update_layout(
        height=90 + 38 * len(changes), margin={"l": 10, "r": 45, "t": 10, "b": 10}, bargap=0.35
    )
