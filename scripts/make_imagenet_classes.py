"""Make assets/models/imagenet_classes.json: the 1000 classes in the order of Keras' outputs.

    pip download --no-deps timm==1.0.31
    python -m scripts.make_imagenet_classes timm-1.0.31-*.whl

The order and the English names (WordNet's first lemma) are timm's; the Korean names are the
project's own, in imagenet_ko.tsv, and null where a good one is missing.
"""

import argparse
import json
import zipfile
from pathlib import Path

from scripts.manifest import MODELS, record

FILE = "imagenet_classes.json"
KOREAN = Path(__file__).with_name("imagenet_ko.tsv")
# where WordNet's first lemma is shared by two classes, or says little without its picture
CLEARER = {
    "n01514668": "rooster",
    "n02012849": "crane (bird)",
    "n02134084": "polar bear",
    "n02389026": "sorrel horse",
    "n02497673": "ring-tailed lemur",
    "n02509815": "red panda",
    "n02747177": "trash can",
    "n02814860": "lighthouse",
    "n03126707": "crane (machine)",
    "n03337140": "filing cabinet",
    "n03483316": "hair dryer",
    "n03710721": "tank suit",
    "n03825788": "baby bottle nipple",
    "n03929660": "guitar pick",
    "n03954731": "carpenter's plane",
    "n03991062": "flowerpot",
    "n12620546": "rose hip",
    "n13133613": "ear of corn",
}
ORIGIN = {
    "source": "WordNet 3.0 names in the order of timm 1.0.31 (timm/data/_info); Korean: ConvScope",
    "licence": "Apache-2.0 (timm), WordNet 3.0 license (names), MIT (Korean names)",
}


def read_table(text):
    return dict(line.split("\t") for line in text.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("timm", type=Path, help="timm-1.0.31-py3-none-any.whl")
    with zipfile.ZipFile(parser.parse_args().timm) as wheel:
        order = wheel.read("timm/data/_info/imagenet_synsets.txt").decode().split()
        lemmas = read_table(wheel.read("timm/data/_info/imagenet_synset_to_lemma.txt").decode())
    korean = read_table(KOREAN.read_text(encoding="utf-8"))
    lines = []
    for wnid in order:
        name = CLEARER.get(wnid) or lemmas[wnid].split(", ")[0]
        entry = {"wnid": wnid, "name": name, "ko": korean.get(wnid)}
        lines.append(json.dumps(entry, ensure_ascii=False))
    (MODELS / FILE).write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    record(FILE, ORIGIN)


if __name__ == "__main__":
    main()
