"""The record is what one measures, and the lesson's words are true of it."""

import numpy as np
import pytest

from core.lessons.digits.digit_networks import NETWORKS, TAUGHT, answers
from core.lessons.digits.digits import REACH, SCALES, TURNS, for_maps, held_out, place
from core.lessons.digits.records import records

DIGITS = for_maps()


def share(network, *look, **looks):
    sheets = [place(image, *look, **looks) for image in DIGITS.images]
    said = np.array([answers(network, sheet)[0, 0].argmax() for sheet in sheets])
    return np.mean(said == DIGITS.labels)


@pytest.mark.slow
@pytest.mark.parametrize("network", [*NETWORKS, TAUGHT])
def test_recorded_accuracies_are_measured_again(network):
    record = records()[network]
    for down, right in ((4, 0), (-3, 5), (-10, 10)):
        assert record.by_shift[REACH + down, REACH + right] == share(network, (down, right))
    assert list(record.by_scale) == list(SCALES)
    assert record.by_scale[60] == share(network, scale=0.6)
    assert list(record.by_turn) == list(TURNS)
    assert record.by_turn[-45] == share(network, turn=-45)
    assert record.by_turn[0] == record.by_scale[100] == record.by_shift[REACH, REACH]


@pytest.mark.slow
@pytest.mark.parametrize("network", [*NETWORKS, TAUGHT])
def test_recorded_accuracy_in_the_middle_is_that_of_all_held_out_digits(network):
    digits = held_out()
    said = np.array([answers(network, place(image))[0, 0].argmax() for image in digits.images[::4]])
    few = np.mean(said == digits.labels[::4])
    assert records()[network].accuracy == pytest.approx(few, abs=0.03)


def test_the_lesson_is_true():
    mlp, flatten, gap, taught = (records()[name] for name in (*NETWORKS, TAUGHT))
    assert min(mlp.accuracy, flatten.accuracy, gap.accuracy) > 0.9
    assert mlp.by_distance[4] < 0.3
    assert mlp.by_distance[4] + 0.15 < flatten.by_distance[4] < gap.by_distance[4] - 0.3
    assert min(gap.by_distance.values()) > 0.85
    assert gap.by_turn[30] < mlp.by_turn[30] + 0.05
    assert mlp.by_scale[60] < flatten.by_scale[60] < gap.by_scale[60] < 0.7
    assert taught.by_distance[4] > mlp.by_distance[4] + 0.4
    assert taught.by_distance[0] < mlp.by_distance[0]
    sizes = [record.parameters for record in (mlp, flatten, gap)]
    assert max(sizes) < 1.5 * min(sizes)


def test_distance_counts_the_four_straight_ways():
    record = records()["mlp"]
    table = record.by_shift
    assert record.by_distance[0] == table[10, 10]
    straight = (table[13, 10] + table[7, 10] + table[10, 13] + table[10, 7]) / 4
    assert record.by_distance[3] == pytest.approx(straight)
    assert len(record.by_distance) == REACH + 1
