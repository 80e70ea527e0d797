"""Photos with labels: gathered, cleaned, split, published, exported."""

from core.datasets import cleaning, export, label_doubts, workshop
from core.datasets.cleaning import Suggestion
from core.datasets.collection import OWN, UNEVEN, Collected, Collection, adopt
from core.datasets.counts import class_counts
from core.datasets.dataset import Dataset, Photo, bundled, from_archive, from_folder, from_zip
from core.datasets.gathering import MAX_CLASSES, MIN_CLASSES, MIN_PHOTOS, DatasetError, Rejected
from core.datasets.label_doubts import LabelVerdict
from core.datasets.splitting import Split, split
from core.datasets.workshop import LONGEST_TITLE, Published, WorkshopError

__all__ = [
    "LONGEST_TITLE",
    "MAX_CLASSES",
    "MIN_CLASSES",
    "MIN_PHOTOS",
    "OWN",
    "UNEVEN",
    "Collected",
    "Collection",
    "Dataset",
    "DatasetError",
    "LabelVerdict",
    "Photo",
    "Published",
    "Rejected",
    "Split",
    "Suggestion",
    "WorkshopError",
    "adopt",
    "bundled",
    "class_counts",
    "cleaning",
    "export",
    "from_archive",
    "from_folder",
    "from_zip",
    "label_doubts",
    "split",
    "workshop",
]
