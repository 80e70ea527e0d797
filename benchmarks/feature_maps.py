"""All 18 VGG16 layers of a photo, and their strongest channels, beside one bare forward pass.

Usage: python -m benchmarks.feature_maps
"""

import time

import numpy as np

from core import channel_views, inference, vgg16

ROUNDS = 15


def main():
    photo = np.random.default_rng(0).integers(0, 256, (384, 512, 3), dtype=np.uint8)
    network = vgg16.network()
    prepared = vgg16.preprocess(photo)
    inference.strongest_channels(photo, "block1_conv1")
    times = interleaved(
        {
            "bare forward pass": lambda: network.predict_on_batch(prepared),
            "vgg16.feature_maps": lambda: vgg16.feature_maps(photo),
            "first view of a photo": lambda: channel_views.view_layers(photo),
            "another layer of it": lambda: inference.strongest_channels(photo, "block3_conv2"),
        }
    )
    bare = times["bare forward pass"]
    for name, seconds in times.items():
        print(f"{name:24} {1e3 * seconds:8.2f} ms {seconds / bare:6.2f} x")


def interleaved(functions):
    """Return the median seconds of each function, called in turn so that they share any noise."""
    seconds = {name: [] for name in functions}
    for _ in range(ROUNDS + 1):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            seconds[name].append(time.perf_counter() - start)
    return {name: float(np.median(values[1:])) for name, values in seconds.items()}


if __name__ == "__main__":
    main()
