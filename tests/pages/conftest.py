import gc
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.cookies import send_cookies

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_cookie(monkeypatch):
    send_cookies(monkeypatch)


@pytest.fixture
def open_page():
    """Return a function that opens the cover, or a lesson, in a language."""

    def open_page(slug=None, language="ko", **state):
        app = AppTest.from_file(str(ROOT / "cover.py"), default_timeout=120)
        app.session_state["language"] = language
        app.session_state["done"] = set()
        gc.freeze()  # after each run Streamlit collects garbage: nothing of the tests before
        for key, value in state.items():
            app.session_state[key] = value
        app.run()
        return app.switch_page(f"pages/{slug}.py").run() if slug else app

    return open_page
