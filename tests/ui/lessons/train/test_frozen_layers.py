"""What the row of blocks says is frozen and trained."""

import re

import pytest

from core.training.config import TrainingConfig
from ui import words
from ui.lessons.train.frozen_layers import markup


@pytest.mark.parametrize(
    ("config", "frozen", "trained"),
    [
        (TrainingConfig(), 13, 0),
        (TrainingConfig("fine_tuning", trainable_convolutions=4), 9, 4),
        (TrainingConfig("fine_tuning", trainable_convolutions=13, pooling="flatten"), 0, 13),
        (TrainingConfig("scratch"), 0, 4),
    ],
)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_blocks_and_sentence_agree(language, config, frozen, trained):
    html = markup(words.load(language, "train"), config)
    drawn = html.partition('<div class="legend">')[0]
    assert drawn.count('class="frozen"') == frozen
    assert drawn.count('class="trained"') == trained + 1  # and the head
    said = re.search('aria-label="([^"]*)"', html)[1]
    assert {str(frozen), str(trained)} <= set(re.findall(r"\d+", said))


def test_the_last_convolutions_are_the_trained_ones():
    html = markup(words.load("en", "train"), TrainingConfig("fine_tuning"))
    block4, block5 = (html.split(f"<small>block{number}</small>")[0] for number in (4, 5))
    assert 'class="trained"' not in block4
    assert block5.count('class="trained"') == 3
