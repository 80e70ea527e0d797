"""“Forget me”: what is kept is said, and removed at once."""

from pathlib import Path

import pytest

from core.datasets import Collection
from core.host.state import readers
from ui import words


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_one_press_removes_all_and_keeps_the_language(open_page, language):
    page = open_page("convolution", language)
    reader = readers.reader_of(page.session_state["reader_token"])
    readers.keep(reader, "collection", Collection().named("cat").to_json())
    shown = page.session_state["picture_addresses"]  # pictures of photos
    assert shown.size
    page.switch_page("cover.py").run()
    said = words.load(language)("forget.kept", hours=12)
    assert said in [markdown.value for markdown in page.markdown]
    page.session_state["done"] = {"convolution"}
    page.button(key="forget_now").click().run()
    assert not page.exception
    assert readers.recall(reader, "collection") is None
    assert (
        "picture_addresses" not in page.session_state
        or page.session_state["picture_addresses"] is not shown
    )
    assert page.session_state["language"] == language
    assert page.session_state["done"] == set()
    assert page.title[0].value == words.load(language)("cover.title")


def test_no_cache_of_all_sessions_takes_in_what_is_in_a_folder():
    """A reader's photo would stay there, out of reach of “Forget me”."""
    root = Path(__file__).parents[2]
    for path in (root / "ui" / "photos").rglob("*.py"):
        for cached in path.read_text(encoding="utf-8").split("@st.cache_data")[1:]:
            head, _, body = cached.partition("def ")
            assert "photo_store" not in body.partition("\n\n\n")[0], (path, head)
