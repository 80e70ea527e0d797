"""Digits that are dragged, and the small networks that answer to them."""

from core.lessons.digits import small_network, small_training
from core.lessons.digits.digit_networks import (
    FIELD,
    MARGIN,
    NETWORKS,
    POOL,
    TAUGHT,
    TAUGHT_REACH,
    answers,
    answers_by_shift,
)
from core.lessons.digits.digits import (
    PER_CLASS,
    REACH,
    SCALES,
    SEVEN,
    SEVENS,
    SHEET,
    SIDE,
    TURNS,
    DigitError,
    fitted,
    for_maps,
    held_out,
    place,
)
from core.lessons.digits.records import Record, records
from core.lessons.digits.small_training import Epoch, Experiment

__all__ = [
    "FIELD",
    "MARGIN",
    "NETWORKS",
    "PER_CLASS",
    "POOL",
    "REACH",
    "SCALES",
    "SEVEN",
    "SEVENS",
    "SHEET",
    "SIDE",
    "TAUGHT",
    "TAUGHT_REACH",
    "TURNS",
    "DigitError",
    "Epoch",
    "Experiment",
    "Record",
    "answers",
    "answers_by_shift",
    "fitted",
    "for_maps",
    "held_out",
    "place",
    "records",
    "small_network",
    "small_training",
]
