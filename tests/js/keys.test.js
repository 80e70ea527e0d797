// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { along, arrow } from "../../ui/components/shared/keys.js"

test("arrows are steps down and to the right", () => {
  assert.deepEqual(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map(arrow), [[-1, 0], [1, 0], [0, -1], [0, 1]])
  assert.deepEqual(["Enter", "a", "toString"].map(arrow), [undefined, undefined, undefined])
})

test("along a row, down and right go on", () => {
  assert.deepEqual(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home"].map(along), [-1, 1, -1, 1, 0])
})
