import numpy as np
import pytest

from core.architecture.receptive_field import ReceptiveField
from core.networks import vgg16

VGG16_SIZES = [3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212]


def test_vgg16_by_hand():
    fields = [vgg16.receptive_field(name) for name in vgg16.LAYERS]
    assert [field.size for field in fields] == VGG16_SIZES
    assert fields[-1].jump == 32


def test_one_convolution_looks_one_pixel_around():
    field = ReceptiveField().after(3, 1, 1)
    assert field == ReceptiveField(size=3, jump=1, start=0.5)
    assert field.window(4, 5, input_size=10) == pytest.approx((0.3, 0.4, 0.6, 0.7))


def test_a_window_ends_at_the_border():
    field = ReceptiveField().after(3, 1, 1)
    assert field.window(0, 9, input_size=10) == pytest.approx((0.0, 0.8, 0.2, 1.0))


def test_pooling_windows_do_not_overlap():
    field = ReceptiveField().after(2, 2, 0)
    assert field.window(0, 1, input_size=4) == (0.0, 0.5, 0.5, 1.0)


@pytest.mark.tensorflow
def test_what_lies_outside_does_not_matter():
    """The oracle: change every pixel outside the window, and the cell stays as it was."""
    model = vgg16.build(weights=0, input_size=64)
    block3 = type(model)(model.input, model.get_layer("block3_conv1").output)
    field = vgg16.receptive_field("block3_conv1")
    top, left, bottom, right = (round(64 * edge) for edge in field.window(7, 9, 64))

    x = np.random.default_rng(0).normal(size=(2, 64, 64, 3)).astype(np.float32)
    x[1, top:bottom, left:right] = x[0, top:bottom, left:right]
    same, changed = block3.predict_on_batch(x)
    np.testing.assert_allclose(same[7, 9], changed[7, 9], rtol=1e-4, atol=1e-5)
    assert not np.allclose(same[7, 10], changed[7, 10], rtol=1e-4, atol=1e-5)
