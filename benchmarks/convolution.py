"""`core.convolution` on a 224 x 224 colour photo, beside OpenCV and SciPy.

Usage: python -m benchmarks.convolution
"""

import statistics
import time

import cv2
import numpy as np
from scipy.signal import correlate

from core.convolution import convolve

ROUNDS = 20


def main():
    rng = np.random.default_rng(0)
    photo = rng.integers(0, 256, (224, 224, 3), dtype=np.uint8)
    for size in (3, 5):
        kernel = rng.normal(size=(size, size, 3)).astype(np.float32)
        ours = median(lambda kernel=kernel: convolve(photo, kernel, padding="same"))
        print(f"{size} x {size} x 3   core.convolution.convolve {1e3 * ours:7.2f} ms")
        for name, reference in (("OpenCV", with_opencv), ("SciPy", with_scipy)):
            seconds = median(lambda kernel=kernel, f=reference: f(photo, kernel))
            print(f"            {name:25} {1e3 * seconds:7.2f} ms, ours {ours / seconds:5.2f} x")


def with_opencv(photo, kernel):
    planes = (
        cv2.filter2D(photo[..., c], cv2.CV_32F, kernel[..., c], borderType=cv2.BORDER_CONSTANT)
        for c in range(3)
    )
    return sum(planes)


def with_scipy(photo, kernel):
    border = kernel.shape[0] // 2
    padded = np.pad(photo.astype(np.float32), ((border, border), (border, border), (0, 0)))
    return correlate(padded, kernel, mode="valid", method="direct")


def median(function):
    function()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
