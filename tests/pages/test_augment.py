"""The augmentation lesson: presets, seeds, labels that no longer hold, the chosen draw."""

import pytest

from tests.support.pages import choice, choices

SLUG = "augment"


def strips(page):
    """Return the rows of small pictures: the digit's, the horse's, the steps of a draw."""
    return [
        element.proto.body for element in page.get("html") if "figcaption" in element.proto.body
    ]


def line(page, words):
    return next(element.value for element in page.markdown if words in element.value)


def test_it_opens_with_the_lecture(open_page):
    page = open_page(SLUG, "en")
    sliders = {k: each.value for k, each in choices(page).items() if each.type == "select_slider"}
    assert sliders == {
        "augment_rotation": 360,
        "augment_width": 0.1,
        "augment_height": 0.1,
        "augment_shear": 28.6,
        "augment_zoom": 0.3,
        "augment_brightness": 0.0,
    }
    assert page.toggle(key="augment_mirror").value
    assert page.toggle(key="augment_upend").value
    assert "RandomRotation(1, " in page.code[0].value
    assert "**3** of 5 draws are upside down" in line(page, "label **6**")


def test_equal_seeds_draw_equal_pictures(open_page):
    page = open_page(SLUG, "en")
    seed, before = page.number_input(key="augment_seed").value, strips(page)
    assert len(before) == 3
    page.button(key="augment_again").click().run()
    assert page.number_input(key="augment_seed").value == seed + 1
    assert strips(page)[0] != before[0]
    page.number_input(key="augment_seed").set_value(seed).run()
    assert strips(page) == before


@pytest.mark.parametrize(("preset", "layers"), [("mild", 5), ("none", 0), ("lecture", 6)])
def test_presets_set_everything(open_page, preset, layers):
    page = open_page(SLUG, "en")
    page.button(key=f"augment_preset_{preset}").click().run()
    assert not page.exception
    assert page.code[0].value.count("layers.Random") == layers
    if preset != "lecture":
        assert "**0** of 5 draws" in line(page, "label **horse**")


def test_steps_are_those_that_change_something(open_page):
    page = open_page(SLUG, "en")
    page.button(key="augment_preset_none").click().run()
    assert strips(page)[-1].count("<figure>") == 1
    choice(page, "augment_brightness").set_value(0.5).run()
    choice(page, "augment_rotation").set_value(90).run()
    steps = strips(page)[-1]
    assert steps.count("<figure>") == 3
    assert steps.index("Turn") < steps.index("Brightness")


def test_the_address_is_not_trusted(open_page):
    page = open_page(SLUG, "en")
    page.query_params["augment_rotation"] = "9999"
    page.query_params["augment_fill"] = "mirror"
    page.run()
    assert not page.exception
    assert choice(page, "augment_fill").value == "nearest"
