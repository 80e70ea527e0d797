"""The photos of a training: its parts, their augmented draws, and their features."""

from core.training.data import features
from core.training.data.sets import Inputs, PhotoSets, as_they_are, divide, kept

__all__ = ["Inputs", "PhotoSets", "as_they_are", "divide", "features", "kept"]
