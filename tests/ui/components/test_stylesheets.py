"""Every class that a stylesheet names is drawn by what stands beside it."""

import re
from pathlib import Path

import pytest

from ui.components import component

UI = Path(component.__file__).parents[1]
SHARED = UI / "components" / "shared"
MADE = {"layer0", "layer1", "layer2", "layer3", "Conv2D", "Dense"}  # of indices and layers' kinds
STREAMLITS = re.compile(r"st[A-Z-]")  # classes that Streamlit gives


def classes(stylesheet):
    """Return the classes in the selectors of a stylesheet."""
    text = re.sub(r"/\*.*?\*/", "", stylesheet.read_text("utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"([^{};]+)\{", text)
    names = {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}
    return {name for name in names if not STREAMLITS.match(name)}


def drawing(stylesheet):
    """Return the code and the markup beside a stylesheet."""
    folder = stylesheet.parent
    files = [*folder.glob("*.js"), *folder.glob("*.html"), stylesheet.with_suffix(".py")]
    if folder == SHARED:
        files = [*UI.rglob("*.js"), *UI.rglob("*.html")]
    texts = [file.read_text("utf-8") for file in [*files, *SHARED.glob("*.js")] if file.exists()]
    return set(re.findall(r"[\w-]+", "\n".join(texts)))


@pytest.mark.parametrize("stylesheet", sorted(UI.rglob("*.css")), ids=lambda path: path.name)
def test_no_class_is_styled_in_vain(stylesheet):
    assert classes(stylesheet) - drawing(stylesheet) <= MADE
