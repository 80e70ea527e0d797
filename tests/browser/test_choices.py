"""A choice stays when the language is switched, however fast, and the page's address says it."""

import contextlib
import re

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.support.browser import STILL
from ui import words

LONG = 120_000  # ms; the first visit loads the app
CHOICES = [  # lesson, label of its box, the box in the address, an option
    ("convolution", "kernel", "kernel", "diagonals"),
    ("channels", "image", "channels_image", "noise"),
    ("augment", "fill", "augment_fill", "reflect"),
]


def box(page, words, name):
    return page.get_by_role("combobox", name=words(name), exact=False).first


def choose(page, words, label, option):
    """Choose an option; a list that closed when the page was drawn anew is opened again."""
    wanted = page.get_by_role("option", name=words(option), exact=True)
    for _ in range(5):
        box(page, words, label).click()
        with contextlib.suppress(TimeoutError):
            return wanted.click(timeout=5000)
    raise AssertionError(f"no option {words(option)}")


def switch(page, language):
    page.get_by_role("radio", name=words.LANGUAGES[language]).click(timeout=LONG)


def settled(page, language, slug):
    last = words.load(language)("lesson.keras")  # what is drawn last
    expect(page.get_by_role("heading", name=last, exact=True)).to_be_visible(timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)


@pytest.mark.parametrize("fast", [False, True], ids=["waiting", "at once"])
@pytest.mark.parametrize(("slug", "label", "key", "option"), CHOICES)
def test_a_choice_outlives_a_switch_of_the_language(page, address, slug, label, key, option, fast):
    name = f"{label}.{option}"
    page.goto(f"{address}/{slug}")
    settled(page, "en", slug)
    choose(page, words.load("en", slug), label, name)
    expect(page).to_have_url(re.compile(rf"\b{key}={option}\b"), timeout=LONG)
    for language in ("ko", "en", "ko"):
        switch(page, language)
        if not fast:
            settled(page, language, slug)
    settled(page, "ko", slug)
    korean = words.load("ko", slug)
    for _ in range(2):  # what the browser sends with every later run
        expect(box(page, korean, label)).to_have_value(korean(name), timeout=LONG)
        page.get_by_role("slider").first.press("ArrowRight")
        page.wait_for_selector(STILL, timeout=LONG)
    expect(page).to_have_url(re.compile(rf"\b{key}={option}\b"))
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("KeyError")).to_have_count(0)
