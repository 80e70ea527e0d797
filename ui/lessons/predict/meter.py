"""A value on a bar with the limit that it has to reach."""

import html

import streamlit as st

from ui.kit.stylesheet import stylesheet


def meter(label: str, value: float, limit: float) -> None:
    """Draw a value 0..1 as a bar and mark its limit; below it the bar is grey.

    `label` says both, for everybody: the bar adds nothing that it does not say.
    """
    reached = " reached" if value >= limit else ""
    places = f"--value: {_percent(value)}; --limit: {_percent(limit)}"
    st.html(
        f'{stylesheet(__file__)}<div class="meter{reached}" style="{places}">'
        f"<p>{html.escape(label)}</p>"
        f'<div class="scale"><div class="bar"><i></i></div><div class="limit"></div></div></div>'
    )


def _percent(share: float) -> str:
    return f"{100 * min(max(share, 0.0), 1.0):.2f}%"
