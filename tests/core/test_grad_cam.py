import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.classifier import Classifier
from core.grad_cam import GradCamError, class_activation_map, grad_cam, overlay

SIZE = 16


def build(seed, top):
    """Two convolutions, global average pooling and what `top` adds."""
    import keras

    keras.utils.set_random_seed(seed)
    inputs = keras.Input((SIZE, SIZE, 3))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Conv2D(4, 3, padding="same", activation="relu", name="first")(x)
    x = keras.layers.MaxPooling2D()(x)
    x = keras.layers.Conv2D(6, 3, padding="same", activation="relu", name="second")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, top(x))


def dense_softmax(x):
    import keras

    return keras.layers.Dense(3, activation="softmax", bias_initializer="normal")(x)


@pytest.fixture(scope="module")
def model():
    return build(seed=1, top=dense_softmax)


@pytest.fixture(scope="module")
def photo():
    return np.random.default_rng(0).integers(0, 256, (SIZE, SIZE, 3), dtype=np.uint8)


def activations_of(model, layer, photo):
    part = type(model)(model.input, model.get_layer(layer).output)
    return part.predict_on_batch(photo[np.newaxis].astype(np.float32))[0]


def scaled(heatmap):
    heatmap = np.maximum(heatmap, 0)
    return heatmap / heatmap.max() if heatmap.max() > 0 else heatmap


@pytest.mark.parametrize("class_index", range(3))
def test_equals_cam_after_global_average_pooling(model, photo, class_index):
    """Zhou et al. 2016: there Grad-CAM is the class's dense weights over the activations."""
    weights = model.layers[-1].get_weights()[0][:, class_index]
    expected = scaled(activations_of(model, "second", photo) @ weights)
    np.testing.assert_allclose(grad_cam(model, photo, class_index), expected, atol=1e-5)


def test_equals_finite_differences_in_an_earlier_layer(model, photo):
    """The oracle: move each channel of the layer a little and watch the logit."""
    activations = activations_of(model, "first", photo)
    pooled_kernel, pooled_bias = model.get_layer("second").get_weights()
    dense_kernel, dense_bias = model.layers[-1].get_weights()

    def logit(first):
        windows = np.pad(pool(first), ((1, 1), (1, 1), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(windows, (3, 3), axis=(0, 1))
        second = np.einsum("ijckl,klcf->ijf", windows, pooled_kernel) + pooled_bias
        return (np.maximum(second, 0).mean((0, 1)) @ dense_kernel + dense_bias)[2]

    step = 1e-5
    first = activations.astype(np.float64)
    slopes = [(logit(first + s) - logit(first - s)) / (2 * step) for s in step * np.eye(4)]
    expected = scaled(activations @ np.array(slopes))
    np.testing.assert_allclose(grad_cam(model, photo, 2, layer="first"), expected, atol=1e-3)


def pool(x):
    height, width, channels = x.shape
    return x.reshape(height // 2, 2, width // 2, 2, channels).max(axis=(1, 3))


def test_the_form_of_the_last_layer_does_not_matter(model, photo):
    import keras

    def separate_softmax(x):
        return keras.layers.Softmax()(keras.layers.Dense(3)(x))

    def no_softmax(x):
        return keras.layers.Dense(3)(x)

    expected = grad_cam(model, photo, 1)
    for top in (separate_softmax, no_softmax):
        other = build(seed=2, top=top)
        other.set_weights(model.get_weights())
        np.testing.assert_allclose(grad_cam(other, photo, 1), expected, atol=1e-5)


def test_nothing_for_the_class_gives_zeros(photo):
    model = build(seed=1, top=dense_softmax)
    *others, kernel, bias = model.get_weights()
    model.set_weights([*others, -np.abs(kernel), bias])
    heatmap = grad_cam(model, photo, 0)
    assert heatmap.shape == (SIZE // 2, SIZE // 2)
    assert not heatmap.any()


@given(arrays(np.float32, (2, 3, 3, 4), elements=st.floats(-100, 100, width=32)))
def test_a_map_stays_between_zero_and_one(pair):
    heatmap = class_activation_map(*pair)
    assert heatmap.dtype == np.float32
    assert heatmap.max() in (0, 1)
    assert heatmap.min() >= 0


def test_threads_share_a_model(model):
    classifier = Classifier.of(model)
    photos = np.random.default_rng(1).integers(0, 256, (24, 20, 30, 3), dtype=np.uint8)
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda photo: grad_cam(classifier, photo, 0), photos))
    for photo, heatmap in zip(photos, together, strict=True):
        np.testing.assert_array_equal(heatmap, grad_cam(classifier, photo, 0))


def test_a_model_that_is_gone_is_not_kept(model, photo):
    classifier = Classifier.of(model)
    grad_cam(classifier, photo, 0)
    alive = weakref.ref(classifier)
    del classifier
    gc.collect()
    assert alive() is None


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"class_index": 3}, "grad_cam.unknown_class"),
        ({"class_index": -1}, "grad_cam.unknown_class"),
        ({"class_index": 0, "layer": "third"}, "grad_cam.unknown_layer"),
        ({"class_index": 0, "method": "magic"}, "grad_cam.unknown_method"),
    ],
)
def test_what_there_is_not_is_refused(model, photo, arguments, reason):
    with pytest.raises(GradCamError) as caught:
        grad_cam(model, photo, **arguments)
    assert caught.value.reason == reason


def test_overlay_between_photo_and_colours():
    photo = np.full((6, 8, 3), 100, np.uint8)
    hot = np.ones((2, 2), np.float32)
    np.testing.assert_array_equal(overlay(photo, hot, opacity=0), photo)
    yellow = cv2.applyColorMap(np.full((1, 1), 255, np.uint8), cv2.COLORMAP_INFERNO)[0, 0, ::-1]
    assert yellow[0] > yellow[2]  # red above blue: RGB order
    np.testing.assert_array_equal(overlay(photo, hot, opacity=1)[0, 0], yellow)
    assert overlay(photo, hot, opacity=0.5)[0, 0] == pytest.approx((yellow + 100.0) / 2, abs=0.5)


def test_overlay_lies_on_the_whole_photo():
    """One hot cell in the top left corner of a 7 x 7 map colours the top left seventh."""
    heatmap = np.zeros((7, 7), np.float32)
    heatmap[0, 0] = 1
    photo = np.zeros((70, 140), np.uint8)
    coloured = overlay(photo, heatmap, opacity=1).astype(int).sum(axis=-1)
    assert coloured.shape == (70, 140)
    assert np.all(coloured[:5, :10] == coloured.max())  # up to the middle of the cell
    assert np.all(coloured[20:, 40:] == coloured.min())
