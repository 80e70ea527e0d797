// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { keepView } from "../../ui/components/shared/viewing.js"

/** @import { Run, Tell } from "../../ui/components/shared/viewing.js" */

class Root {}
Object.assign(globalThis, { HTMLElement: Root })

/** A place in the page, and a log of what happens to its views. */
function setUp() {
  const parent = { root: new Root(), querySelector: () => parent.root }
  const parentElement = /** @type {ParentNode} */ (/** @type {unknown} */ (parent))
  /** @type {unknown[]} */
  const log = []
  let made = 0
  const life = {
    create: (/** @type {HTMLElement} */ _root, /** @type {Tell} */ tell) => ({ number: ++made, tell }),
    receive: (/** @type {{ number: number }} */ { number }, /** @type {string} */ data) => log.push([number, data]),
    leave: (/** @type {{ number: number }} */ { number }) => log.push([number, "left"]),
  }
  const run = (/** @type {string} */ data, /** @type {Run<string>["setStateValue"]} */ setStateValue = () => {}) =>
    keepView({ parentElement, data, setStateValue, setTriggerValue: () => {} }, life)
  return { parent, log, life, run }
}

test("a view is kept through reruns and forgotten when it leaves", () => {
  const { log, run } = setUp()
  run("one")
  const leave = run("two")
  leave()
  run("three")
  assert.deepEqual(log, [[1, "one"], [1, "two"], [1, "left"], [2, "three"]])
})

test("a run that a later one has overtaken ends nothing", () => {
  const { log, run } = setUp()
  const early = run("one")
  run("two")
  early()
  run("three")
  assert.deepEqual(log, [[1, "one"], [1, "two"], [1, "three"]])
})

test("a view whose elements were replaced leaves, and a new one is made", () => {
  const { parent, log, run } = setUp()
  run("one")
  parent.root = new Root()
  run("two")
  assert.deepEqual(log, [[1, "one"], [1, "left"], [2, "two"]])
})

test("a view tells the latest run", () => {
  const { life, run } = setUp()
  /** @type {unknown[]} */
  const told = []
  /** @type {Tell | undefined} */
  let kept
  const create = life.create
  life.create = (root, tell) => create(root, (kept = tell))
  run("one", () => told.push("one"))
  run("two", () => told.push("two"))
  kept?.state("name", 1)
  assert.deepEqual(told, ["two"])
})
