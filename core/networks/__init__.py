"""The networks that come with the app, and what a classifier is."""

from core.networks import efficientnet, explaining, imagenet, units, vgg16, vgg16_imagenet, weights
from core.networks.adam import Adam
from core.networks.classifier import Classifier, Prediction
from core.networks.passes import ForwardPass, passes_of
from core.networks.shared_download import SharedDownload, shared_download

__all__ = [
    "Adam",
    "Classifier",
    "ForwardPass",
    "Prediction",
    "SharedDownload",
    "efficientnet",
    "explaining",
    "imagenet",
    "passes_of",
    "shared_download",
    "units",
    "vgg16",
    "vgg16_imagenet",
    "weights",
]
