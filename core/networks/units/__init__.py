"""What single channels see in a photo, and what they seek."""

from core.networks.units import cell_account, feature_visualisation, known, sought, stages, views
from core.networks.units.cell_account import CellAccount
from core.networks.units.feature_visualisation import Ascent
from core.networks.units.kernel_patches import kernel_patch
from core.networks.units.stages import Stage
from core.networks.units.views import ChannelView, LayerAnswer, LayerChannels, LayerView, Weights

__all__ = [
    "Ascent",
    "CellAccount",
    "ChannelView",
    "LayerAnswer",
    "LayerChannels",
    "LayerView",
    "Stage",
    "Weights",
    "cell_account",
    "feature_visualisation",
    "kernel_patch",
    "known",
    "sought",
    "stages",
    "views",
]
