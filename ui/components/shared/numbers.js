// @ts-check
// Numbers as they come from Python, and as text.

/**
 * The bytes in a base64 text.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

/**
 * The little-endian 32-bit floats in a base64 text.
 * @param {string} text
 */
export function floats(text) {
  return new Float32Array(bytes(text).buffer)
}

/**
 * `value`, or the nearer end of `least`..`most`.
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
export function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value))
}

/**
 * With the sign of minus, not a hyphen: "−3", "3".
 * @param {number | string} value
 */
export function minus(value) {
  return String(value).replace("-", "−")
}

/**
 * With either sign: "+3", "−3", "0".
 * @param {number} value
 */
export function signed(value) {
  return value > 0 ? `+${value}` : minus(value)
}

/**
 * With so many decimals: "−0.25"; what rounds to zero has no sign.
 * @param {number} value
 * @param {number} [decimals]
 */
export function fixed(value, decimals = 2) {
  return minus(value.toFixed(decimals)).replace(/^−(0(\.0*)?)$/, "$1")
}

/**
 * A share 0..1 as "37%"; only what is certain is said to be.
 * @param {number} share
 */
export function percent(share) {
  return share > 0.995 && share < 1 ? "> 99%" : `${Math.round(100 * share)}%`
}

/**
 * A sentence with {name} replaced by the value of that name.
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fillIn(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
}
