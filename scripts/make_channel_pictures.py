"""Make assets/channels: what VGG16's channels seek, and which bundled photos drive each of them.

    python -m scripts.make_channel_pictures

For each convolution the 24 channels that are most often among the twelve strongest of a bundled
photo get a picture, and the strongest one of each sample photo. Pictures that are there already
are kept, so that the program can be stopped and started again; on two cores all of it takes about
half an hour.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from core.host import assets
from core.networks import vgg16
from core.networks.units import feature_visualisation
from core.networks.units import views as channel_views
from core.photos import decode, encode_jpeg
from scripts.manifest import record

FOLDER = assets.ROOT / "channels"
CHANNELS = 24  # of each layer
BATCH = 8
COLUMNS = 6
KEPT = 4  # photos of each channel
QUALITY = 85
ORIGIN = {
    "source": "made by scripts/make_channel_pictures.py from vgg16_conv_float16.safetensors: VGG16 "
    "(Simonyan & Zisserman 2014), Visual Geometry Group, University of Oxford",
    "licence": "CC-BY-4.0",
}


def bundled_photos() -> list[Path]:
    """Return the sample photos and the animals."""
    return [sample.path for sample in assets.samples()] + sorted(
        assets.animal_set().glob("*/*.jpg")
    )


def survey(photos: list[Path]) -> dict[str, dict[str, np.ndarray]]:
    """Return, by layer, mean and largest value of each channel and where it lies, by photo."""
    found = {name: {"mean": [], "peak": [], "place": []} for name in vgg16.CONVOLUTIONS}
    for path in photos:
        maps = vgg16.feature_maps(decode(path.read_bytes()), vgg16.CONVOLUTIONS)
        for name, layer in maps.items():
            cells = layer.reshape(-1, layer.shape[-1])
            found[name]["mean"].append(cells.mean(axis=0))
            found[name]["peak"].append(cells.max(axis=0))
            place = np.unravel_index(cells.argmax(axis=0), layer.shape[:2])
            found[name]["place"].append(np.stack(place, axis=-1))
    return {
        name: {key: np.stack(rows) for key, rows in layer.items()} for name, layer in found.items()
    }


def strongest_photos(peak: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Return uint8 (channels, KEPT, 3): photo, row, column of the largest values, largest first."""
    order = np.argsort(-peak, axis=0, kind="stable")[:KEPT]
    rows = np.take_along_axis(place, order[..., None], axis=0)
    found = np.concatenate([order[..., None], rows], axis=-1).swapaxes(0, 1)
    return np.ascontiguousarray(found, np.uint8)  # safetensors writes the memory as it lies


def channels_to_picture(mean: np.ndarray) -> list[int]:
    """Return the channels that are often strong, then what is missing of the samples' strongest.

    `mean` has a row a photo, those of the samples first.
    """
    often = most_often_strong(mean)
    strongest = mean[: len(assets.samples())].argmax(axis=1).tolist()
    return list(dict.fromkeys([*often, *strongest]))


def most_often_strong(mean: np.ndarray) -> list[int]:
    """Return the channels that are most often among a photo's strongest, then by their mean."""
    ranks = np.argsort(np.argsort(-mean, axis=1, kind="stable"), axis=1)
    often = (ranks < channel_views.STRONGEST).sum(axis=0)
    order = np.lexsort((-mean.mean(axis=0), -often))
    return [int(channel) for channel in order[:CHANNELS]]


def make_survey() -> None:
    """Write which photos drive each channel, and which channels get a picture."""
    photos = bundled_photos()
    layers = survey(photos)
    firing = {}
    for name, found in layers.items():
        firing[f"{name}/photos"] = strongest_photos(found["peak"], found["place"])
        firing[f"{name}/usual"] = found["peak"].mean(axis=0, dtype=np.float32)
    save_file(firing, FOLDER / "firing.safetensors")
    index = {
        "photos": [path.relative_to(assets.ROOT).as_posix() for path in photos],
        "channels": {name: channels_to_picture(layer["mean"]) for name, layer in layers.items()},
    }
    text = json.dumps(index, ensure_ascii=False) + "\n"
    (FOLDER / "index.json").write_text(text, encoding="utf-8")
    record("firing.safetensors", ORIGIN, FOLDER)
    record("index.json", ORIGIN, FOLDER)


def make_pictures(layer: str, channels: list[int]) -> None:
    """Write the mosaic of a layer, its tiles in the order of the channels, row by row."""
    tiles = kept_tiles(layer)
    for batch in _batches(channels[len(tiles) :]):
        tiles += list(_sought(layer, batch))
    empty = np.full_like(tiles[0], 128)
    tiles += [empty] * (-len(tiles) % COLUMNS)
    starts = range(0, len(tiles), COLUMNS)
    mosaic = np.concatenate([np.concatenate(tiles[i : i + COLUMNS], axis=1) for i in starts])
    (FOLDER / f"{layer}.jpg").write_bytes(encode_jpeg(mosaic, QUALITY))
    record(f"{layer}.jpg", ORIGIN | {"tiles": len(channels)}, FOLDER)


def kept_tiles(layer: str) -> list[np.ndarray]:
    """Return the pictures that are there already."""
    file = FOLDER / f"{layer}.jpg"
    if not file.exists():
        return []
    mosaic = decode(file.read_bytes())
    side = mosaic.shape[1] // COLUMNS
    rows = mosaic.reshape(-1, side, COLUMNS, side, 3).swapaxes(1, 2)
    return list(rows.reshape(-1, side, side, 3)[: _tiles(layer)])


def _tiles(layer: str) -> int:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return manifest.get(f"{layer}.jpg", {}).get("tiles", 0)


def _sought(layer: str, channels: list[int]) -> np.ndarray:
    start = feature_visualisation.begin(layer, channels)
    steps = feature_visualisation.recipe_of(layer).steps
    return feature_visualisation.pictures(feature_visualisation.climb(start, steps))


def _batches(channels: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(channels), BATCH):
        yield channels[start : start + BATCH]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    if not (FOLDER / "index.json").exists():
        make_survey()
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    for layer, channels in index["channels"].items():
        if _tiles(layer) == len(channels):
            continue
        start = time.perf_counter()
        make_pictures(layer, channels)
        print(f"{layer}: {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
