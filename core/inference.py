"""What the inference worker does for the web pages: photos in, only what is drawn out."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core import grad_cam
from core.datasets import Dataset, LabelVerdict
from core.grad_cam import ChannelShare
from core.host import ByteCache
from core.networks import Classifier, Prediction, imagenet, passes_of, vgg16, vgg16_imagenet
from core.networks.explaining import deletion, occlusion, randomised
from core.networks.units import (
    Ascent,
    CellAccount,
    ChannelView,
    LayerAnswer,
    LayerChannels,
    LayerView,
    Weights,
    feature_visualisation,
    sought,
    stages,
)
from core.networks.units import cell_account as accounts
from core.networks.units import views as channel_views
from core.photos import store as photo_store
from core.training import label_check
from core.training.judging import familiarity
from core.training.stored import load_run

VIEW_BYTES = 96 * 2**20  # about 50 photos' first views
ANSWER_BYTES = 250 * 2**20  # 8 photos in all their channels
UNFINISHED = 32  # pictures of what channels seek
CLIMB = 4  # steps at a time, about half a second, so that nobody waits long for others' pictures
OWN_RUNS = 4  # kept ready


@dataclass(frozen=True)
class Sought:
    """What a channel seeks, as far as it is known: `picture`, uint8, and the share `done`, 0..1."""

    picture: np.ndarray
    done: float


class AtHand:
    """What a worker has at hand.

    Attributes
    ----------
    views, answers
        By photo and weights: first views of all layers, and all that VGG16 answers.
    ascents
        Unfinished pictures by layer and channel, the one asked for longest ago first.
    own_run
        From the name of a training run to its classifier.
    """

    def __init__(self, view_bytes: int = VIEW_BYTES, answer_bytes: int = ANSWER_BYTES):
        self.views = ByteCache(view_bytes)
        self.answers = ByteCache(answer_bytes)
        self.ascents: OrderedDict[tuple[str, int], Ascent] = OrderedDict()
        # a run's folder is named by its content, so it never changes
        self.own_run = lru_cache(OWN_RUNS)(load_run)


at_hand = AtHand()


def layer_overview(image: np.ndarray, weights: Weights = "imagenet") -> list[LayerView]:
    """Return VGG16's 18 layers, first to last, each by its strongest channel for the photo.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    weights
        As in `core.networks.vgg16.build`.
    """
    views = []
    for name, layer in _first_views(image, weights).items():
        first = layer.channels[0]
        views.append(LayerView(name, layer.shape, first.index, first.map))
    return views


def strongest_channels(image: np.ndarray, layer: str, top: int = 12) -> list[ChannelView]:
    """Return the channels of a VGG16 layer with the largest mean activation, strongest first.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    layer
        One of `core.networks.vgg16.LAYERS`.
    top
        How many, at most `core.networks.units.views.STRONGEST`.

    Raises
    ------
    core.networks.vgg16.LayerError
        ``network.unknown_layer``.
    """
    return layer_channels(image, layer).channels[:top]


def layer_channels(image: np.ndarray, layer: str, weights: Weights = "imagenet") -> LayerChannels:
    """Return a layer's ranking of all channels and its strongest ones.

    Raises
    ------
    core.networks.vgg16.LayerError
        ``network.unknown_layer``.
    """
    vgg16.require_layers((layer,))
    return _first_views(image, weights)[layer]


def channel_view(
    image: np.ndarray, layer: str, channels: Sequence[int], weights: Weights = "imagenet"
) -> list[ChannelView]:
    """Return any channels of a layer, in the order asked for.

    Raises
    ------
    core.networks.vgg16.LayerError
        ``network.unknown_layer``.
    """
    vgg16.require_layers((layer,))
    return channel_views.view(_answer(image, weights)[layer], channels)


def cell_account(
    image: np.ndarray, layer: str, channel: int, weights: Weights = "imagenet"
) -> CellAccount:
    """Return how the strongest cell of a convolution's channel comes to its value.

    Raises
    ------
    core.networks.units.feature_visualisation.ChannelError
        For a pooling layer, or a channel that the layer does not have.
    """
    feature_visualisation.require_channel(layer, channel)
    answer = _answer(image, weights)
    number = vgg16.LAYERS.index(layer)
    inputs = answer[vgg16.LAYERS[number - 1]].maps if number else vgg16.preprocess(image)[0]
    kernel, bias = (
        np.asarray(values)[..., channel]
        for values in vgg16.network(weights).get_layer(layer).weights
    )
    here = answer[layer]
    return accounts.account(
        inputs, kernel, float(bias), here.peak(channel), float(here.peaks[channel])
    )


def first_kernels(weights: Weights = "imagenet") -> np.ndarray:
    """Return the kernels of ``block1_conv1``, float32 (3, 3, 3, 64), inputs R, G, B."""
    kernels, _ = vgg16.network(weights).get_layer(vgg16.LAYERS[0]).get_weights()
    return kernels[:, :, ::-1]  # the network was trained on B, G, R


def pooled(
    image: np.ndarray, layer: str, channel: int, weights: Weights = "imagenet"
) -> np.ndarray:
    """Return the four cells, float32 (2, 2), of which a pooling layer's strongest is the largest.

    Raises
    ------
    core.networks.vgg16.LayerError
        ``network.unknown_layer``.
    """
    vgg16.require_layers((layer,))
    answer = _answer(image, weights)
    before = answer[vgg16.LAYERS[vgg16.LAYERS.index(layer) - 1]]
    here = answer[layer]
    return accounts.pooled_cells(
        before.maps, channel, here.peak(channel), float(here.peaks[channel])
    )


def photo_stages(image: np.ndarray) -> list[stages.Stage]:
    """Return one channel for simple shapes, one for parts, one for objects, see `Stage`."""
    return stages.stages(_answer(image, "imagenet"))


def visualise_channel(layer: str, channel: int) -> Sought:
    """Take the next few steps towards what a channel seeks; a finished picture is kept.

    Whoever asks for the same channel goes on where the others are.

    Raises
    ------
    core.networks.units.feature_visualisation.ChannelError
        For a pooling layer, or a channel that the layer does not have.
    """
    known = sought.picture(layer, channel)
    if known is not None:
        return Sought(known, 1.0)
    there = at_hand.ascents.pop((layer, channel), None)
    ascent = there or feature_visualisation.begin(layer, [channel])
    ascent = feature_visualisation.climb(ascent, CLIMB)
    picture = feature_visualisation.pictures(ascent)[0]
    done = ascent.step / feature_visualisation.recipe_of(layer).steps
    if done >= 1:
        sought.keep(layer, channel, picture)
    else:
        at_hand.ascents[layer, channel] = ascent
        while len(at_hand.ascents) > UNFINISHED:
            at_hand.ascents.popitem(last=False)
    return Sought(picture, min(done, 1.0))


def classify(image: np.ndarray, model_key: str = "imagenet", top: int = 5) -> list[Prediction]:
    """Return the most probable classes, best first.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    model_key
        ``"imagenet"`` (the bundled classifier), ``"vgg16"`` (where it has been downloaded) or the
        name of a training run.

    Raises
    ------
    core.networks.vgg16_imagenet.ModelError
        ``model.absent``, for ``"vgg16"`` where it has not been downloaded.
    """
    classifier = _classifier(model_key)
    passed = passes_of(classifier).forward(classifier.preprocess(image))
    return classifier.ranked(passed.probabilities(), top)


def describe(image: np.ndarray, model_key: str) -> tuple[np.ndarray, np.ndarray]:
    """Return what a training run says of a photo, for `core.training.judging.verdict.Judge`.

    Returns
    -------
    The probability of every class, float64 (classes,), and the photo's description, float
    (features,), see `core.training.judging.familiarity.describe`.
    """
    classifier = _classifier(model_key)
    passed = passes_of(classifier).forward(classifier.preprocess(image))
    return passed.probabilities(), familiarity.describe(classifier, passed)


def explain(
    image: np.ndarray,
    class_index: int,
    layer: str | None = None,
    model_key: str = "imagenet",
    method: str = "grad_cam",
) -> np.ndarray:
    """Return the activation map of a class, float32 (h, w) in 0..1.

    See `core.grad_cam.grad_cam` for its errors and `classify` for `model_key`.
    """
    return grad_cam.grad_cam(_classifier(model_key), image, class_index, layer, method)


def channel_shares(
    image: np.ndarray, class_index: int, layer: str, model_key: str, method: str
) -> list[ChannelShare]:
    """Return the five channels that add most to the map, see `core.grad_cam.channel_shares`."""
    return grad_cam.channel_shares(_classifier(model_key), image, class_index, layer, method)


def randomised_maps(
    image: np.ndarray, class_index: int, layer: str, model_key: str, method: str
) -> list[randomised.RandomisedStage]:
    """Return the map while layers lose what they learnt, see `randomised.cascade`."""
    explained = randomised.Explained(class_index, layer, method)
    return randomised.cascade(_classifier(model_key), image, explained)


def occlusion_map(image: np.ndarray, class_index: int, model_key: str) -> np.ndarray:
    """Return what covering each place takes from a class score, see `occlusion.occlusion_map`."""
    return occlusion.occlusion_map(_classifier(model_key), image, class_index)


def changed_photo_curve(
    change: str, image: np.ndarray, class_index: int, heatmap: np.ndarray, model_key: str
) -> deletion.Curve:
    """Return the curve of ``"insertion"`` or ``"deletion"``, see `deletion.CURVES`."""
    return deletion.CURVES[change](_classifier(model_key), image, class_index, heatmap)


def explainable_layers(model_key: str = "imagenet") -> tuple[str, ...]:
    """Return the names of the layers that `explain` takes for a model, first to last."""
    return _classifier(model_key).layers


def prepare_features(photo_hashes: Sequence[str], store: Path) -> None:
    """Compute what `judge_labels` needs of stored photos, see `label_check.prepare`."""
    label_check.prepare(photo_hashes, store)


def judge_labels(dataset: Dataset, seed: int) -> dict[str, LabelVerdict]:
    """Return the verdict on each photo's label by the photo's hash, see `label_check.judge`."""
    return label_check.judge(dataset, seed)


def first_guesses(photo_hashes: Sequence[str], store: Path) -> dict[str, Prediction]:
    """Return what the bundled 1000-class model holds most probable of stored photos, by hash.

    Raises
    ------
    core.photos.store.PhotoMissingError
        When a photo is gone.
    """
    return {each: classify(photo_store.get(each, store), top=1)[0] for each in photo_hashes}


def warm() -> None:
    """Build and compile the bundled networks, so that nobody waits for it."""
    blank = np.zeros((vgg16.INPUT_SIZE, vgg16.INPUT_SIZE, 3), np.uint8)
    layer_overview(blank)
    classify(blank)
    explain(blank, class_index=0, layer=explainable_layers()[0])  # by way of all layers


def _first_views(image: np.ndarray, weights: Weights) -> dict[str, LayerChannels]:
    return at_hand.views.get_or_make(
        _photo_key(image, weights),
        make=lambda: channel_views.first_view(_answer(image, weights)),
        size_of=lambda layers: sum(layer.nbytes for layer in layers.values()),
    )


def _answer(image: np.ndarray, weights: Weights) -> dict[str, LayerAnswer]:
    return at_hand.answers.get_or_make(
        _photo_key(image, weights),
        make=lambda: channel_views.answer(image, weights),
        size_of=lambda layers: sum(layer.nbytes for layer in layers.values()),
    )


def _photo_key(image: np.ndarray, weights: Weights) -> tuple[bytes, Weights]:
    return hashlib.sha256(image.tobytes() + str(image.shape).encode()).digest(), weights


def _classifier(model_key: str) -> Classifier:
    if model_key == "imagenet":
        return imagenet.classifier()
    if model_key == "vgg16":
        return vgg16_imagenet.classifier()
    return at_hand.own_run(model_key)
