"""The padding and stride lesson: hatched cells, lopsided padding, puzzles."""

import pytest

from core.lessons.puzzles import size_puzzle
from tests.support.pages import choice, said
from ui import words

SLUG = "padding_stride"
LABELS = words.load("en", SLUG)


def test_cells_never_reached_are_counted(open_page):
    page = open_page(SLUG, "en")
    assert "Hatched" not in said(page)  # 3x3 with stride 2 reaches all of 7x7
    choice(page, "padding_stride_stride").set_value(3).run()
    assert LABELS("unused", count=13) in said(page)
    assert "Cells never used: **13** of 49" in said(page)


def test_lopsided_padding_is_said(open_page):
    page = open_page(SLUG, "en")
    page.slider(key="padding_stride_size").set_value(8).run()
    choice(page, "padding_stride_padding").select("same").run()
    assert LABELS("added.lopsided", before=0, after=1) in said(page)
    assert 'padding="same"' in page.code[0].value


def test_layers_end_where_the_image_is_used_up(open_page):
    page = open_page(SLUG, "en")
    assert LABELS("layers.used_up", kernel=3, layers=13, left=2) in said(page)
    choice(page, "padding_stride_start").set_value(224).run()
    assert LABELS("layers.fits", kernel=7, layers=20, left=224 - 20 * 6) in said(page)


def test_every_setting_can_be(open_page):
    page = open_page(SLUG, "en")
    page.slider(key="padding_stride_size").set_value(5).run()
    for kernel_size in (2, 5):
        choice(page, "padding_stride_kernel").set_value(kernel_size).run()
        for padding in ("same", 1, "valid"):
            choice(page, "padding_stride_padding").select(padding).run()
            assert not page.exception
            assert not page.error


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_puzzles_are_answered_and_follow_one_another(open_page, language):
    page = open_page(SLUG, language)
    answer = page.number_input(key="padding_stride_check")
    answer.set_value(size_puzzle(0).answer + 1.0).run()
    assert len(page.warning) == 1
    assert SLUG not in page.session_state["done"]
    page.number_input(key="padding_stride_check").set_value(float(size_puzzle(0).answer)).run()
    assert SLUG in page.session_state["done"]
    page.button(key="padding_stride_next").click().run()
    assert page.number_input(key="padding_stride_check").value is None
    assert not page.success
    assert f"**{size_puzzle(1).size}**" in page.number_input(key="padding_stride_check").label
    assert "1" in page.query_params["padding_stride_puzzle"]
