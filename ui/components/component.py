"""Browser components from the files beside their Python modules."""

from collections.abc import Callable, Sequence
from pathlib import Path

from streamlit.components import v2

from ui.components import javascript, reading
from ui.session.state import chosen, sent

_UI = Path(__file__).parents[1]
_SHARED_CSS = Path(__file__).with_name("shared") / "shared.css"


def component(module: str):
    """Register the component of a Python module and return the function that mounts it.

    Its files are ``<name>.html``, ``<name>.css`` and ``<name>.js`` beside the module of that name.
    The HTML has one root, of class ``cs``, to which ``shared.css`` gives the scale of values and
    the type of the app. The JavaScript is an ES module, which may import others within ``ui``.

    Parameters
    ----------
    module
        Its ``__file__``.
    """
    path = Path(module)
    styles = (_SHARED_CSS, path.with_suffix(".css"))
    return v2.component(
        f"convscope_{path.stem}",
        html=path.with_suffix(".html").read_text("utf-8"),
        css="\n".join(style.read_text("utf-8") for style in styles),
        js=javascript.join(path.with_suffix(".js"), _UI),
    )


def choose(mount: Callable, key: str, values: Sequence[str], data: dict) -> str:
    """Mount a component in which one of `values` is chosen; return it, at first the first.

    The component keeps the choice by ``shared/choosing.js``. It stays in the session under
    ``<key>_chosen``, also when the page is left.
    """
    choice = chosen(key)

    def pick() -> None:
        picked = reading.one_of(sent(key, "pick"), values)
        if picked is not None:
            choice.set(picked)

    mount(key=key, data=data | {"chosen": choice.among(values)}, on_pick_change=pick)
    return choice.among(values)
