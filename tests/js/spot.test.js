// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { under, within } from "../../ui/lessons/convolution/spot/spot.js"

const scene = { height: 100, width: 200, cells: 10 }

test("the square's middle goes under the pointer", () => {
  const all = { ...scene, label: "", position: "", source: "", place: /** @type {[number, number]} */ ([0, 0]) }
  assert.deepEqual(under([0.5, 0.5], all), [45, 95])
  assert.deepEqual(under([0, 1], all), [-5, 195])
})

test("the square stays in the photo", () => {
  assert.deepEqual(within([-5, 195], scene), [0, 190])
  assert.deepEqual(within([90, 3], scene), [90, 3])
  assert.deepEqual(within([91, -1], scene), [90, 0])
})
