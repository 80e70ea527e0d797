"""Make assets/animals from the photos listed in animals.tsv.

    apt-get download tuxpaint-stamps-default=2022.06.04-1 gcompris-qt-data=3.1-2
    python -m scripts.make_animals tuxpaint-stamps-default_*.deb gcompris-qt-data_*.deb

GCompris ships whole photographs from Wikimedia Commons with a credit for each; Tux Paint's
stamps are cut out, and are set on backgrounds that know nothing of the class. Its drawings, and
photos too overexposed to learn from, are left out of animals.tsv. A `group` there names several
photos of one animal or one sitting, which must not be divided between training and validation.
"""

import argparse
import csv
import hashlib
import io
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
from PIL import Image

from scripts.backgrounds import compose
from scripts.gcompris import Photos
from scripts.packages import unpack_deb

ANIMALS = Path(__file__).resolve().parent.parent / "assets" / "animals"
LIST = Path(__file__).with_name("animals.tsv")
LONG_SIDE = 320
NAMES = {
    "bird": {"ko": "새", "en": "Birds"},
    "fish": {"ko": "물고기", "en": "Fish"},
    "hoofed": {"ko": "발굽 동물", "en": "Hoofed animals"},
}


def from_gcompris(row, photos):
    return photos.image(row["photo"]), asdict(photos.credit(row["photo"]))


def from_tuxpaint(row, share):
    stamp = share / "tuxpaint" / "stamps" / "animals" / f"{row['photo']}.png"
    seed = int.from_bytes(hashlib.sha256(stamp.read_bytes()).digest()[:8])
    image = compose(Image.open(stamp).convert("RGBA"), np.random.default_rng(seed))
    return image, {
        "source": f"tuxpaint-stamps-default 2022.06.04-1, animals/{row['photo']}.png",
        "licence": row["licence"],
        "creator": row["creator"],
        "title": stamp.with_suffix(".txt").read_text(encoding="utf-8").splitlines()[0],
    }


def save(image, row, credit):
    """Write the photo under the hash of its bytes; return its line of the manifest."""
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=88, optimize=True)
    file = f"{row['class']}/{hashlib.sha256(encoded.getvalue()).hexdigest()[:16]}.jpg"
    (ANIMALS / file).write_bytes(encoded.getvalue())
    group = row["group"] or f"{row['package']}:{row['photo']}"
    return {"file": file, "class": row["class"], "group": group} | credit


def write_lists(lines):
    manifest = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (ANIMALS / "manifest.jsonl").write_text(manifest, encoding="utf-8")
    names = json.dumps(NAMES, ensure_ascii=False, indent=2) + "\n"
    (ANIMALS / "classes.json").write_text(names, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tuxpaint", type=Path, help="tuxpaint-stamps-default_2022.06.04-1_all.deb")
    parser.add_argument("gcompris", type=Path, help="gcompris-qt-data_3.1-2_all.deb")
    arguments = parser.parse_args()
    for name in NAMES:
        shutil.rmtree(ANIMALS / name, ignore_errors=True)
        (ANIMALS / name).mkdir(parents=True)
    rows = list(csv.DictReader(LIST.open(encoding="utf-8"), delimiter="\t"))
    with tempfile.TemporaryDirectory() as folder:
        stamps = unpack_deb(arguments.tuxpaint, Path(folder) / "tuxpaint")
        photos = Photos(unpack_deb(arguments.gcompris, Path(folder) / "gcompris"))
        lines = []
        for row in rows:
            if row["package"] == "gcompris":
                image, credit = from_gcompris(row, photos)
            else:
                image, credit = from_tuxpaint(row, stamps)
            lines.append(save(image, row, credit))
    write_lists(lines)


if __name__ == "__main__":
    main()
