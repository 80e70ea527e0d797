"""Where photos come from, as a table."""

from collections.abc import Sequence

import streamlit as st

from core.datasets import Collected
from ui.words import Words


def show_credits(words: Words, photos: Sequence[Collected]) -> None:
    """List where each photo comes from."""
    rows = [
        {
            words("credit.class"): photo.class_name,
            words("credit.source"): words(f"source.{photo.manifest['source']}"),
            words("credit.licence"): words.labels.get(
                f"licence.{photo.manifest['licence']}", photo.manifest["licence"]
            ),
            words("credit.creator"): photo.manifest.get("creator", ""),
            words("credit.attribution"): photo.manifest.get("attribution", ""),
            words("credit.page"): photo.manifest.get("page") or None,
        }
        for photo in photos
    ]
    with st.expander(words("credits", count=len(rows)), icon=":material/attribution:"):
        page = {words("credit.page"): st.column_config.LinkColumn()}
        st.dataframe(rows, column_config=page, hide_index=True)
