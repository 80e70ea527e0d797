import numpy as np
import pytest

from core.networks import efficientnet, imagenet, weights

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def network():
    return imagenet.classifier().network


@pytest.fixture(scope="module")
def arrays():
    return weights.load("efficientnet_lite0")


@pytest.fixture(scope="module")
def prepared():
    photo = np.random.default_rng(0).integers(0, 256, (224, 224, 3), dtype=np.uint8)
    return efficientnet.preprocess(photo)


def test_size_of_the_published_network(network):
    assert network.count_params() == 4_694_024
    assert network.output_shape == (None, 1000)


@pytest.mark.parametrize(("photo", "cells"), [((300, 300), (7, 7)), ((300, 400), (7, 9))])
def test_the_last_map_has_a_cell_every_32_pixels(network, photo, cells):
    assert len(efficientnet.LAYERS) == 18
    prepared = efficientnet.preprocess(np.zeros((*photo, 3), np.uint8))
    head = type(network)(network.input, network.get_layer("head").output)
    assert head(prepared).shape == (1, *cells, 1280)


def normalise(x, arrays, norm):
    weight, bias, mean, variance = (
        arrays[f"{norm}.{key}"] for key in ("weight", "bias", "running_mean", "running_var")
    )
    return weight * (x - mean) / np.sqrt(variance + 1e-3) + bias


def test_first_layers_from_the_original_arrays(network, arrays, prepared):
    """The oracle: TensorFlow's operations on the arrays as PyTorch lays them out."""
    import tensorflow as tf

    kernel = arrays["_conv_stem.weight"].transpose(2, 3, 1, 0)
    x = tf.nn.conv2d(prepared, kernel, strides=2, padding="SAME").numpy()
    x = np.clip(normalise(x, arrays, "_bn0"), 0, 6)
    kernel = arrays["_blocks.0._depthwise_conv.weight"].transpose(2, 3, 0, 1)
    x = tf.nn.depthwise_conv2d(x, kernel, [1, 1, 1, 1], "SAME").numpy()
    x = np.clip(normalise(x, arrays, "_blocks.0._bn1"), 0, 6)
    x = x @ arrays["_blocks.0._project_conv.weight"][:, :, 0, 0].T
    expected = normalise(x, arrays, "_blocks.0._bn2")

    block1 = type(network)(network.input, network.get_layer("block1").output)
    np.testing.assert_allclose(block1.predict_on_batch(prepared), expected, atol=1e-3)


def test_preprocess_by_hand():
    photo = np.full((10, 20, 3), 255, np.uint8)
    prepared = efficientnet.preprocess(photo)
    assert prepared.shape == (1, 224, 448, 3)
    assert prepared.dtype == np.float32
    assert np.all(prepared == 1.0)  # (255 - 127) / 128
