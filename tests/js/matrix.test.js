// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { operandsAt } from "../../ui/components/matrix/matrix_drawing.js"
import { bracketed, divergingFill, grayFill, isRounded, parse, show, showInCell } from "../../ui/components/matrix/matrix_values.js"

const PALETTE = { zero: [0, 0, 0], negative: [0, 0, 200], positive: [200, 100, 0] }

test("numbers have at most two decimals, and never read 0 when they are not", () => {
  assert.deepEqual([0, -0, 1.5, -0.256, 0.0042, null].map((value) => show(value)), ["0", "0", "1.5", "−0.26", "0.004", ""])
})

test("the larger a number, the fewer decimals in a cell", () => {
  assert.deepEqual([1.234, 12.34, -123.4].map(showInCell), ["1.23", "12.3", "−123"])
})

test("negative numbers stand in brackets in a sum", () => {
  assert.deepEqual([2, -2, null].map(bracketed), ["2", "(−2)", ""])
})

test("a number is rounded when two decimals do not say it", () => {
  assert.deepEqual([0.25, 1 / 3, null].map(isRounded), [false, true, false])
})

test("numbers and fractions can be typed, and nothing else", () => {
  assert.deepEqual(["-1", "−1", " .5 ", "1/4", "+3.", "1000"].map(parse), [-1, -1, 0.5, 0.25, 3, 99])
  assert.deepEqual(["", "junk", "1/0", "1e3", "--1", "1/2/3"].map(parse), Array(6).fill(null))
})

test("colours run from negative over zero to positive, and end at the limit", () => {
  assert.deepEqual(divergingFill(0, 10, PALETTE), [0, 0, 0])
  assert.deepEqual(divergingFill(-5, 10, PALETTE), [0, 0, 100])
  assert.deepEqual(divergingFill(99, 10, PALETTE), [200, 100, 0])
  assert.deepEqual([-1, 127.5, 300].map((value) => grayFill(value, 255)[0]), [0, 128, 255])
})

/** @type {import("../../ui/components/matrix/matrix.js").Scene} */
const SCENE = {
  combine: "sum", planes: [[[1, 2, 0], [0, -1, 4]]], pad: [0, 0, 0, 0], kernels: [[[1, 0], [2, -3]]],
  terms: [[[[[1, 0], [0, 3]]], [[[2, 0], [-2, -12]]]]], sums: [[[4], [-12]]], bias: 1, output: [[5, -11]],
  size: [2, 2], stride: 1, unused: [], shapes: {}, limits: {}, names: [], editable: [], gray: [],
  labels: { bias: "bias" }, revision: 0,
}

test("an output is written as its products and the bias", () => {
  const texts = operandsAt(SCENE, 0, 1).map(({ name, text, quiet }) => [name, text, quiet])
  assert.deepEqual(texts, [
    ["", "2×1", false], ["", "0×0", true], ["", "(−1)×2", false], ["", "4×(−3)", false], ["bias", "1", false],
  ])
})

test("several planes are written as their sums", () => {
  const planes = [SCENE.planes[0], SCENE.planes[0]]
  const scene = { ...SCENE, planes, terms: [[[[[1]], [[2]]]]], sums: [[[4, -5]]], names: ["R", "G"], bias: null }
  assert.deepEqual(operandsAt(scene, 0, 0).map(({ name, text }) => name + text), ["R4", "G(−5)"])
})

test("padding is no part of a pooling window", () => {
  const scene = { ...SCENE, combine: /** @type {const} */ ("max"), kernels: null, bias: null, terms: [[[[[7, null], [3, null]]]]] }
  assert.deepEqual(operandsAt(scene, 0, 0).map(({ text, index }) => [text, index]), [["7", 0], ["3", 2]])
})
