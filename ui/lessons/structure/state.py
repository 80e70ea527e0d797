"""The stack of layers that a reader builds: kept in the session, shared by the address."""

import streamlit as st

from core.architecture import PRESETS, ArchitectureError, Stack
from core.architecture import text as stack_text

PARAMETER = "stack"  # of the address
MOST_STEPS = 50  # that can be undone
_STACK, _HISTORY, _LOADS = "structure_stack", "structure_history", "structure_loads"


def current() -> Stack:
    """Return the stack: the session's, else the address's, else the first preset.

    What an address says is not to be trusted: what says no stack counts as none.
    """
    if _STACK not in st.session_state:
        try:
            st.session_state[_STACK] = stack_text.decode(st.query_params.get(PARAMETER, ""))
        except ArchitectureError:
            st.session_state[_STACK] = next(iter(PRESETS.values()))
    return st.session_state[_STACK]


def change(stack: Stack) -> None:
    """Replace the stack by an edited one; `undo` brings the one before back."""
    if stack != current():
        history = st.session_state.setdefault(_HISTORY, [])
        history.append(current())
        del history[:-MOST_STEPS]
        st.session_state[_STACK] = stack


def load(stack: Stack) -> None:
    """Replace the stack by another one, whose first layer will be the chosen one."""
    change(stack)
    st.session_state[_LOADS] = loads() + 1


def undo() -> None:
    """Take the last change back."""
    st.session_state[_STACK] = st.session_state[_HISTORY].pop()


def can_undo() -> bool:
    """Say whether there is a change to take back."""
    return bool(st.session_state.get(_HISTORY))


def loads() -> int:
    """Count the stacks that were loaded, which tells an edited stack from another one."""
    return st.session_state.get(_LOADS, 0)


def share() -> None:
    """Write the stack into the address."""
    st.query_params[PARAMETER] = stack_text.encode(current())
