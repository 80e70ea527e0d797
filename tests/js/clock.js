// @ts-check
// A clock that a test moves; Node's own differs between versions.

/**
 * Give `check` a clock in place of the real timers.
 * @param {(clock: { tick: (milliseconds: number) => void }) => void} check
 */
export function withClock(check) {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout }
  let now = 0
  let count = 0
  /** @type {Map<number, { at: number, call: () => void }>} */
  const waiting = new Map()
  Object.assign(globalThis, {
    /** @param {(...told: unknown[]) => void} call @param {number} delay @param {unknown[]} told */
    setTimeout(call, delay, ...told) {
      waiting.set(++count, { at: now + delay, call: () => call(...told) })
      return count
    },
    /** @param {number} id */
    clearTimeout(id) {
      waiting.delete(id)
    },
  })
  try {
    check({
      tick(milliseconds) {
        now += milliseconds
        for (const [id, { at, call }] of [...waiting]) {
          if (at > now) continue
          waiting.delete(id)
          call()
        }
      },
    })
  } finally {
    Object.assign(globalThis, real)
  }
}
