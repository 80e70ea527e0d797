"""The papers on a line of years, to scale, and a sentence about each."""

import html

import streamlit as st

from core.lessons import MILESTONES, Milestone
from ui.kit.stylesheet import stylesheet
from ui.words import Words

FIRST, LAST = 1955, 2020
MARKS = range(1960, LAST + 1, 10)  # years written at the line


def timeline(words: Words) -> None:
    """Draw all milestones; the lesson's labels hold ``event.<name>`` and ``sentence.<name>``."""
    marks = "".join(f'<span style="left:{_share(year)}%">{year}</span>' for year in MARKS)
    dots = "".join(f'<i style="left:{_share(event.year)}%"></i>' for event in MILESTONES)
    items = "".join(_item(event, words) for event in MILESTONES)
    scale = f'<div class="scale" aria-hidden="true">{marks}{dots}</div>'
    st.html(f'{stylesheet(__file__)}<div class="timeline">{scale}<ol>{items}</ol></div>')


def _share(year: int) -> float:
    """Return how far along the line `year` is, percent."""
    return round(100 * (year - FIRST) / (LAST - FIRST), 2)


def _item(event: Milestone, words: Words) -> str:
    title, sentence = words(f"event.{event.name}"), words(f"sentence.{event.name}")
    return (
        f"<li><b>{event.year}</b><div><b>{html.escape(title)}</b><p>{html.escape(sentence)}</p>"
        f'<cite><a href="{event.link}" target="_blank" rel="noopener">'
        f"{html.escape(event.paper)}</a></cite></div></li>"
    )
