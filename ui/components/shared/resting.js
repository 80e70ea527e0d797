// @ts-check
// Telling somebody once, after what changes quickly has come to rest.

export const REST_MS = 250 // after the last of a row of key strokes

/**
 * Tell `callback` the last of several values: `soon` once none has come for `pause` milliseconds,
 * `now` at once. A component that leaves the page calls `cancel`.
 * @template Value
 * @param {(value: Value) => void} callback
 * @param {number} [pause]
 */
export function rest(callback, pause = REST_MS) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const now = (/** @type {Value} */ value) => {
    cancel()
    callback(value)
  }
  const soon = (/** @type {Value} */ value) => {
    clearTimeout(timer)
    timer = setTimeout(now, pause, value)
  }
  return { soon, now, cancel, waits: () => timer !== undefined }
}
