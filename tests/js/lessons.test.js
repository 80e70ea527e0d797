// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { ink } from "../../ui/lessons/position/digit_canvas/digit_canvas.js"
import { reachable } from "../../ui/lessons/position/shift_maps/shift_maps.js"
import { indexOf, probability } from "../../ui/lessons/position/shift_maps/shift_maps_drawing.js"
import { directionOf, placed } from "../../ui/lessons/story/tuning/tuning.js"
import { answerAt } from "../../ui/lessons/story/tuning/tuning_curves.js"
import { chosenAfter } from "../../ui/lessons/structure/stack/stack.js"
import { place } from "../../ui/lessons/structure/stack/stack_drawing.js"

test("a stroke inks what it passes, and ink only grows", () => {
  const sheet = { ink: new Uint8Array(64), side: 8 }
  ink(sheet, [1.5, 3.5], [6.5, 3.5])
  const row = (/** @type {number} */ index) => [...sheet.ink.slice(8 * index, 8 * index + 8)]
  assert.deepEqual(row(3).slice(1, 7), Array(6).fill(255))
  assert.deepEqual(row(2).slice(2, 7), Array(5).fill(153)) // 255 × (1.6 − 1)
  assert.deepEqual(row(0), Array(8).fill(0))
  const before = [...sheet.ink]
  ink(sheet, [3.5, 3.5], [3.5, 3.5])
  assert.deepEqual([...sheet.ink], before)
})

test("a digit is shifted by whole pixels within its reach", () => {
  assert.deepEqual(reachable([2.4, -2.6], 10), [2, -3])
  assert.deepEqual(reachable([99, -99], 10), [10, -10])
})

test("maps are looked up row by row, networks one after another", () => {
  const scene = { reach: 1, answers: Array.from({ length: 2 * 9 * 10 }, (_, index) => index) }
  assert.deepEqual([indexOf(scene, [-1, -1]), indexOf(scene, [0, 0]), indexOf(scene, [1, 0])], [0, 4, 7])
  assert.equal(probability(scene, 1, 4, 3), 133)
})

test("the bar points where the pointer is, and nowhere in the very middle", () => {
  assert.equal(directionOf([0, 0.5], 90), 45) // up is 90°, in steps of 2°
  assert.equal(directionOf([0.5, 1], 90), 0)
  assert.equal(directionOf([1, 0.5], 90), -45)
  assert.equal(directionOf([0.5, 0.52], 90), null)
})

test("half a turn brings the bar back, its way to the sides ends", () => {
  const scene = { angles: Array(90).fill(0), offsets: Array(33).fill(0) }
  assert.deepEqual(placed({ angle: -45, offset: 99, cell: 2 }, scene), { angle: 45, offset: 32, cell: 2 })
  assert.deepEqual(placed({ angle: 90, offset: -1, cell: 0 }, scene), { angle: 0, offset: 0, cell: 0 })
})

test("answers are looked up by angle, offset and cell", () => {
  const answers = Float32Array.from({ length: 24 }, (_, index) => index)
  const scene = { answers, offsets: [0, 1, 2], cells: Array(4).fill({ name: "", picture: "" }) }
  assert.equal(answerAt(scene, { angle: 1, offset: 2, cell: 3 }), 23)
})

test("after an edit the layer in question is open", () => {
  assert.equal(chosenAfter({ action: "add", index: 3, kind: "Dense" }, 0), 3)
  assert.equal(chosenAfter({ action: "move", index: 3, to: 1 }, 3), 1)
  assert.equal(chosenAfter({ action: "remove", index: 0 }, 0), 0)
  assert.equal(chosenAfter({ action: "change", index: 2, field: "units", value: 3 }, 2), 2)
})

test("boxes follow one another, with a gap that leaves room for what is slanted", () => {
  const boxes = place([{ height: 10, depth: 20, slant: 4 }, { height: 10, depth: 30, slant: 200 }])
  assert.deepEqual(boxes.map(({ x, gap }) => [x, gap]), [[28, 64], [112, 100]])
})
