"""Stacks of layers: shapes, parameters, multiply-adds, receptive fields, and what cannot be."""

from core.architecture import presets, rules, text, vgg_table
from core.architecture.layers import (
    KINDS,
    AveragePooling2D,
    Conv2D,
    Count,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    LocalResponseNormalization,
    MaxPooling2D,
    Shape,
    Windowed,
)
from core.architecture.outcome import PARTS, Outcome, Part, outcome
from core.architecture.presets import PRESETS, Stack
from core.architecture.receptive_field import ReceptiveField
from core.architecture.summary import ArchitectureError, LayerSummary, classifier_start, summarize
from core.architecture.vgg_table import VGG

__all__ = [
    "KINDS",
    "PARTS",
    "PRESETS",
    "VGG",
    "ArchitectureError",
    "AveragePooling2D",
    "Conv2D",
    "Count",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "LayerSummary",
    "LocalResponseNormalization",
    "MaxPooling2D",
    "Outcome",
    "Part",
    "ReceptiveField",
    "Shape",
    "Stack",
    "Windowed",
    "classifier_start",
    "outcome",
    "presets",
    "rules",
    "summarize",
    "text",
    "vgg_table",
]
