"""A lesson's settings: kept when the page is left, and in its address, which a host can share."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

MOMENT = 1.0  # seconds, in which the messages of a run have reached the browser


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
    told = _browser_was_told(slug, settings)
    for setting in settings:
        if setting.key not in st.session_state:
            st.session_state[setting.key] = _start(slug, setting)
        elif not told:
            st.session_state[setting.key] = st.session_state[setting.key]  # tells it again


def share(slug: str, settings: Sequence[Setting]) -> None:
    """Keep the values of the widgets, all of which have been drawn, and write the address."""
    values = {setting.key: st.session_state[setting.key] for setting in settings}
    st.session_state[f"{slug}_settings"] = values
    st.query_params.update({key: str(value) for key, value in values.items()})


def ended(slug: str) -> None:
    """Note that a run of the lesson's page came to its end."""
    st.session_state[f"{slug}_ended"] = time.monotonic()


def _browser_was_told(slug: str, settings: Sequence[Setting]) -> bool:
    """Say whether the browser surely has the starting values.

    A click during the page's first run cuts it short and drops messages on their way, after which
    the browser would start from the first option. So they count as told only after a run that came
    to its end and was left alone for a moment.
    """
    end, told = st.session_state.pop(f"{slug}_ended", math.inf), f"{slug}_told"
    if not any(setting.key in st.session_state for setting in settings):
        st.session_state[told] = False  # the page is opened
    elif time.monotonic() - end > MOMENT:
        st.session_state[told] = True
    return st.session_state.get(told, False)


def _start(slug: str, setting: Setting) -> object:
    """Return the value that a setting has when the page is opened."""
    kept = st.session_state.get(f"{slug}_settings", {})
    known = {str(value): value for value in setting.values}
    said = known.get(st.query_params.get(setting.key), kept.get(setting.key))
    if said is not None:
        return said
    return setting.values[0] if setting.default is None else setting.default
