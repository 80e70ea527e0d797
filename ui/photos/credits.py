"""Where photos come from, as a table."""

from collections.abc import Sequence

import streamlit as st

from core.datasets import Collected
from ui.words import Words, cell


def show_credits(words: Words, photos: Sequence[Collected]) -> None:
    """List where each photo comes from, as text: what others wrote is nothing to click on."""
    with st.expander(words("credits", count=len(photos)), icon=":material/attribution:"):
        st.dataframe([_row(words, photo) for photo in photos], hide_index=True)


def _row(words: Words, photo: Collected) -> dict[str, str]:
    said = photo.manifest
    licence = words.labels.get(f"licence.{said['licence']}", said["licence"])
    source = words(f"source.{said['source']}")
    row = {"class": photo.class_name, "source": source, "licence": licence}
    row |= {name: said.get(name, "") for name in ("creator", "attribution", "page")}
    return {words(f"credit.{name}"): cell(text) for name, text in row.items()}
