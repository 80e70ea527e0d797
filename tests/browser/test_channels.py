"""What only a browser shows: the pixel under the pointer, its planes, and its way to the matrix."""

import re

from playwright.sync_api import expect

from core.channels import to_gray
from core.host import assets
from core.photos import images
from tests.support.browser import STILL

LONG = 60_000  # ms
SIDE = 240


def test_the_pointer_reads_pixels_and_a_click_takes_them(address, page):
    sample = images.decode(assets.samples()[0].path.read_bytes())
    photo = images.shrink(images.shrink(sample, 512), SIDE)
    row, column = photo.shape[0] // 4, photo.shape[1] // 3
    page.goto(f"{address}/channels")
    picture = page.locator(".photo")
    expect(picture).to_be_visible(timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)
    box = picture.bounding_box()
    scale = box["width"] / photo.shape[1]
    position = {"x": (column + 0.5) * scale, "y": (row + 0.5) * scale}
    picture.hover(position=position)
    values = [str(n) for n in (*photo[row, column], to_gray(photo)[row, column])]
    expect(page.locator(".value b")).to_have_text(values)
    expect(page.locator(".planes figcaption b")).to_have_text(values)
    picture.click(position=position)
    expect(page.locator("figure.input .cell span").first).to_have_text(
        str(photo[row - 3, column - 3, 0]), timeout=LONG
    )
    expect(page).to_have_url(re.compile("channels_image=photo"), timeout=LONG)


def test_hovering_an_output_adds_the_three_channels(address, page):
    page.goto(f"{address}/channels")
    outputs = page.locator("figure.output .cell")
    expect(outputs).to_have_count(24, timeout=LONG)  # of the filter, and of the sum of maps
    page.wait_for_selector(STILL, timeout=LONG)
    for first in (0, 12):
        outputs.nth(first + 1).hover()
        line = page.locator(".arithmetic").nth(first // 12)
        expect(line).to_have_text(re.compile(r"R.*\(−36\).*G.*\(−36\).*B.*0.*bias.*0.*=.*−72"))
