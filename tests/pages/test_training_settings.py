"""What a reader sets reaches the plan, the drawing and the code; what is hopeless is refused."""

import pytest

from core.training.config import CHOICES, RECOMMENDED, TrainingConfig
from core.training.planning.cost import trained_parameters
from tests.support.pages import choice
from ui.keras_code.fit import training


def chosen(page, **choices):
    """Return the page after choices in its lists."""
    choice(page, "training_method").set_value("fine_tuning").run()
    for name, value in choices.items():
        choice(page, name).set_value(value)
    return page


def test_all_settings_reach_the_plan_and_the_code(open_page):
    page = chosen(open_page("train", "en"), pooling="flatten", optimizer="sgd")
    choice(page, "trainable_convolutions").set_value(13)
    choice(page, "warm_up_epochs").set_value(0)
    choice(page, "image_size").set_value(96)
    choice(page, "batch_size").set_value(8)
    page.toggle(key="class_weights").set_value(True).run()
    assert not page.exception
    config = TrainingConfig(
        "fine_tuning",
        epochs=RECOMMENDED["fine_tuning"].epochs,
        trainable_convolutions=13,
        warm_up_epochs=0,
        pooling="flatten",
        optimizer="sgd",
        image_size=96,
        batch_size=8,
        class_weights=True,
    )
    assert any(f"{trained_parameters(config, 3):,}" in text.value for text in page.markdown)
    assert any("Without a warm-up" in caption.value for caption in page.caption)
    assert any("Estimated time here" in caption.value for caption in page.caption)
    assert training(config).strip() in [code.value.strip() for code in page.code]
    assert page.query_params["optimizer"] == "sgd"


def test_a_training_that_takes_too_much_memory_is_refused_before_it_starts(open_page):
    page = chosen(open_page("train", "en"))
    choice(page, "trainable_convolutions").set_value(13)
    choice(page, "batch_size").set_value(64).run()
    assert "memory" in page.error[0].value
    assert "Train" not in [button.label for button in page.button]


@pytest.mark.parametrize("name", CHOICES)
def test_the_recommended_choice_is_the_first_one(name):
    assert {getattr(config, name) for config in RECOMMENDED.values()} == {CHOICES[name][0]}
