"""How much a one-pixel shift changes a feature map, and the map after pooling or a strided kernel.

The numbers that the pooling lesson states: means over the sample photos, four VGG16 layers, and
the 12 strongest channels of each.
"""

from collections import defaultdict

from core.host import assets
from core.lessons import shift
from core.networks.units import views as channel_views
from core.photos import decode, shrink

LAYERS = ("block1_conv2", "block2_conv2", "block3_conv3", "block4_conv3")
PHOTO_SIDE = 512


def measure(pixels):
    found = defaultdict(list)
    for sample in assets.samples():
        photo = shrink(decode(sample.path.read_bytes()), PHOTO_SIDE)
        layers = channel_views.first_view(channel_views.answer(photo))
        for channel in (channel for layer in LAYERS for channel in layers[layer].channels):
            for name, change in shift.changes(channel.map, pixels).items():
                found[name].append(change)
    return found


if __name__ == "__main__":
    for pixels in (1, 2):
        found = measure(pixels)
        none = found["none"]
        print(f"shift {pixels}, {len(none)} maps")
        for name, values in found.items():
            less = sum(value < before for value, before in zip(values, none, strict=True))
            mean = sum(values) / len(values)
            print(f"  {name:9s} {mean:6.1%}   less than the map itself in {less}")
