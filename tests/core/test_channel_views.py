import numpy as np
import pytest

from core.channel_views import strongest
from core.receptive_field import ReceptiveField

FIELD = ReceptiveField(size=32, jump=32, start=16.0)  # 7 x 7 cells of a 224 pixel input


@pytest.fixture
def activations():
    cells = np.zeros((7, 7, 3), np.float32)
    cells[2, 3, 0] = 8.0
    cells[..., 1] = 1.0
    return cells


def test_ranked_by_mean_activation(activations):
    views = strongest(activations, FIELD)
    assert [view.index for view in views] == [1, 0, 2]
    assert [view.response for view in views] == pytest.approx([1.0, 8 / 49, 0.0])


def test_peak_and_what_it_sees(activations):
    view = strongest(activations, FIELD)[1]
    assert view.peak == (2, 3)
    assert view.peak_value == 8.0
    assert view.receptive_field == pytest.approx((2 / 7, 3 / 7, 3 / 7, 4 / 7))


def test_maps_reach_255_and_a_silent_channel_stays_black(activations):
    always, once, silent = strongest(activations, FIELD)
    assert once.map.dtype == np.uint8
    assert np.all(always.map == 255)
    assert once.map[2, 3] == 255
    assert once.map.sum() == 255
    assert not silent.map.any()


def test_no_more_than_asked_for(activations):
    assert len(strongest(activations, FIELD, count=2)) == 2
