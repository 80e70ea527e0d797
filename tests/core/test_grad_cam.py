import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from core.grad_cam import GradCamError, channel_shares, grad_cam
from core.host import assets
from core.networks import imagenet
from core.networks.classifier import Classifier
from core.networks.explaining.cam_methods import METHODS
from core.photos import images

pytestmark = pytest.mark.tensorflow

SIZE = 16
REFERENCE = Path(__file__).parent / "reference" / "cams.npz"


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


@pytest.mark.parametrize("method", METHODS)
def test_channel_shares_add_up_to_the_brightest_cell(model, photo, method):
    shares = channel_shares(model, photo, 1, method=method, top=6)
    heatmap = grad_cam(model, photo, 1, method=method)
    row, column = np.unravel_index(heatmap.argmax(), heatmap.shape)
    assert [share.share for share in shares] == sorted((s.share for s in shares), reverse=True)
    assert sum(share.share for share in shares) >= 1 - 1e-5  # those that take away are left out
    for share in shares:
        assert share.map[row, column] == pytest.approx(share.contribution)
        assert share.contribution > 0
        assert share.weight * share.activation == pytest.approx(share.contribution)


def test_nothing_for_the_class_has_no_shares(photo):
    model = build(seed=1, top=dense_softmax)
    *others, kernel, bias = model.get_weights()
    model.set_weights([*others, -np.abs(kernel), bias])
    assert channel_shares(model, photo, 0) == []


def test_where_nothing_depends_on_the_photo_there_are_no_shares(photo):
    """All gradients are 0, so the brightest cell is 0 and has nothing to share out."""
    model = build(seed=1, top=dense_softmax)
    *others, kernel, bias = model.get_weights()
    model.set_weights([*others, np.zeros_like(kernel), bias])
    for method in ("grad_cam", "grad_cam_plus_plus", "hires_cam", "layer_cam"):
        assert channel_shares(model, photo, 0, method=method) == []
        assert not grad_cam(model, photo, 0, method=method).any()


def test_channels_that_cancel_each_other_share_nothing():
    """What one channel adds in each cell another takes away: the sum to share is 0."""
    import keras

    inputs = keras.Input((4, 4, 3))
    maps = keras.layers.Conv2D(2, 1)(inputs)
    pooled = keras.layers.GlobalAveragePooling2D()(maps)
    model = keras.Model(inputs, keras.layers.Dense(2, activation="softmax")(pooled))
    model.set_weights(
        [np.ones((1, 1, 3, 2)), np.zeros(2), np.array([[1.0, 0], [-1, 0]]), np.zeros(2)]
    )
    white = np.full((4, 4, 3), 255, np.uint8)
    assert channel_shares(model, white, 0) == []
    assert not grad_cam(model, white, 0).any()


def reference():
    with np.load(REFERENCE) as made:
        return dict(made)


@pytest.mark.parametrize("name", reference())
def test_equals_the_package_grad_cam_in_pytorch(name):
    """The maps were made by `scripts/make_cam_reference.py` with the same weights."""
    sample_name, target, layer, method = name.split("/")
    path = next(sample.path for sample in assets.samples() if sample.name == sample_name)
    photo = images.decode(path.read_bytes())
    heatmap = grad_cam(imagenet.classifier(), photo, int(target), layer, method)
    np.testing.assert_allclose(heatmap, reference()[name], atol=1e-3)
