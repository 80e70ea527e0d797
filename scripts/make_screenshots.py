"""Make the screenshots of the README from a running app.

make run
python -m scripts.make_screenshots http://localhost:8501
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).parents[1] / "docs"
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SHOTS = (  # file, path, locale, theme, place to scroll to
    ("cover.ko", "", "ko-KR", "light", None),
    ("convolution.ko", "convolution", "ko-KR", "light", ".st-key-image"),
    ("convolution.en", "convolution?image=edge&kernel=sobel_x", "en-US", "dark", ".st-key-image"),
    ("feature_maps.ko", "feature_maps", "ko-KR", "light", ".st-key-photo_source"),
    ("train.ko", "train", "ko-KR", "dark", ".st-key-epochs"),
    ("train.en", "train", "en-US", "light", ".st-key-epochs"),
    ("predict.ko", "predict", "ko-KR", "light", ".st-key-photos_source"),
    ("predict.en", "predict", "en-US", "light", ".st-key-photos_source"),
)
TRAIN = ("Train", "학습 시작")


def main(address: str) -> None:
    DOCS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path, locale, theme, place in SHOTS:
            context = browser.new_context(
                viewport={"width": 1280, "height": 800}, locale=locale, color_scheme=theme
            )
            page = context.new_page()
            page.goto(f"{address}/{path}")
            settle(page)
            if path.startswith("train"):
                page.get_by_role("button", name=TRAIN[locale == "ko-KR"], exact=True).click()
                page.get_by_test_id("stMetric").first.wait_for(timeout=120_000)
                settle(page)
            if place:
                page.locator(place).first.evaluate("e => e.scrollIntoView({block: 'start'})")
            page.wait_for_timeout(800)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(DOCS / f"{name}.jpg", quality=86)
            context.close()
        browser.close()


def settle(page: Page) -> None:
    """Wait until the page is drawn and its script stands still."""
    page.get_by_role("heading", level=1).wait_for(timeout=120_000)
    page.wait_for_timeout(500)
    page.wait_for_selector(STILL, timeout=120_000)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
