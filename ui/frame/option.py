"""One of a few values, as buttons."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.session.setting import Setting


def option(label: str, setting: Setting, label_of: Callable[[Any], str] = str) -> None:
    """Draw the values of a setting as buttons of which one is always chosen."""
    st.segmented_control(
        label, setting.values, format_func=label_of, key=setting.key, required=True
    )
