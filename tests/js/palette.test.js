// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { contrast, inkOn, isDark, luminance, mix, parseColor } from "../../ui/components/shared/palette.js"

const [BLACK, WHITE] = [[0, 0, 0], [255, 255, 255]]

test("colours are read as the browser writes them", () => {
  assert.deepEqual(parseColor("rgb(1, 20, 255)"), [1, 20, 255])
  assert.deepEqual(parseColor("rgba(1, 20, 255, 0.5)"), [1, 20, 255])
})

test("luminance and contrast are those of WCAG 2", () => {
  assert.equal(luminance(BLACK), 0)
  assert.ok(Math.abs(luminance(WHITE) - 1) < 1e-12)
  assert.ok(Math.abs(luminance([255, 0, 0]) - 0.2126) < 1e-12)
  assert.equal(contrast(BLACK, WHITE), contrast(WHITE, BLACK))
  assert.ok(Math.abs(contrast(BLACK, WHITE) - 21) < 1e-9)
  assert.ok(Math.abs(contrast([118, 118, 118], WHITE) - 4.54) < 0.005) // the lightest grey that passes
})

test("the themes of the app are dark and light", () => {
  assert.ok(isDark(BLACK) && isDark([14, 17, 23]) && isDark([109, 109, 109]))
  assert.ok(!isDark(WHITE) && !isDark([247, 245, 240]))
})

test("colours are mixed in shares", () => {
  assert.deepEqual(mix([0, 100, 200], [100, 100, 0], 0.25), [25, 100, 150])
})

test("every ink can be read on its fill", () => {
  for (let value = 0; value < 256; value++) {
    const fill = [value, 255 - value, (value * 7) % 256]
    assert.ok(contrast(inkOn(fill), fill) >= 4.5, String(fill))
  }
})
