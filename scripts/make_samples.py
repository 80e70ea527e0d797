"""Make assets/samples: photos in the public domain, at most 512 pixels a side.

    pip download --no-deps scikit-image==0.26.0
    apt-get download gcompris-qt-data=3.1-2
    python -m scripts.make_samples scikit_image-0.26.0-*.whl gcompris-qt-data_3.1-2_all.deb

Creators and licences of scikit-image's photos are the ones in `skimage.data`'s docstrings;
GCompris names them in a README beside its photos.
"""

import argparse
import io
import json
import tempfile
import zipfile
from pathlib import Path

from PIL import Image

from scripts.gcompris import Photos
from scripts.packages import unpack_deb

SAMPLES = Path(__file__).resolve().parent.parent / "assets" / "samples"
LONG_SIDE = 512
FARM = "explore_farm_animals/resource/animals"
WORLD = "explore_world_animals/resource/animals"
# file in its package, Korean and English caption; in the order in which a page offers them
PHOTOS = {
    "chelsea": ("chelsea.png", "고양이 첼시", "Chelsea the cat"),
    "dog": (f"{FARM}/dog.webp", "풀밭에 선 셰퍼드", "A German shepherd in the grass"),
    "panda": (f"{WORLD}/panda.webp", "앉아 있는 대왕판다", "A giant panda, sitting"),
    "kitten": (f"{FARM}/cat.webp", "털실을 가지고 노는 새끼 고양이", "A kitten playing with wool"),
    "lemur": (f"{WORLD}/lemur.webp", "호랑꼬리여우원숭이 두 마리", "Two ring-tailed lemurs"),
    "red_panda": ("erase/resource/red_panda.webp", "나무 위의 레서판다", "A red panda in a tree"),
    "koala": (f"{WORLD}/koala.webp", "나무에 앉은 코알라", "A koala in a tree"),
    "coffee": ("coffee.png", "커피 한 잔", "A cup of coffee"),
    "astronaut": ("astronaut.png", "우주 비행사 아일린 콜린스", "The astronaut Eileen Collins"),
    "rocket": ("rocket.jpg", "발사대에 선 팰컨 9 로켓", "A Falcon 9 rocket on its launch pad"),
}
SCIKIT_IMAGE_CREDITS = {
    "chelsea": ("Stéfan van der Walt", "CC0-1.0"),
    "coffee": ("Rachel Michetti, courtesy of Pikolo Espresso Bar", "CC0-1.0"),
    "astronaut": ("NASA", "Public domain"),
    "rocket": ("SpaceX", "Public domain"),
}


def from_scikit_image(name, file, wheel):
    creator, licence = SCIKIT_IMAGE_CREDITS[name]
    source = f"scikit-image 0.26.0, skimage.data.{name}()"
    image = Image.open(io.BytesIO(wheel.read(f"skimage/data/{file}"))).convert("RGB")
    return image, {"creator": creator, "licence": licence, "source": source}


def from_gcompris(file, photos):
    credit = photos.credit(file)
    if credit.licence not in ("CC0-1.0", "Public domain"):
        raise ValueError(f"{file} is {credit.licence}: samples are in the public domain")
    return photos.image(file), {
        "creator": credit.creator,
        "licence": credit.licence,
        "source": credit.source,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scikit_image", type=Path, help="scikit_image-0.26.0-*.whl")
    parser.add_argument("gcompris", type=Path, help="gcompris-qt-data_3.1-2_all.deb")
    arguments = parser.parse_args()
    SAMPLES.mkdir(parents=True, exist_ok=True)
    entries = {}
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(arguments.scikit_image) as wheel:
        photos = Photos(unpack_deb(arguments.gcompris, Path(folder)))
        for name, (file, korean, english) in PHOTOS.items():
            if name in SCIKIT_IMAGE_CREDITS:
                image, credit = from_scikit_image(name, file, wheel)
            else:
                image, credit = from_gcompris(file, photos)
            image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
            image.save(SAMPLES / f"{name}.jpg", quality=88, optimize=True)
            captions = {"ko": korean, "en": english}
            entries[f"{name}.jpg"] = {"name": name, "captions": captions} | credit
    listing = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    (SAMPLES / "samples.json").write_text(listing, encoding="utf-8")


if __name__ == "__main__":
    main()
