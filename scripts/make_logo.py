"""Write the name into assets/logo.svg as outlines of the app's font, the same on every machine.

    python -m scripts.make_logo

Needs fonttools and brotli, which the app itself does not.
"""

import re
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
NAME, WEIGHT = "ConvScope", 700
LEFT, BASELINE, SIZE, SPACING = 41, 23, 20.5, -0.2  # in the picture's units


def outline(font):
    """Return the path of the name, and where it ends."""
    glyphs, scale = font.getGlyphSet(), SIZE / font["head"].unitsPerEm
    pen, x = SVGPathPen(glyphs, ntos=lambda value: f"{value:.1f}".removesuffix(".0")), LEFT
    for glyph in map(font.getBestCmap().__getitem__, map(ord, NAME)):
        glyphs[glyph].draw(TransformPen(pen, Transform(scale, 0, 0, -scale, x, BASELINE)))
        x += glyphs[glyph].width * scale + SPACING
    return pen.getCommands(), x


def main():
    font = TTFont(ROOT / "static" / "fonts" / "Pretendard.woff2")
    path, end = outline(instancer.instantiateVariableFont(font, {"wght": WEIGHT}))
    logo = ROOT / "assets" / "logo.svg"
    drawn = f'<path aria-label="{NAME}" fill="#14897d" d="{path}"/>'
    text = re.sub(r"<text.*?</text>|<path.*?/>", drawn, logo.read_text("utf-8"))
    text = re.sub(r'viewBox="0 0 \d+ 32"', f'viewBox="0 0 {round(end) + 2} 32"', text)
    logo.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
