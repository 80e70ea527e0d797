"""Pictures of what channels seek: the bundled ones, and those that somebody asked for, kept."""

from pathlib import Path

import numpy as np

from core.host import disk, settings
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
    kept = _file(layer, channel)
    try:
        data = kept.read_bytes()
        kept.touch()  # counts as its last use
    except FileNotFoundError:
        return None
    return decode(data)


def keep(layer: str, channel: int, found: np.ndarray) -> None:
    """Keep a picture for everybody; the ones that were not used for longest make room."""
    file = _file(layer, channel)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    unfinished.write_bytes(encode_jpeg(found, QUALITY))
    unfinished.replace(file)
    disk.trim(file.parent, KEPT_BYTES, spare={file})


def _file(layer: str, channel: int) -> Path:
    made_by = feature_visualisation.VERSION  # so that another recipe makes its own
    return settings.data_folder() / "sought" / f"{layer}-{channel}-{made_by}.jpg"
