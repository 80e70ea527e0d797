"""The stack of layers that a reader builds: kept in the session, shared by the address."""

import streamlit as st

from core.architecture import PRESETS, ArchitectureError, Stack
from core.architecture import text as stack_text
from ui.session.state import Kept

PARAMETER = "stack"  # of the address
MOST_STEPS = 50  # that can be undone


def _first() -> Stack:
    """Return the address's stack, or the first preset where it says none that can be."""
    try:
        return stack_text.decode(st.query_params.get(PARAMETER, ""))
    except ArchitectureError:
        return next(iter(PRESETS.values()))


_STACK = Kept[Stack]("structure_stack", _first)
_HISTORY = Kept[list[Stack]]("structure_history", list)
_LOADS = Kept[int]("structure_loads", int)


def current() -> Stack:
    """Return the stack: the session's, else the address's, else the first preset."""
    return _STACK.get()


def change(stack: Stack) -> None:
    """Replace the stack by an edited one; `undo` brings the one before back."""
    if stack != current():
        history = _HISTORY.get()
        history.append(current())
        del history[:-MOST_STEPS]
        _STACK.set(stack)


def load(stack: Stack) -> None:
    """Replace the stack by another one, whose first layer will be the chosen one."""
    change(stack)
    _LOADS.set(loads() + 1)


def undo() -> None:
    """Take the last change back."""
    _STACK.set(_HISTORY.get().pop())


def can_undo() -> bool:
    """Say whether there is a change to take back."""
    return bool(_HISTORY.get())


def loads() -> int:
    """Count the stacks that were loaded, which tells an edited stack from another one."""
    return _LOADS.get()


def share() -> None:
    """Write the stack into the address."""
    st.query_params[PARAMETER] = stack_text.encode(current())
