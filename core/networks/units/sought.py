"""Pictures of what channels seek: the bundled ones, and those that somebody asked for, kept."""

import numpy as np

from core.host import files, settings
from core.networks.units import feature_visualisation
from core.networks.units import known as known_channels
from core.networks.units.feature_visualisation import require_channel
from core.photos import decode, encode_jpeg

KEPT_BYTES = 32 * 2**20  # about 4000 pictures, nearly all of VGG16's channels
QUALITY = 88


def picture(layer: str, channel: int) -> np.ndarray | None:
    """Return what a channel seeks, uint8 (size, size, 3), or None where it is not known yet.

    Raises
    ------
    core.networks.units.feature_visualisation.ChannelError
        For a channel that the layer does not have.
    """
    require_channel(layer, channel)
    bundled = known_channels.sought(layer, channel)
    if bundled is not None:
        return bundled
    return _cache().read(_name(layer, channel), lambda path: decode(path.read_bytes()))


def keep(layer: str, channel: int, found: np.ndarray) -> None:
    """Keep a picture for everybody; the ones that were not used for longest make room."""
    name, jpeg = _name(layer, channel), encode_jpeg(found, QUALITY)
    _cache().write(name, lambda path: path.write_bytes(jpeg))
    _cache().trim(spare={name})


def _cache() -> files.Cache:
    return files.Cache(settings.data_folder() / "sought", KEPT_BYTES)


def _name(layer: str, channel: int) -> str:
    made_by = feature_visualisation.VERSION  # so that another recipe makes its own
    return f"{layer}-{channel}-{made_by}.jpg"
