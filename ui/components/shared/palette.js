// @ts-check
// The theme's colours as numbers.

/** @typedef {number[]} Color red, green and blue, 0..255 */
/** @typedef {{ zero: Color, negative: Color, positive: Color }} Palette */

const DARK = 0.2 // luminance of the paper below which the theme is a dark one
const INKS = [[27, 29, 33], [255, 255, 255], [0, 0, 0]] // black or white always reaches 4.5:1

/**
 * Read the scale of values (see shared.css) and mark the root as dark or light.
 * @param {HTMLElement} root
 * @returns {Palette}
 */
export function readPalette(root) {
  const probe = root.appendChild(document.createElement("i"))
  const read = (/** @type {string} */ name) => {
    probe.style.color = `var(${name})`
    return parseColor(getComputedStyle(probe).color)
  }
  root.toggleAttribute("data-dark", isDark(read("--st-background-color")))
  const palette = { zero: read("--cs-zero"), negative: read("--cs-negative"), positive: read("--cs-positive") }
  probe.remove()
  return palette
}

/**
 * @param {string} text such as "rgb(1, 2, 3)"
 * @returns {Color}
 */
export function parseColor(text) {
  return (text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
}

/** @param {Color} paper */
export function isDark(paper) {
  return luminance(paper) < DARK
}

/**
 * The colour that lies a `share` 0..1 of the way from one to another.
 * @param {Color} from
 * @param {Color} to
 * @param {number} share
 * @returns {Color}
 */
export function mix(from, to, share) {
  return from.map((value, channel) => value + (to[channel] - value) * share)
}

/**
 * The first of the inks that can be read on a colour.
 * @param {Color} fill
 */
export function inkOn(fill) {
  return INKS.find((ink) => contrast(ink, fill) >= 4.5) ?? INKS[0]
}

/**
 * Relative luminance as WCAG 2 defines it, 0..1.
 * @param {Color} color
 */
export function luminance(color) {
  const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/**
 * Contrast as WCAG 2 defines it, 1..21.
 * @param {Color} one
 * @param {Color} other
 */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
