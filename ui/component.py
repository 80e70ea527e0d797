"""Browser components from the files in ``assets/components``."""

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parents[1] / "assets" / "components"


def component(name: str, *scripts: str):
    """Register the component `name` and return the function that mounts it.

    Its files are ``<name>.html`` and ``<name>.css``, after ``shared.css``, which gives the element
    of class ``cs`` the scale of values and the type of the app.

    Parameters
    ----------
    scripts
        JavaScript files without their ending, joined to one module; `name` alone when not given.
    """

    def text(file: str) -> str:
        return (_FOLDER / file).read_text("utf-8")

    return st.components.v2.component(
        f"convscope_{name}",
        html=text(f"{name}.html"),
        css="\n".join([text("shared.css"), text(f"{name}.css")]),
        js="\n".join(text(f"{script}.js") for script in scripts or (name,)),
    )
