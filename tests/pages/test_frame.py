"""The frame: every lesson in every language, links, language switch, progress, memory."""

import re
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.support.cookies import send_cookies
from tests.support.pages import choice
from ui import course, words
from ui.session import memory

pytestmark = pytest.mark.slow  # real processes, or many pages

ASK_A_WORKER = ("pooling", "feature_maps", "grad_cam", "predict")
UNFILLED = re.compile(r"\{[a-z_]+(:[^}]*)?\}")


def texts(page):
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning")
    return [element.value for kind in kinds for element in getattr(page, kind)]


def marked(slug):
    return pytest.param(slug, marks=[pytest.mark.tensorflow] * (slug in ASK_A_WORKER))


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("slug", [marked(slug) for slug in course.BUILT])
def test_lesson_opens(open_page, slug, language):
    page = open_page(slug, language)
    assert not page.exception
    assert not page.error
    assert page.title[0].value == words.shared(language)[f"{slug}.title"]
    assert not [
        text
        for text in texts(page)
        if UNFILLED.search(text.replace("$$", "")) and "frac" not in text
    ]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_cover_maps_all_lessons(open_page, language):
    page = open_page(language=language)
    assert not page.exception
    labels = words.shared(language)
    said = " ".join(texts(page)) + " ".join(link.proto.label for link in page.get("page_link"))
    for slug in course.LESSONS:
        assert labels[f"{slug}.title"] in said
        assert labels[f"{slug}.summary"] in said


def test_lessons_to_come_are_no_links(open_page):
    links = {link.proto.page for link in open_page().get("page_link")}
    assert links <= {"", *course.BUILT}


def test_language_switch_stays_over_lessons(open_page):
    page = open_page("convolution", "ko")
    page.segmented_control(key="language_choice").set_value("en").run()
    assert page.title[0].value == words.shared("en")["convolution.title"]
    page.switch_page("pages/padding_stride.py").run()
    assert page.title[0].value == words.shared("en")["padding_stride.title"]


@pytest.mark.parametrize(("locale", "language"), [("ko-KR", "ko"), ("ko", "ko"), ("fr-FR", "en")])
def test_the_browser_language_comes_first(locale, language):
    app = AppTest.from_file(str(ROOT / "cover.py"), default_timeout=60)
    app.context = {"locale": locale}
    app.run()
    assert app.session_state["language"] == language


def test_a_right_check_counts_as_done(open_page):
    page = open_page("augment", "en")
    quiz = words.load("en", "augment").quizzes["check"]
    choice(page, "augment_check").set_value((quiz["answer"] + 1) % len(quiz["options"])).run()
    assert "augment" not in page.session_state["done"]
    choice(page, "augment_check").set_value(quiz["answer"]).run()
    assert "augment" in page.session_state["done"]


@pytest.mark.parametrize(
    ("cookie", "language", "done"),
    [
        ("", "en", set()),
        ("%", "en", set()),
        ("[]", "en", set()),
        ('{"language": "xx", "done": "all"}', "en", set()),
        ('{"done": [["a"], 3]}', "en", set()),
        ('{"language": "ko", "done": ["train", "no lesson"]}', "ko", {"train"}),
    ],
)
def test_a_session_starts_from_what_the_cookie_says(monkeypatch, cookie, language, done):
    send_cookies(monkeypatch, **{memory.COOKIE: quote(cookie)})
    app = AppTest.from_file(str(ROOT / "cover.py"), default_timeout=60).run()
    assert not app.exception
    assert (app.session_state["language"], app.session_state["done"]) == (language, done)


def test_neighbours_lead_through_all_built_lessons():
    walked, slug = [], course.BUILT[0]
    while slug:
        walked.append(slug)
        slug = course.neighbours(slug)[1]
    assert tuple(walked) == course.BUILT
