"""A setting of four numpy lessons in real Chromium, alone and while a training runs.

Usage: python -m benchmarks.slider

The time is that from the click to the picture's first change in the browser.
"""

import statistics

import psutil

from benchmarks.browser import LONG, STILL, app_in_chromium, visit

ROUNDS = 30
LESSONS = {  # address: (the setting, two of its values, what the picture has)
    "convolution?image=noise": ("stride", ("2", "3"), "figure.output"),
    "padding_stride": ("padding_stride_stride", ("1", "2"), "figure.output"),
    "pooling": ("pooling_stride", ("3", "2"), "figure.output"),
    "story": ("story_width", ("3", "16"), "svg"),
}
CLOCK = """([key, label, part]) => new Promise(done => {
  const roots = [...document.querySelectorAll('*')].map(element => element.shadowRoot)
  const picture = roots.find(root => root?.querySelector(part))
  const buttons = [...document.querySelectorAll(`[class*="st-key-${key}-"] [role=radio]`)]
  const start = performance.now()
  const changed = () => done(performance.now() - start)
  const all = { subtree: true, childList: true, attributes: true, characterData: true }
  new MutationObserver(changed).observe(picture, all)
  buttons.find(button => button.textContent.trim() === label).click()
})"""


def main():
    with app_in_chromium() as (server, address, browser):
        page = browser.new_page(locale="en-US")
        visit(page, f"{address}/feature_maps")  # the worker is warm after this
        alone = {lesson: settings_changed(browser, address, lesson) for lesson in LESSONS}
        visit(page, f"{address}/train")
        page.get_by_role("button", name="Train", exact=True).click()
        training = page.get_by_text("VGG16 features")
        training.wait_for(timeout=LONG)
        beside = settings_changed(browser, address, next(iter(LESSONS)))
        for lesson, times in alone.items():
            report(lesson, times)
        report(f"{next(iter(LESSONS))}, while training", beside)
        print(f"the training outlasted the measurement: {training.is_visible()}")
        print(f"web process {psutil.Process(server.pid).memory_info().rss / 2**20:.0f} MiB")


def settings_changed(browser, address, lesson):
    """Return the milliseconds from clicks on a setting to the new picture."""
    key, values, part = LESSONS[lesson]
    page = browser.new_page(locale="en-US")
    visit(page, f"{address}/{lesson}")
    times = []
    for round_number in range(ROUNDS):
        times.append(page.evaluate(CLOCK, [key, values[round_number % 2], part]))
        page.wait_for_selector(STILL)
    page.close()
    return times


def report(name, times):
    ordered = sorted(times)
    p95 = ordered[int(0.95 * len(ordered))]
    print(f"{name:40} median {statistics.median(times):6.1f} ms   95th percentile {p95:6.1f} ms")


if __name__ == "__main__":
    main()
