// @ts-check
import assert from "node:assert/strict"
import { mock, test } from "node:test"

import { REST_MS, rest } from "../../ui/components/shared/resting.js"

/** @param {(told: number[], teller: ReturnType<typeof rest<number>>) => void} check */
function withClock(check) {
  mock.timers.enable({ apis: ["setTimeout"] })
  /** @type {number[]} */
  const told = []
  check(told, rest((value) => told.push(value)))
  mock.timers.reset()
}

test("a row of values, such as of a key held down, is told once, the last", () => {
  withClock((told, teller) => {
    for (let value = 1; value <= 30; value++) {
      teller.soon(value)
      mock.timers.tick(33) // as often as a key repeats
    }
    assert.deepEqual(told, [])
    assert.ok(teller.waits())
    mock.timers.tick(REST_MS)
    assert.deepEqual(told, [30])
    assert.ok(!teller.waits())
  })
})

test("what is told now replaces what waits", () => {
  withClock((told, teller) => {
    teller.soon(1)
    teller.now(2)
    mock.timers.tick(10 * REST_MS)
    assert.deepEqual(told, [2])
  })
})

test("nothing is told after cancel", () => {
  withClock((told, teller) => {
    teller.soon(1)
    teller.cancel()
    mock.timers.tick(10 * REST_MS)
    assert.deepEqual(told, [])
  })
})
