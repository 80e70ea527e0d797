"""What happens to a class score when a part of the photo is covered.

Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014.
"""

import numpy as np

from core.networks.classifier import Classifier
from core.networks.passes import passes_of
from core.photos import to_rgb

BATCH = 16


def occlusion_map(
    classifier: Classifier, image: np.ndarray, class_index: int, cells: int = 7
) -> np.ndarray:
    """Return how much the class score falls when a square around each cell is covered.

    The squares are two cells wide, so that neighbours overlap, and have the photo's mean colour.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    cells
        Along the photo's longer side.

    Returns
    -------
    float32 (rows, columns): the score before softmax of the whole photo, less that of the covered
    one. Negative where covering raises it.
    """
    photo = to_rgb(image)
    shape = np.maximum(np.rint(np.array(photo.shape[:2]) * cells / max(photo.shape[:2])), 1)
    rows, columns = shape.astype(int)
    covered = [
        covered_at(photo, (rows, columns), divmod(i, columns)) for i in range(rows * columns)
    ]
    scores = class_scores(classifier, [photo, *covered])[:, class_index]
    return (scores[0] - scores[1:]).reshape(rows, columns)


def covered_at(photo: np.ndarray, grid: tuple[int, int], cell: tuple[int, int]) -> np.ndarray:
    """Return a copy of a photo, covered by a square two cells wide around a cell of a grid."""
    height, width = photo.shape[:2]
    step_y, step_x = height / grid[0], width / grid[1]
    middle_y, middle_x = (cell[0] + 0.5) * step_y, (cell[1] + 0.5) * step_x
    rows = slice(max(round(middle_y - step_y), 0), round(middle_y + step_y))
    columns = slice(max(round(middle_x - step_x), 0), round(middle_x + step_x))
    covered = photo.copy()
    covered[rows, columns] = photo.mean(axis=(0, 1)).round()
    return covered


def class_scores(classifier: Classifier, photos: list[np.ndarray]) -> np.ndarray:
    """Return the scores before softmax of photos of equal shape, float32 (photos, classes)."""
    passes = passes_of(classifier)
    batches = [photos[start : start + BATCH] for start in range(0, len(photos), BATCH)]
    return np.concatenate(
        [passes.logits(np.concatenate([classifier.preprocess(p) for p in b])) for b in batches]
    )
