"""Class activation maps, what is drawn of them, and whether one may trust them."""

from core.networks.explaining import deletion, occlusion, randomised
from core.networks.explaining.cam_methods import METHODS, heatmap
from core.networks.explaining.deletion import CURVES, Curve
from core.networks.explaining.overlays import (
    COLOUR_MAPS,
    colour_bar,
    enlarged,
    outlined_above,
    overlay,
)
from core.networks.explaining.rank_correlation import rank_correlation

__all__ = [
    "COLOUR_MAPS",
    "CURVES",
    "METHODS",
    "Curve",
    "colour_bar",
    "deletion",
    "enlarged",
    "heatmap",
    "occlusion",
    "outlined_above",
    "overlay",
    "randomised",
    "rank_correlation",
]
