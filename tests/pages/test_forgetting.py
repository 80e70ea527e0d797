"""“Forget me”: what is kept is said, and removed at once."""

import pytest

from core.datasets import Collection
from core.host.state import readers
from ui import words


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_one_press_removes_all_and_keeps_the_language(open_page, language):
    page = open_page("convolution", language)
    reader = readers.reader_of(page.session_state["reader_token"])
    readers.keep(reader, "collection", Collection().named("cat").to_json())
    page.switch_page("cover.py").run()
    said = words.load(language)("forget.kept", hours=12)
    assert said in [markdown.value for markdown in page.markdown]
    page.session_state["done"] = {"convolution"}
    page.button(key="forget_now").click().run()
    assert not page.exception
    assert readers.recall(reader, "collection") is None
    assert page.session_state["language"] == language
    assert page.session_state["done"] == set()
    assert page.title[0].value == words.load(language)("cover.title")
