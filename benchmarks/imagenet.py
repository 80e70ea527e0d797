"""How well the bundled classifier does, by how a photo is brought to its size.

Usage: python -m benchmarks.imagenet FOLDER

FOLDER holds photos and labels.csv with the columns ``file`` and ``index`` (0..999).
"""

import csv
import sys
import time
from pathlib import Path

import numpy as np

from core.networks import efficientnet, imagenet
from core.photos import decode, resize

CROP = 0.875


def main(folder: Path):
    with (folder / "labels.csv").open(encoding="utf-8") as rows:
        labelled = [(folder / row["file"], int(row["index"])) for row in csv.DictReader(rows)]
    photos = [decode(path.read_bytes()) for path, _ in labelled]
    truth = np.array([index for _, index in labelled])
    ways = {"whole, in proportion": whole, "whole, squeezed": squeeze, "centre crop 0.875": crop}
    for name, prepare in ways.items():
        start = time.perf_counter()
        ranked = np.array([ranking(prepare(photo)) for photo in photos])
        milliseconds = 1e3 * (time.perf_counter() - start) / len(photos)
        hits = ranked == truth[:, np.newaxis]
        print(
            f"{name:22} top-1 {hits[:, 0].mean():.3f}  top-5 {hits[:, :5].any(axis=1).mean():.3f}"
            f"  {len(photos)} photos, {milliseconds:.1f} ms each"
        )


def ranking(photo):
    return np.argsort(-imagenet.classifier().predict(photo))


def whole(photo):
    return photo


def squeeze(photo):
    return resize(photo, efficientnet.INPUT_SIZE, efficientnet.INPUT_SIZE)


def crop(photo):
    side = round(CROP * min(photo.shape[:2]))
    top, left = ((length - side) // 2 for length in photo.shape[:2])
    return squeeze(photo[top : top + side, left : left + side])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
