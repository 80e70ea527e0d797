// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { bytes, clamp, fillIn, fixed, floats, minus, percent, signed } from "../../ui/components/shared/numbers.js"

test("base64 bytes and little-endian floats", () => {
  assert.deepEqual([...bytes("AAH/")], [0, 1, 255])
  const buffer = Buffer.alloc(12)
  for (const [index, value] of [0.5, -2, 1e-3].entries()) buffer.writeFloatLE(value, 4 * index)
  assert.deepEqual([...floats(buffer.toString("base64"))], [0.5, -2, Math.fround(1e-3)])
})

test("signs are those of mathematics", () => {
  assert.deepEqual([3, 0, -3].map(signed), ["+3", "0", "−3"])
  assert.deepEqual([3, 0, -3].map(minus), ["3", "0", "−3"])
})

test("fixed decimals, and no minus before zero", () => {
  assert.deepEqual([1.176, -0.25, -0.001, 0].map((value) => fixed(value)), ["1.18", "−0.25", "0.00", "0.00"])
  assert.equal(fixed(-0.4, 0), "0")
  assert.equal(fixed(-0.0625, 3), "−0.063")
})

test("only what is certain is said to be", () => {
  assert.deepEqual([0, 0.374, 0.995, 0.996, 1].map(percent), ["0%", "37%", "100%", "> 99%", "100%"])
})

test("values stay within their range", () => {
  assert.deepEqual([-1, 2, 9].map((value) => clamp(value, 0, 5)), [0, 2, 5])
})

test("sentences are filled in", () => {
  assert.equal(fillIn("row {row}, column {column}, row {row}", { row: 1, column: "2" }), "row 1, column 2, row 1")
})
