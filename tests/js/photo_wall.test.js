// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { sentence, stillKnown, toggle } from "../../ui/lessons/collect/photo_wall/photo_wall.js"

const VALUES = ["a", "b", "c", "d", "e"]

/**
 * The marked photos after presses, in order; "+" is with shift.
 * @param {...string} presses
 */
function after(...presses) {
  /** @type {import("../../ui/lessons/collect/photo_wall/photo_wall.js").Marks} */
  let marks = { marked: new Set(), last: null }
  for (const press of presses) marks = toggle(marks, VALUES, press[0], press.endsWith("+"))
  return [...marks.marked].sort().join("")
}

test("a press marks, another one takes the mark away", () => {
  assert.equal(after("b", "d"), "bd")
  assert.equal(after("b", "d", "b"), "d")
})

test("with shift the whole row follows, in both directions, marked or not", () => {
  assert.equal(after("b", "d+"), "bcd")
  assert.equal(after("d", "b+"), "bcd")
  assert.equal(after("a", "e+", "b", "d+"), "ae")
})

test("with shift alone, or since a photo that is not shown, it is one photo", () => {
  assert.equal(after("c+"), "c")
  const marks = toggle({ marked: new Set(["x"]), last: "x" }, VALUES, "c", true)
  assert.deepEqual([...marks.marked], ["x", "c"])
})

test("marks of photos that are gone are dropped", () => {
  assert.deepEqual(stillKnown({ marked: new Set(["a", "x"]), last: "x" }, VALUES).marked, new Set(["a"]))
})

test("the sentence counts, also what is not shown", () => {
  const words = { hint: "hint", marked: "# marked", elsewhere: "# not shown", remove: "", move: "", keep: "", clear: "" }
  assert.deepEqual([sentence(words, 0, 0), sentence(words, 2, 2), sentence(words, 5, 2)],
    ["hint", "2 marked", "5 marked (3 not shown)"])
})
