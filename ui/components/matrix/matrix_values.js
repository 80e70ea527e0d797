// @ts-check
// Numbers as text, and the colours of cells.

import { clamp, minus } from "../shared/numbers.js"
import { mix } from "../shared/palette.js"

/** @import { Color, Palette } from "../shared/palette.js" */

/** @typedef {number | null} Value none where there is no number */

const LARGEST = 99
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(\/(\d+\.?\d*|\.\d+))?$/
const formats = [0, 1, 2].map((digits) => numberFormat({ maximumFractionDigits: digits }))
const tiny = numberFormat({ maximumSignificantDigits: 1 })

/** @param {Intl.NumberFormatOptions} digits */
function numberFormat(digits) {
  return new Intl.NumberFormat("en", { ...digits, useGrouping: false })
}

/**
 * At most two decimals; a number too small for them keeps its first digit, or it would read 0.
 * @param {Value} value
 * @param {number} [decimals]
 */
export function show(value, decimals = 2) {
  if (value === null) return ""
  const format = value !== 0 && Math.abs(value) < 0.005 ? tiny : formats[decimals]
  const text = format.format(value)
  return minus(text === "-0" ? "0" : text) // older browsers cannot be asked for no sign of zero
}

/**
 * As `show`, with fewer decimals the larger the number, so that it fits in a cell.
 * @param {Value} value
 */
export function showInCell(value) {
  const size = Math.abs(value ?? 0)
  return show(value, size >= 100 ? 0 : size >= 10 ? 1 : 2)
}

/** @param {Value} value */
export function bracketed(value) {
  return (value ?? 0) < 0 ? `(${show(value)})` : show(value)
}

/** @param {Value} value */
export function isRounded(value) {
  return value !== null && Math.abs(value * 100 - Math.round(value * 100)) > 1e-3
}

/**
 * "-1", "0.5" or "1/9" as a number within -LARGEST..LARGEST; null for anything else.
 * @param {string} text
 * @returns {Value}
 */
export function parse(text) {
  const written = text.trim().replace("−", "-")
  if (!NUMBER.test(written)) return null
  const [numerator, denominator = "1"] = written.split("/")
  const value = Number(numerator) / Number(denominator)
  return Number.isFinite(value) ? clamp(value, -LARGEST, LARGEST) : null
}

/**
 * The colour of `value`: `limit` and beyond have the full colour.
 * @param {number} value
 * @param {number} limit
 * @param {Palette} palette
 * @returns {Color}
 */
export function divergingFill(value, limit, palette) {
  const end = value < 0 ? palette.negative : palette.positive
  return mix(palette.zero, end, Math.min(1, Math.abs(value) / limit)).map(Math.round)
}

/**
 * @param {number} value
 * @param {number} limit which is white; 0 is black
 * @returns {Color}
 */
export function grayFill(value, limit) {
  return Array(3).fill(Math.round(255 * clamp(value / limit, 0, 1)))
}
