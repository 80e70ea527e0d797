"""Grad-CAM: which places of a photo speak for a class.

Selvaraju et al., Grad-CAM: Visual Explanations from Deep Networks via Gradient-based
Localization, ICCV 2017.
"""

from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from core.classifier import Classifier
from core.errors import ConvScopeError
from core.resizing import to_rgb

if TYPE_CHECKING:
    import keras


class GradCamError(ConvScopeError):
    """A class, layer or method that there is not."""


def class_activation_map(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Weigh each channel by its mean gradient, add up, keep what is positive.

    Parameters
    ----------
    activations, gradients
        (h, w, C): a layer's output, and the derivative of the class score by it.

    Returns
    -------
    float32 (h, w) in 0..1, the largest value 1; all zeros where nothing speaks for the class.
    """
    weights = gradients.mean(axis=(0, 1))
    heatmap = np.maximum(activations @ weights, 0)
    peak = heatmap.max()
    return (heatmap / peak if peak > 0 else heatmap).astype(np.float32)


METHODS = {"grad_cam": class_activation_map}


def grad_cam(
    model: "Classifier | keras.Model",
    image: np.ndarray,
    class_index: int,
    layer: str | None = None,
    method: str = "grad_cam",
) -> np.ndarray:
    """Return where a network looks for a class.

    The score explained is the one before softmax: after it, evidence against the other classes
    would count as evidence for this one.

    Parameters
    ----------
    model
        A classifier, or a functional Keras model that takes pixels 0..255 and ends in softmax
        or in a dense layer.
    image
        uint8, (H, W, 3) or (H, W), of any size.
    class_index
        Which output of the network.
    layer
        One of the model's layers; the last convolution by default.
    method
        A key of `METHODS`.

    Returns
    -------
    float32 (h, w) in 0..1, at the layer's resolution, spanning the whole image.

    Raises
    ------
    GradCamError
        For an unknown class, layer or method.
    """
    classifier = model if isinstance(model, Classifier) else Classifier.of(model)
    layer = classifier.layers[-1] if layer is None else layer
    _require("method", method, METHODS)
    _require("layer", layer, classifier.layers)
    _require("class", class_index, range(len(classifier.class_names)))
    explain = _explain_function(classifier, layer)
    activations, gradients = explain(classifier.preprocess(image), class_index)
    return METHODS[method](activations, gradients)


def overlay(image: np.ndarray, heatmap: np.ndarray, opacity: float = 0.4) -> np.ndarray:
    """Lay a heat map over a photo, in a perceptually uniform colour map (inferno).

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    heatmap
        (h, w) in 0..1; enlarged bilinearly, its corners on the photo's corners.
    opacity
        0 shows the photo alone, 1 the map alone.

    Returns
    -------
    uint8 (H, W, 3).
    """
    photo = to_rgb(image)
    height, width = photo.shape[:2]
    enlarged = cv2.resize(np.asarray(heatmap, np.float32), (width, height))
    levels = np.rint(255 * enlarged).astype(np.uint8)
    colours = cv2.applyColorMap(levels, cv2.COLORMAP_INFERNO)[..., ::-1]  # OpenCV has BGR
    return np.rint((1 - opacity) * photo + opacity * colours).astype(np.uint8)


def _require(what, value, known):
    if value not in known:
        raise GradCamError(
            f"grad_cam.unknown_{what}", f"there is no {what} {{value}} to explain", value=value
        )


_functions = WeakKeyDictionary()  # tracing takes 0.5 s, explaining 10 ms: keep what was traced
_lock = Lock()


def _explain_function(classifier, layer):
    with _lock:
        functions = _functions.setdefault(classifier, {})
        if layer not in functions:
            functions[layer] = _trace(classifier.network, layer)
        return functions[layer]


def _trace(network, layer):
    """Return the function (input, class_index) -> (activations, gradients), both (h, w, C)."""
    import keras
    import tensorflow as tf

    last = network.layers[-1]
    split = keras.Model(network.input, [network.get_layer(layer).output, last.input])

    signature = (tf.TensorSpec(network.input.shape, tf.float32), tf.TensorSpec((), tf.int32))

    @tf.function(input_signature=signature)
    def activations_and_gradients(x, class_index):
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(x)
            activations, features = split(x, training=False)
            score = _logits(last, features)[0, class_index]
        return activations[0], tape.gradient(score, activations)[0]

    def explain(x, class_index):
        results = activations_and_gradients(tf.constant(x), tf.constant(class_index, tf.int32))
        return tuple(np.asarray(result, np.float32) for result in results)

    return explain


def _logits(last, features):
    """Return the last layer's output without its activation."""
    import keras

    if not isinstance(last, keras.layers.Dense):
        return features  # a layer that is nothing but softmax
    logits = keras.ops.matmul(features, last.kernel)
    return logits + last.bias if last.use_bias else logits
