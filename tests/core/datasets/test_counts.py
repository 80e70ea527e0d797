"""The numbers of a collection, by hand."""

from core.datasets.collection import Collected, Collection
from core.datasets.counts import ClassCounts, class_counts
from core.datasets.dataset import Dataset, Photo
from core.datasets.splitting import Split


def test_before_after_and_the_three_parts(tmp_path):
    collection = Collection(("owl", "fox", "bat"))
    for number in range(8):
        collection = collection.add(Collected(str(number), "owl" if number < 5 else "fox", {}))
    collection = collection.remove({"0"}).relabel({"1"}, "fox")
    labels = {"fox": 0, "owl": 1}
    photos = tuple(Photo(labels[p.class_name], p.hash, p.hash) for p in collection.photos)
    dataset = Dataset(("fox", "owl"), photos, tmp_path)
    assert [photo.hash for photo in dataset.photos] == ["1", "5", "6", "7", "2", "3", "4"]
    assert class_counts(collection, dataset, Split((0, 1, 4, 5), (2, 6), (3,))) == [
        ClassCounts("owl", before=5, now=3, train=2, validation=1, test=0),
        ClassCounts("fox", before=3, now=4, train=2, validation=1, test=1),
        ClassCounts("bat", before=0, now=0, train=0, validation=0, test=0),
    ]
