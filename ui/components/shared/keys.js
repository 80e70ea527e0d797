// @ts-check
// What arrow keys ask for.

/** @type {Record<string, [down: number, right: number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/**
 * The step [down, right] that a key asks for, or undefined.
 * @param {string} key
 */
export function arrow(key) {
  return Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined
}

/**
 * The step along a row or a column that a key asks for: 1, -1, or 0 for other keys.
 * @param {string} key
 */
export function along(key) {
  const [down, right] = arrow(key) ?? [0, 0]
  return down + right
}
