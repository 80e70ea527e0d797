"""The way to a channel of VGG16: any page may open it in the lesson on feature maps."""

from ui.session.state import Maybe, chosen

PAGE = "pages/feature_maps.py"
LAYER = "layer"  # key of the choice of a layer, and its name in the address
CHANNEL = "channel"  # key of the choice of a channel, and its name in the address

WANTED = Maybe[int]("channels_wanted")  # a channel that is to be shown next


def open_channel(layer: str, channel: int) -> None:
    """Choose a channel of any layer; call it before the layers are drawn, as in a callback."""
    chosen(LAYER).set(layer)
    WANTED.set(channel)
