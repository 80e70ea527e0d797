"""Make the screenshots of the README from a running app.

make run
python -m scripts.make_screenshots http://localhost:8501 [--experiment FOLDER]

FOLDER holds one folder of photos a class: the lecture's experiment on them is pictured, too, which
takes about ten minutes on two cores. Its picture shows no photo.
"""

import argparse
import io
import shutil
import zipfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).parents[1] / "docs"
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SHOTS = (  # file, path, locale, theme, place to scroll to
    ("cover.ko", "", "ko-KR", "light", None),
    ("convolution.ko", "convolution", "ko-KR", "light", "image"),
    ("convolution.en", "convolution?image=edge&kernel=sobel_x", "en-US", "dark", "image"),
    ("feature_maps.ko", "feature_maps", "ko-KR", "light", "photo_source"),
    ("train.ko", "train", "ko-KR", "dark", "epochs"),
    ("train.en", "train", "en-US", "light", "epochs"),
    ("predict.ko", "predict", "ko-KR", "light", "photos_source"),
    ("predict.en", "predict", "en-US", "light", "photos_source"),
)
TRAIN = ("Train", "학습 시작")
PARTS = ("Validation photos", "Test photos")
SIX_POINTS = "document.querySelectorAll('.st-key-lecture_answer .point').length === 6"
EXPERIMENT = 3_600_000  # ms that all its runs may take


def main(address: str, experiment: Path | None) -> None:
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
                page.locator(f"[class*=st-key-{place}-]").first.evaluate(
                    "e => e.scrollIntoView({block: 'start'})"
                )
            page.wait_for_timeout(800)
            save(page.screenshot(), name)
            context.close()
        if experiment:
            picture_experiment(browser, address, experiment)
        browser.close()


def picture_experiment(browser: Browser, address: str, folder: Path) -> None:
    """Picture what the lecture's six runs say, of the validation and of the test photos."""
    context = browser.new_context(
        viewport={"width": 1000, "height": 900}, locale="en-US", device_scale_factor=1.5
    )
    page = context.new_page()
    page.goto(f"{address}/train")
    settle(page)
    page.get_by_role("radio", name="My photos").click()
    data = {"name": "photos.zip", "mimeType": "application/zip", "buffer": zipped(folder)}
    page.locator("input[type=file]").set_input_files(data)
    page.get_by_text(next(folder.iterdir()).name).first.wait_for()
    settle(page)
    start = page.get_by_role("button", name="Train all six")
    if start.count():  # not when the server has done them before
        start.click()
    page.wait_for_function(SIX_POINTS, timeout=EXPERIMENT)
    chart = page.locator(".st-key-lecture_answer")
    for part in PARTS:
        page.get_by_role("radio", name=part).last.click()
        chart.get_by_text(part.lower()).wait_for()
        settle(page)
        save(chart.screenshot(), f"experiment.{part.split()[0].lower()}.en")
    context.close()


def zipped(folder: Path) -> bytes:
    """Return a zip of the photos of one folder a class."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file in sorted(folder.glob("*/*")):
            archive.write(file, file.relative_to(folder))
    return data.getvalue()


def save(screenshot: bytes, name: str) -> None:
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB")
    picture.save(DOCS / f"{name}.jpg", quality=86)


def settle(page: Page) -> None:
    """Wait until the page is drawn and its script stands still."""
    page.get_by_role("heading", level=1).wait_for(timeout=120_000)
    page.wait_for_timeout(500)
    page.wait_for_selector(STILL, timeout=120_000)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", type=lambda address: address.rstrip("/"))
    parser.add_argument("--experiment", type=Path, metavar="FOLDER")
    main(**vars(parser.parse_args()))
