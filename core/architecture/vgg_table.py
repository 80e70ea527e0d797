"""The six networks of Simonyan and Zisserman as their table 1 writes them.

Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015.
"""

from core.architecture.layers import (
    Conv2D,
    Dense,
    Flatten,
    Layer,
    LocalResponseNormalization,
    MaxPooling2D,
)

Block = tuple[str, ...]
INPUT_SHAPE = (224, 224, 3)
DENSE = ("FC-4096", "FC-4096", "FC-1000")

_64, _128, _256, _512 = ("conv3-64",), ("conv3-128",), ("conv3-256",), ("conv3-512",)

BLOCKS: dict[str, tuple[Block, ...]] = {  # a max pooling follows every block
    "A": (_64, _128, _256 * 2, _512 * 2, _512 * 2),
    "A-LRN": ((*_64, "LRN"), _128, _256 * 2, _512 * 2, _512 * 2),
    "B": (_64 * 2, _128 * 2, _256 * 2, _512 * 2, _512 * 2),
    "C": (
        *(_64 * 2, _128 * 2, (*_256 * 2, "conv1-256")),
        *((*_512 * 2, "conv1-512"), (*_512 * 2, "conv1-512")),
    ),
    "D": (_64 * 2, _128 * 2, _256 * 3, _512 * 3, _512 * 3),
    "E": (_64 * 2, _128 * 2, _256 * 4, _512 * 4, _512 * 4),
}
PAPER_MILLIONS = {"A": 133, "A-LRN": 133, "B": 133, "C": 134, "D": 138, "E": 144}  # its table 2


def _layer(entry: str) -> Layer:
    """Return the layer that an entry of the table stands for.

    >>> _layer("conv1-256")
    Conv2D(filters=256, kernel_size=1, stride=1, padding='same', activation='relu')
    """
    if entry == "LRN":
        return LocalResponseNormalization()
    kind, size = entry.split("-")
    return Conv2D(int(size), kernel_size=int(kind.removeprefix("conv")))


def _stack(blocks: tuple[Block, ...]) -> tuple[Layer, ...]:
    extractor = [layer for block in blocks for layer in (*map(_layer, block), MaxPooling2D())]
    units = [int(entry.removeprefix("FC-")) for entry in DENSE]
    hidden = [Dense(count) for count in units[:-1]]
    return (*extractor, Flatten(), *hidden, Dense(units[-1], "softmax"))


VGG: dict[str, tuple[Layer, ...]] = {name: _stack(blocks) for name, blocks in BLOCKS.items()}


def weight_layers(column: str) -> int:
    """Count the layers with weights of a column, as the table's second line does."""
    entries = [entry for block in BLOCKS[column] for entry in block if entry != "LRN"]
    return len(entries) + len(DENSE)


def added(column: str) -> tuple[tuple[bool, ...], ...]:
    """Say of every entry whether the column before lacks it; the table prints those in bold.

    >>> added("D")[2]
    (False, False, True)
    """
    names = list(BLOCKS)
    place = names.index(column)
    if not place:
        return tuple((False,) * len(block) for block in BLOCKS[column])
    return tuple(
        _new_entries(block, before)
        for block, before in zip(BLOCKS[column], BLOCKS[names[place - 1]], strict=True)
    )


def _new_entries(block: Block, before: Block) -> tuple[bool, ...]:
    return tuple(
        block[: index + 1].count(entry) > before.count(entry) for index, entry in enumerate(block)
    )
