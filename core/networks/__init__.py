"""The networks that come with the app, and what a classifier is."""

from core.networks import efficientnet, explaining, imagenet, units, vgg16, vgg16_imagenet, weights
from core.networks.adam import Adam
from core.networks.classifier import Classifier, Prediction
from core.networks.passes import ForwardPass, passes_of

__all__ = [
    "Adam",
    "Classifier",
    "ForwardPass",
    "Prediction",
    "efficientnet",
    "explaining",
    "imagenet",
    "passes_of",
    "units",
    "vgg16",
    "vgg16_imagenet",
    "weights",
]
