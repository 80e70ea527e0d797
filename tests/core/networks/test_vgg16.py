import numpy as np
import pytest

from core.networks import vgg16


@pytest.fixture(scope="module")
def photo():
    return np.random.default_rng(0).integers(0, 256, (224, 224, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def maps(photo):
    return vgg16.feature_maps(photo)


@pytest.fixture(scope="module")
def keras_vgg16():
    import keras

    model = keras.applications.VGG16(include_top=False, weights=None, input_shape=(224, 224, 3))
    model.set_weights(vgg16.network().get_weights())
    return model


@pytest.mark.tensorflow
def test_layers_are_those_of_keras(keras_vgg16):
    assert tuple(layer.name for layer in keras_vgg16.layers[1:]) == vgg16.LAYERS
    assert len(vgg16.LAYERS) == 18


@pytest.mark.tensorflow
def test_shapes_and_parameters_are_those_of_keras(keras_vgg16):
    """The whole network by the paper's table beside the layers that Keras has."""
    summaries = vgg16.summaries()
    for layer in keras_vgg16.layers[1:]:
        assert summaries[layer.name].output_shape == layer.output.shape[1:], layer.name
        assert summaries[layer.name].parameters == layer.count_params(), layer.name
    assert (
        sum(layer.parameters for layer in vgg16.summaries().values())
        == keras_vgg16.count_params()
        == 14_714_688
    )


def test_costs_follow_the_size_of_the_photo():
    assert vgg16.summaries(96)["block5_pool"].output_shape == (3, 3, 512)
    first = vgg16.summaries(96)["block1_conv1"]
    assert (first.parameters, first.macs) == (28 * 64, 96 * 96 * 27 * 64)


def test_a_layer_is_in_the_block_of_its_name():
    numbers = [vgg16.block_of(name) for name in vgg16.LAYERS]
    assert numbers == [1] * 3 + [2] * 3 + [3] * 4 + [4] * 4 + [5] * 4
    for ask in (vgg16.block_of, vgg16.receptive_field):
        with pytest.raises(vgg16.LayerError):
            ask("block6_conv1")


@pytest.mark.tensorflow
def test_feature_maps_equal_keras(keras_vgg16, maps, photo):
    import keras

    outputs = [layer.output for layer in keras_vgg16.layers[1:]]
    prepared = keras.applications.vgg16.preprocess_input(photo[np.newaxis].astype(np.float32))
    expected = keras.Model(keras_vgg16.input, outputs).predict_on_batch(prepared)
    for name, array in zip(vgg16.LAYERS, expected, strict=True):
        scale = np.abs(array).max()
        np.testing.assert_allclose(maps[name], array[0], atol=1e-5 * scale, err_msg=name)


@pytest.mark.tensorflow
def test_weights_are_the_published_ones():
    kernel, _ = vgg16.network().get_layer("block1_conv1").get_weights()
    assert kernel[0, 0, 0, 0] == pytest.approx(0.42947057, abs=2e-4)  # float16


@pytest.mark.tensorflow
def test_shapes(maps):
    assert maps["block1_conv1"].shape == (224, 224, 64)
    assert maps["block5_conv3"].shape == (14, 14, 512)
    assert maps["block5_pool"].shape == (7, 7, 512)


@pytest.mark.tensorflow
def test_pooling_takes_the_largest_of_four(maps):
    convolved = maps["block5_conv3"]
    four = convolved.reshape(7, 2, 7, 2, 512)
    np.testing.assert_array_equal(maps["block5_pool"], four.max(axis=(1, 3)))


@pytest.mark.tensorflow
def test_chosen_layers_in_the_order_asked(photo, maps):
    chosen = vgg16.feature_maps(photo, ["block3_pool", "block1_conv2"])
    assert list(chosen) == ["block3_pool", "block1_conv2"]
    np.testing.assert_array_equal(chosen["block1_conv2"], maps["block1_conv2"])


def test_an_unknown_layer_is_refused(photo):
    with pytest.raises(vgg16.LayerError, match="block6_conv1"):
        vgg16.feature_maps(photo, ["block6_conv1"])


def test_preprocess_swaps_channels_and_subtracts_means():
    red = np.zeros((224, 224, 3), np.uint8)
    red[..., 0] = 255
    np.testing.assert_allclose(
        vgg16.preprocess(red)[0, 0, 0], [-103.939, -116.779, 255 - 123.68], rtol=1e-6
    )


def test_preprocess_takes_any_photo():
    grey = np.full((30, 50), 7, np.uint8)
    prepared = vgg16.preprocess(grey)
    assert prepared.shape == (1, 224, 224, 3)
    assert prepared.dtype == np.float32
    np.testing.assert_allclose(prepared[0, ..., 2], 7 - 123.68, rtol=1e-6)


@pytest.mark.tensorflow
def test_random_weights_follow_the_seed():
    first, again, other = (vgg16.build(seed, 32).get_weights()[2] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.tensorflow
def test_random_weights_keep_the_scale():
    model = vgg16.build(weights=3, input_size=32)
    x = np.random.default_rng(0).normal(size=(1, 32, 32, 3)).astype(np.float32)
    assert 0.1 < model.predict_on_batch(x).std() < 10
