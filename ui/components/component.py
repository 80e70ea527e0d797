"""Browser components from the files beside their Python modules."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from ui.components import javascript

_UI = Path(__file__).parents[1]
_SHARED = Path(__file__).parent / "shared"


def component(module: str, *scripts: str):
    """Register the component of a Python module and return the function that mounts it.

    Its files are ``<name>.html`` and ``<name>.css`` beside the module of that name, after
    ``shared.css``, which gives the element of class ``cs`` the scale of values and the type of the
    app.

    Parameters
    ----------
    module
        Its ``__file__``.
    scripts
        JavaScript files without their ending, joined to one module; that of the component alone
        when not given.
    """
    folder, name = Path(module).parent, Path(module).stem

    def text(file: str) -> str:
        own = folder / file
        return (own if own.exists() else _SHARED / file).read_text("utf-8")

    return st.components.v2.component(
        f"convscope_{name}",
        html=text(f"{name}.html"),
        css="\n".join([text("shared.css"), text(f"{name}.css")]),
        js="\n".join(text(f"{script}.js") for script in scripts)
        or javascript.join(folder / f"{name}.js", _UI),
    )


def choose(mount: Callable, key: str, values: Sequence[str], data: dict) -> str:
    """Mount a component in which one of `values` is chosen; return it, at first the first.

    The component's scripts include ``choosing``. The choice stays in the session under
    ``<key>_chosen``, also when the page is left.
    """
    state = f"{key}_chosen"
    if st.session_state.get(state) not in values:
        st.session_state[state] = values[0]

    def pick() -> None:
        picked = st.session_state[key].get("pick")
        if picked in values:  # the browser is not to be trusted
            st.session_state[state] = picked

    mount(key=key, data=data | {"chosen": st.session_state[state]}, on_pick_change=pick)
    return st.session_state[state]
