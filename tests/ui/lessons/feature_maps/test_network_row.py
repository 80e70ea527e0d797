import numpy as np

from core.networks import vgg16
from core.networks.units.views import LayerView
from ui.lessons.feature_maps.network_row.network_row import described

SIDES = {1: 224, 2: 112, 3: 56, 4: 28, 5: 14}


def layer(name):
    block = int(name[5])
    side = SIDES[block] // (2 if name.endswith("pool") else 1)
    channels = vgg16.FILTERS[f"block{block}_conv1"]
    return LayerView(name, (side, side, channels), 0, np.zeros((side, side), np.uint8))


def test_layers_stand_in_blocks_to_scale():
    blocks = described([layer(name) for name in vgg16.LAYERS])
    assert [len(block) for block in blocks] == [3, 3, 4, 4, 4]
    boxes = [box for block in blocks for box in block]
    assert [box["value"] for box in boxes] == list(vgg16.LAYERS)
    fronts = [box["front"] for box in boxes]
    assert fronts == sorted(fronts, reverse=True)
    assert len(set(fronts)) == len({layer(name).shape[0] for name in vgg16.LAYERS})
    depths = [box["depth"] for box in boxes]
    assert depths == sorted(depths)
    assert boxes[-1]["shape"] == "7×7×512"
    assert boxes[0]["source"].startswith("data:image/png")
