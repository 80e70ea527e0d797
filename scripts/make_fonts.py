"""Make static/fonts from the npm package pretendard 1.3.9 (SIL Open Font License 1.1).

    npm pack pretendard@1.3.9
    python -m scripts.make_fonts pretendard-1.3.9.tgz

Needs fonttools and brotli, which the app itself does not. The subset is a Modified Version
under the licence and "Pretendard" is a Reserved Font Name, so the subset calls itself by
another family name.
"""

import argparse
import re
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
FAMILY = "ConvScope Sans"
SPOKEN_NAMES = {1, 4, 16}  # numbers in OpenType's `name` table
POSTSCRIPT_NAMES = {3, 6, 25}
WEIGHTS = (400, 700)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "case", "subs", "sups"]
FEATURES += [f"ss{i:02}" for i in range(1, 17)]
RANGES = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0391, 0x03C9),  # Greek
    (0x2010, 0x2027),  # dashes, quotation marks, bullets, ellipsis
    (0x2030, 0x203B),  # per mille, primes, reference mark
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x2150, 0x215E),  # fractions
    (0x2190, 0x21D5),  # arrows
    (0x2200, 0x22C5),  # mathematical operators
    (0x2460, 0x2473),  # circled numbers
    (0x2500, 0x257F),  # box drawing
    (0x25A0, 0x25EF),  # geometric shapes
    (0x2713, 0x2717),  # check marks
    (0x3001, 0x3015),  # CJK brackets and stops
    (0x3131, 0x318E),  # Hangul compatibility jamo
]


def ks_x_1001_hangul():
    """Return the 2350 syllables of KS X 1001: rows 0xB0 to 0xC8 of EUC-KR."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    return [ord(code.decode("euc_kr")) for code in rows]


def subset_font(font):
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=["*"])
    options.drop_tables += ["DSIG"]
    subsetter = subset.Subsetter(options)
    ranges = [code for first, last in RANGES for code in range(first, last + 1)]
    subsetter.populate(unicodes=ranges + ks_x_1001_hangul())
    subsetter.subset(font)


def rename(font):
    """Change the names under which programs know the family; credits and trademark stay."""
    for record in list(font["name"].names):
        if record.nameID in SPOKEN_NAMES | POSTSCRIPT_NAMES:
            family = FAMILY.replace(" ", "") if record.nameID in POSTSCRIPT_NAMES else FAMILY
            text = re.sub("Pretendard( ?Variable)?", family, record.toUnicode())
            place = record.nameID, record.platformID, record.platEncID, record.langID
            font["name"].setName(text, *place)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="pretendard-1.3.9.tgz")
    package = parser.parse_args().package
    with tempfile.TemporaryDirectory() as folder, tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")
        dist = Path(folder) / "package" / "dist"
        font = TTFont(dist / "public" / "variable" / "PretendardVariable.ttf")
        licence = (dist / "LICENSE.txt").read_bytes()
    subset_font(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    rename(font)
    font.flavor = "woff2"
    FONTS.mkdir(parents=True, exist_ok=True)
    font.save(FONTS / "Pretendard.woff2")
    (FONTS / "OFL.txt").write_bytes(licence)


if __name__ == "__main__":
    main()
