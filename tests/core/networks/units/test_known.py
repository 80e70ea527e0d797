"""The bundled pictures and photos of VGG16's channels, and the stages chosen from them."""

import json

import numpy as np
import pytest

from core import inference
from core.host import assets, settings
from core.networks import vgg16
from core.networks.units import known as known_channels
from core.networks.units import sought, stages
from core.networks.units.feature_visualisation import recipe_of
from core.photos import images

MANIFEST = json.loads((assets.ROOT / "channels" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cat():
    return images.decode(assets.samples()[0].path.read_bytes())


def test_the_manifest_names_every_file_and_all_are_whole_and_small():
    files = {file.name for file in (assets.ROOT / "channels").iterdir()} - {"manifest.json"}
    assert files == MANIFEST.keys()
    for file in files:
        assert assets.verified(f"channels/{file}").stat().st_size == MANIFEST[file]["bytes"]
    assert sum(entry["bytes"] for entry in MANIFEST.values()) < 2.5e6


@pytest.mark.parametrize("layer", vgg16.CONVOLUTIONS)
def test_at_least_24_channels_of_each_convolution_have_a_picture(layer):
    channels = known_channels.pictured(layer)
    assert len(set(channels)) == len(channels) == MANIFEST[f"{layer}.jpg"]["tiles"] >= 24
    assert max(channels) < vgg16.FILTERS[layer]
    recipe = recipe_of(layer)
    side = recipe.side - 2 * recipe.margin
    pictures = [known_channels.sought(layer, channel) for channel in channels]
    assert {picture.shape for picture in pictures} == {(side, side, 3)}
    assert min(picture.std() for picture in pictures) > 10
    others = set(range(vgg16.FILTERS[layer])) - set(channels)
    assert known_channels.sought(layer, min(others)) is None


@pytest.mark.tensorflow
def test_the_first_driving_photo_of_a_channel_is_where_it_peaks_highest():
    layer, channel = "block5_conv3", known_channels.pictured("block5_conv3")[0]
    photos = known_channels.driving_photos(layer, channel)
    peaks = []
    for photo in photos[::3]:
        image = images.decode(photo.path.read_bytes())
        (view,) = inference.channel_view(image, layer, [channel])
        assert view.receptive_field == pytest.approx(photo.box)
        peaks.append(view.peak_value)
    assert peaks[0] > peaks[1] > known_channels.usual_peaks(layer)[channel]


def test_a_pooling_layer_keeps_the_channels_of_the_convolution_before_it():
    assert known_channels.convolution_of("block3_pool") == "block3_conv3"
    assert known_channels.convolution_of("block3_conv1") == "block3_conv1"


@pytest.mark.tensorflow
def test_stages_are_the_channels_furthest_above_their_usual(cat):
    found = inference.photo_stages(cat)
    assert [stage.name for stage in found] == ["simple", "part", "object"]
    maps = vgg16.feature_maps(cat)
    for stage in found:
        ratios = {
            (layer, channel): maps[layer][..., channel].max()
            / known_channels.usual_peaks(layer)[channel]
            for layer in stages.STAGES[stage.name]
            for channel in known_channels.pictured(layer)
        }
        assert max(ratios, key=ratios.get) == (stage.layer, stage.view.index)
        assert stage.ratio == pytest.approx(max(ratios.values()), rel=1e-4)


def test_the_stages_share_out_all_convolutions_but_the_first():
    listed = [layer for layers in stages.STAGES.values() for layer in layers]
    assert listed == list(vgg16.CONVOLUTIONS[1:])


def test_kept_pictures_make_room_for_newer_ones(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "data_folder", lambda: tmp_path)
    layer = "block5_conv3"
    channels = [c for c in range(512) if c not in known_channels.pictured(layer)][:2]
    noise = np.random.default_rng(0).integers(0, 256, (128, 128, 3), dtype=np.uint8)
    assert sought.picture(layer, channels[0]) is None
    sought.keep(layer, channels[0], noise)
    assert sought.picture(layer, channels[0]) is not None
    (file,) = (tmp_path / "sought").iterdir()
    monkeypatch.setattr(sought, "KEPT_BYTES", file.stat().st_size * 3 // 2)
    sought.keep(layer, channels[1], noise)
    assert sought.picture(layer, channels[0]) is None
    assert sought.picture(layer, channels[1]).shape == (128, 128, 3)
