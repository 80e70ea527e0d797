"""A value on a bar with the limit that it has to reach."""

import html

import streamlit as st

BAR = (
    "position:relative;height:0.7rem;border-radius:0.35rem;overflow:hidden;"
    "background:color-mix(in srgb, currentColor 14%, transparent)"
)
FILL = "height:100%;width:{width:.2f}%;background:{colour}"
MARK = (
    "position:absolute;inset-block:-0.15rem;inset-inline-start:calc({place:.2f}% - 1px);"
    "width:2px;background:currentColor"
)
ABOVE, BELOW = (
    "var(--st-primary-color, #0f766e)",
    "color-mix(in srgb, currentColor 45%, transparent)",
)


def meter(label: str, value: float, limit: float) -> None:
    """Draw a value 0..1 as a bar and mark its limit; below it the bar is grey.

    `label` says both, for everybody: the bar adds nothing that it does not say.
    """
    fill = FILL.format(width=_percent(value), colour=ABOVE if value >= limit else BELOW)
    mark = MARK.format(place=_percent(limit))
    st.html(
        f'<p style="margin:0 0 0.3rem;font-size:0.875rem">{html.escape(label)}</p>'
        f'<div style="position:relative"><div style="{BAR}"><div style="{fill}"></div></div>'
        f'<div style="{mark}"></div></div>'
    )


def _percent(share: float) -> float:
    return 100 * min(max(share, 0.0), 1.0)
