// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { drag, placeUnder } from "../../ui/components/shared/dragging.js"

/** An element that can be dragged, and a log of what is followed. */
function setUp(answer = true) {
  /** @type {string[]} */
  const log = []
  const fake = { setPointerCapture: (/** @type {number} */ id) => log.push(`captured ${id}`) }
  const target = /** @type {HTMLElement} */ (/** @type {unknown} */ (fake))
  drag(target, {
    start: () => (log.push("start"), answer),
    move: () => log.push("move"),
    end: () => log.push("end"),
  })
  const send = (/** @type {"down" | "move" | "up" | "cancel"} */ kind, pointerId = 1) => {
    const event = /** @type {PointerEvent} */ (/** @type {unknown} */ ({ pointerId }))
    target[/** @type {const} */ (`onpointer${kind}`)]?.(event)
  }
  return { log, send }
}

for (const end of /** @type {const} */ (["up", "cancel"])) {
  test(`a pointer is followed until its ${end}`, () => {
    const { log, send } = setUp()
    for (const kind of /** @type {const} */ (["move", "down", "move"])) send(kind)
    send(end)
    send("move")
    assert.deepEqual(log, ["start", "captured 1", "move", "end"])
  })
}

test("another finger is not followed", () => {
  const { log, send } = setUp()
  send("down", 1)
  for (const kind of /** @type {const} */ (["down", "move", "up", "cancel"])) send(kind, 2)
  assert.deepEqual(log, ["start", "captured 1"])
})

test("what start refuses is left alone", () => {
  const { log, send } = setUp(false)
  for (const kind of /** @type {const} */ (["down", "move", "up"])) send(kind)
  assert.deepEqual(log, ["start"])
})

test("a place is two shares of an element", () => {
  const box = { left: 100, top: 10, width: 200, height: 40 }
  const target = /** @type {Element} */ (/** @type {unknown} */ ({ getBoundingClientRect: () => box }))
  assert.deepEqual(placeUnder({ clientX: 150, clientY: 40 }, target), [0.75, 0.25])
})
