"""Hovering the output of the convolution lesson in real Chromium, beside one frame of 16.7 ms.

Usage: python -m benchmarks.hover

The time is that of all handlers and of the layout that they make necessary.
"""

import statistics

from benchmarks.browser import app_in_chromium, visit

FRAME = 1000 / 60
ROUNDS = 200
HOVER = """(rounds) => {
  const hosts = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)
  const root = [document, ...hosts].find(r => r.querySelector('figure.output .cell'))
  const cells = [...root.querySelectorAll('figure.output .cell')]
  return Array.from({ length: rounds }, (_, round) => {
    const cell = cells[(7 * round) % cells.length]
    const start = performance.now()
    cell.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }))
    root.querySelector('.arithmetic').getBoundingClientRect()
    return performance.now() - start
  })
}"""


def main():
    with app_in_chromium() as (_, address, browser):
        page = browser.new_page(locale="en-US")
        for name, settings in {
            "4 x 4, kernel 3 x 3": "image=lecture",
            "12 x 12 photo, kernel 5 x 5": "image=photo&kernel=gaussian",
        }.items():
            visit(page, f"{address}/convolution?{settings}")
            times = sorted(page.evaluate(HOVER, ROUNDS))
            median, p95 = statistics.median(times), times[int(0.95 * ROUNDS)]
            print(f"{name:28} median {median:5.2f} ms   95th percentile {p95:5.2f} ms", end="   ")
            print(f"{p95 / FRAME:4.2f} of a frame")


if __name__ == "__main__":
    main()
