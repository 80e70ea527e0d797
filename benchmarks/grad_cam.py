"""Do the maps point at the object? The pointing game, and what random weights do to the maps.

A map hits when its largest value lies in a box of the class that it explains (Zhang et al.,
Top-down Neural Attention by Excitation Backprop, ECCV 2016). Chance is the boxes' mean share of the
photo, which a map that points anywhere would reach.

Usage: python -m benchmarks.grad_cam FOLDER, with photos and boxes.json as a list of
{"file", "objects": [{"label", "imagenet": [class indices], "box": [left, top, right, bottom]}]}.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from core.grad_cam import METHODS, grad_cam
from core.networks import imagenet
from core.networks.explaining import enlarged, randomised
from core.photos import decode

LAYERS = ("block11", "head")
STAGES = 4


def main(folder):
    classifier = imagenet.classifier()
    cases = [case for entry in read(folder) for case in cases_of(folder, entry, classifier)]
    chance = np.mean([inside.mean() for _, _, inside in cases])
    print(f"pointing game, {len(cases)} objects; by chance {chance:.0%}")
    print(f"{'':20}" + "".join(f"{layer:>10}" for layer in LAYERS))
    for method in METHODS:
        rates = [hit_rate(classifier, cases, layer, method) for layer in LAYERS]
        print(f"{method:20}" + "".join(f"{rate:10.0%}" for rate in rates))
    print("\nrank correlation with the trained map, layers random from ... on:")
    print("median of the maps that are not empty, and how many these are")
    for method in METHODS:
        print(f"{method:20}" + correlations(classifier, cases, method))


def read(folder):
    return json.loads((folder / "boxes.json").read_text(encoding="utf-8"))


def cases_of(folder, entry, classifier):
    """Yield (photo, class, where its boxes are) for each kind of object in a photo.

    The class is the most probable one of those that the label stands for.
    """
    photo = decode((folder / entry["file"]).read_bytes())
    boxes = defaultdict(list)
    for thing in entry["objects"]:
        boxes[tuple(thing["imagenet"])].append(thing["box"])
    probabilities = classifier.predict(photo)
    for classes, places in boxes.items():
        inside = np.zeros(photo.shape[:2], bool)
        for left, top, right, bottom in places:
            inside[round(top) : round(bottom), round(left) : round(right)] = True
        yield photo, max(classes, key=probabilities.__getitem__), inside


def hit_rate(classifier, cases, layer, method):
    hits = []
    for photo, target, inside in cases:
        heatmap = grad_cam(classifier, photo, target, layer, method)
        hits.append(inside.ravel()[enlarged(heatmap, inside.shape).argmax()])
    return np.mean(hits)


def correlations(classifier, cases, method):
    found = defaultdict(list)
    for photo, target, _ in cases:
        explained = randomised.Explained(target, method=method)
        for stage in randomised.cascade(classifier, photo, explained, STAGES):
            found[stage.layer] += [stage.rank_correlation] if stage.map.any() else []
    return "".join(
        f"  {layer} {np.median(values) if values else np.nan:5.2f} ({len(values)})"
        for layer, values in found.items()
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
