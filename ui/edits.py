"""Numbers typed in a matrix: each preset of an image or kernel keeps its own."""

import numpy as np
import streamlit as st

from ui.matrix import Edit, Target


def kept(slug: str) -> dict[tuple[Target, str], list[Edit]]:
    """Return a lesson's edits by (target, preset)."""
    return st.session_state.setdefault(f"{slug}_edits", {})


def keep(slug: str, preset: str, edit: Edit) -> None:
    """Add an edit to those of `preset`."""
    kept(slug).setdefault((edit.target, preset), []).append(edit)


def applied(slug: str, target: Target, preset: str, values: np.ndarray) -> np.ndarray:
    """Return the numbers of a preset with those that were typed."""
    for edit in kept(slug).get((target, preset), []):
        values = edit.applied_to(values)
    return values
