"""Small tables of text and numbers, as Markdown: they wrap on a phone."""

from collections.abc import Iterable, Sequence

import streamlit as st


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> None:
    """Draw a table of Markdown texts; the columns of `numbers` are aligned to the right."""
    rules = ["---:" if place in numbers else "---" for place in range(len(heads))]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in (heads, rules, *rows)))
