"""A setting of the convolution lesson in real Chromium, alone and while a training runs.

Usage: python -m benchmarks.slider
"""

import statistics

import psutil

from benchmarks.browser import LONG, STILL, app_in_chromium, visit

ROUNDS = 30
CLOCK = """([label, expected]) => new Promise(done => {
  const start = performance.now()
  const drawn = [...document.querySelectorAll('*')].map(element => element.shadowRoot)
    .find(root => root?.querySelector('figure.output'))
  const cells = () => drawn.querySelectorAll('figure.output .cell').length
  const code = () => document.querySelector('[data-testid="stCode"]').textContent
  const before = cells()
  let picture = null
  const look = () => {
    if (picture === null && cells() !== before) picture = performance.now() - start
    if (picture !== null && code().includes(expected)) done([picture, performance.now() - start])
    else requestAnimationFrame(look)
  }
  const buttons = [...document.querySelectorAll('.st-key-stride [role=radio]')]
  buttons.find(button => button.textContent.trim() === label).click()
  look()
})"""


def main():
    with app_in_chromium() as (server, address, browser):
        page = browser.new_page(locale="en-US")
        visit(page, f"{address}/feature_maps")  # the worker is warm after this
        alone = settings_changed(browser, address)
        visit(page, f"{address}/train")
        page.get_by_role("button", name="Train", exact=True).click()
        training = page.get_by_text("VGG16 features")
        training.wait_for(timeout=LONG)
        beside = settings_changed(browser, address)
        for part, what in enumerate(("new picture", "whole page")):
            for name, times in (("alone", alone), ("while training", beside)):
                report(f"{what}, {name}", [pair[part] for pair in times])
        print(f"the training outlasted the measurement: {training.is_visible()}")
        print(f"web process {psutil.Process(server.pid).memory_info().rss / 2**20:.0f} MiB")


def settings_changed(browser, address):
    """Return the milliseconds from clicks on a stride to the new output, and to all of the page."""
    page = browser.new_page(locale="en-US")
    visit(page, f"{address}/convolution?image=noise")
    times = []
    for round_number in range(ROUNDS):
        stride = 2 + round_number % 2
        times.append(page.evaluate(CLOCK, [str(stride), f"strides={stride}"]))
        page.wait_for_selector(STILL)
    page.close()
    return times


def report(name, times):
    ordered = sorted(times)
    p95 = ordered[int(0.95 * len(ordered))]
    print(f"{name:28} median {statistics.median(times):6.1f} ms   95th percentile {p95:6.1f} ms")


if __name__ == "__main__":
    main()
