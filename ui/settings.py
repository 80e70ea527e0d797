"""A lesson's settings: kept when the page is left, and in its address, which a host can share."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Setting:
    """A widget's key, the values it may have, and the one at first (the first value if None)."""

    key: str
    values: Sequence
    default: object = None


def restore(slug: str, settings: Sequence[Setting]) -> None:
    """Fill the widget keys before the widgets: from the address, the last visit, or the default.

    What an address says is not to be trusted: an unknown value counts as none.
    """
    kept = st.session_state.get(f"{slug}_settings", {})
    for setting in settings:
        if setting.key in st.session_state:
            continue
        known = {str(value): value for value in setting.values}
        first = setting.values[0] if setting.default is None else setting.default
        said = known.get(st.query_params.get(setting.key), kept.get(setting.key))
        st.session_state[setting.key] = first if said is None else said


def share(slug: str, settings: Sequence[Setting]) -> None:
    """Keep the values of the widgets and write them into the address."""
    values = {setting.key: st.session_state[setting.key] for setting in settings}
    st.session_state[f"{slug}_settings"] = values
    st.query_params.update({key: str(value) for key, value in values.items()})
