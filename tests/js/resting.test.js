// @ts-check
import assert from "node:assert/strict"
import { test } from "node:test"

import { REST_MS, rest } from "../../ui/components/shared/resting.js"
import { withClock } from "./clock.js"

/** @typedef {{ tick: (milliseconds: number) => void }} Clock */

/** @param {(told: number[], teller: ReturnType<typeof rest<number>>, clock: Clock) => void} check */
function resting(check) {
  withClock((clock) => {
    /** @type {number[]} */
    const told = []
    check(told, rest((value) => told.push(value)), clock)
  })
}

test("a row of values, such as of a key held down, is told once, the last", () => {
  resting((told, teller, clock) => {
    for (let value = 1; value <= 30; value++) {
      teller.soon(value)
      clock.tick(33) // as often as a key repeats
    }
    assert.deepEqual(told, [])
    assert.ok(teller.waits())
    clock.tick(REST_MS)
    assert.deepEqual(told, [30])
    assert.ok(!teller.waits())
  })
})

test("what is told now replaces what waits", () => {
  resting((told, teller, clock) => {
    teller.soon(1)
    teller.now(2)
    clock.tick(10 * REST_MS)
    assert.deepEqual(told, [2])
  })
})

test("nothing is told after cancel", () => {
  resting((told, teller, clock) => {
    teller.soon(1)
    teller.cancel()
    clock.tick(10 * REST_MS)
    assert.deepEqual(told, [])
  })
})
