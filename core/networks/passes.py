"""A photo's one forward pass through a network, and its gradients, layer by layer, on demand.

The gradient of a class score by a layer follows from the gradient by the layer after it. So the
last layers cost next to nothing, and no class, layer or method computes what another has.
"""

import hashlib
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from scipy.special import softmax

from core.host import ByteCache
from core.networks.classifier import Classifier

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

CACHE_BYTES = 96 * 2**20  # of each network: 20 photos of the bundled classifier, or one of VGG16


@dataclass(frozen=True)
class ForwardPass:
    """What a network computed for one input.

    Attributes
    ----------
    digest
        Of the input.
    input
        float32 (1, h, w, 3).
    activations
        By the name of the layer, each (1, h, w, C).
    logits
        (1, classes), the scores before softmax.
    """

    digest: bytes
    input: "tf.Tensor"
    activations: dict[str, "tf.Tensor"]
    logits: "tf.Tensor"

    @property
    def nbytes(self) -> int:
        """Bytes of the activations."""
        return sum(map(_nbytes, self.activations.values()))

    def probabilities(self) -> np.ndarray:
        """Return the probability of every class, float64 (classes,), sum 1."""
        return softmax(np.asarray(self.logits, np.float64)[0])


class Passes:
    """The passes of photos through one classifier; safe between threads."""

    def __init__(self, classifier: Classifier):
        self._network, self._layers = classifier.network, classifier.layers
        self._forward = _forward_function(self._network, self._layers)
        self._scores = _scores_function(self._network)
        self._following = following(self._network, self._layers)
        self._pullbacks = {}  # traced on first need, by layer
        self._kept = ByteCache(CACHE_BYTES)
        self._lock = Lock()

    def forward(self, x: np.ndarray) -> ForwardPass:
        """Return the pass of a prepared input, float32 (1, h, w, 3)."""
        digest = hashlib.sha256(x.tobytes() + str(x.shape).encode()).digest()
        return self._kept.get_or_make(digest, lambda: self._run(digest, x), lambda p: p.nbytes)

    def gradient(self, passed: ForwardPass, class_index: int, layer: str) -> "tf.Tensor":
        """Return the derivative of a class score by a layer's activations, (1, h, w, C)."""
        key = (passed.digest, class_index, layer)
        return self._kept.get_or_make(
            key, lambda: self._pull_back(passed, class_index, layer), _nbytes
        )

    def logits(self, batch: np.ndarray) -> np.ndarray:
        """Return the scores of prepared inputs (n, h, w, 3) before softmax; keeps nothing."""
        import tensorflow as tf

        return np.asarray(self._scores(tf.constant(batch)))

    def _run(self, digest, x):
        import tensorflow as tf

        x = tf.constant(x)
        *activations, logits = self._forward(x)
        return ForwardPass(digest, x, dict(zip(self._layers, activations, strict=True)), logits)

    def _pull_back(self, passed, class_index, layer):
        import tensorflow as tf

        after = self._following[layer]
        if after is None:
            upstream = tf.one_hot([class_index], passed.logits.shape[-1])
        else:
            upstream = self.gradient(passed, class_index, after)
        return self._pullback(layer)(passed.activations[layer], passed.input, upstream)

    def _pullback(self, layer):
        with self._lock:
            if layer not in self._pullbacks:
                self._pullbacks[layer] = _pullback_function(
                    self._network, layer, self._following[layer]
                )
            return self._pullbacks[layer]


_passes: WeakKeyDictionary[Classifier, Passes] = WeakKeyDictionary()
_lock = Lock()


def passes_of(classifier: Classifier) -> Passes:
    """Return the passes of a classifier, kept as long as the classifier itself."""
    with _lock:
        if classifier not in _passes:
            _passes[classifier] = Passes(classifier)
        return _passes[classifier]


def following(network: "keras.Model", layers: tuple[str, ...]) -> dict[str, str | None]:
    """Return for each layer the next one of `layers` that all paths to the output lead through.

    None stands for the output itself. In a chain it is the neighbour; from inside a branch, the
    next layer after the branches have met.
    """
    numbers = {layer.name: number for number, layer in enumerate(network.layers)}
    edges = _edges(network)
    meeting = [name for name in layers if not _is_passed_by(numbers[name], edges)]

    def next_after(name: str) -> str | None:
        return next((other for other in meeting if numbers[other] > numbers[name]), None)

    return {name: next_after(name) for name in layers}


def _edges(network: "keras.Model") -> list[tuple[int, int]]:
    """Return between which layers, by their places in the network, a tensor goes."""
    from keras import tree

    source = {
        id(tensor): number
        for number, layer in enumerate(network.layers)
        for tensor in tree.flatten(layer.output)
    }
    return [
        (source[id(tensor)], number)
        for number, layer in enumerate(network.layers)
        for tensor in tree.flatten(layer.input)
    ]


def _is_passed_by(number: int, edges: list[tuple[int, int]]) -> bool:
    """Say whether a path leads past a layer: a tensor from one before it to one after it."""
    return any(source < number < target for source, target in edges)


def _scores_function(network):
    """Return the function (inputs) -> logits."""
    import keras
    import tensorflow as tf

    last = network.layers[-1]
    before = keras.Model(network.input, last.input)

    @tf.function(input_signature=[tf.TensorSpec(network.input.shape, tf.float32)])
    def scores(x):
        return logits(last, before(x, training=False))

    return scores


def _forward_function(network, layers):
    """Return the function (input) -> (activations of each layer, ..., logits)."""
    import keras
    import tensorflow as tf

    last = network.layers[-1]
    outputs = [network.get_layer(layer).output for layer in layers]
    split = keras.Model(network.input, [*outputs, last.input])

    @tf.function(input_signature=[tf.TensorSpec(network.input.shape, tf.float32)])
    def forward(x):
        *activations, features = split(x, training=False)
        return *activations, logits(last, features)

    return forward


def _pullback_function(network, layer, after):
    """Return the function (activation, input, gradient by what follows) -> gradient.

    The network's input goes in for layers inside a branch, whose other branches start from it.
    """
    import keras
    import tensorflow as tf

    last = network.layers[-1]
    start = network.get_layer(layer).output
    end = last.input if after is None else network.get_layer(after).output
    segment = keras.Model([start, network.input], end)
    upstream_shape = network.output.shape if after is None else end.shape
    shapes = (start.shape, network.input.shape, upstream_shape)

    @tf.function(input_signature=[tf.TensorSpec(shape, tf.float32) for shape in shapes])
    def pull_back(activation, x, upstream):
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(activation)
            result = segment([activation, x], training=False)
            result = logits(last, result) if after is None else result
        return tape.gradient(result, activation, upstream)

    return pull_back


def logits(last: "keras.Layer", features: "tf.Tensor") -> "tf.Tensor":
    """Return what a network's last layer gives without its activation.

    Where that layer is no dense one, it is taken for nothing but a softmax.
    """
    import keras
    import tensorflow as tf

    if not isinstance(last, keras.layers.Dense):
        return features
    kernel = tf.convert_to_tensor(last.kernel)
    scores = tf.matmul(tf.cast(features, kernel.dtype), kernel)
    return scores + tf.convert_to_tensor(last.bias) if last.use_bias else scores


def _nbytes(tensor):
    return tensor.shape.num_elements() * tensor.dtype.size
