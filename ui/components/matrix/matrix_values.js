// Numbers as text, and the colours of cells. Pure functions, used by matrix.js and matrix_drawing.js.

const LARGEST = 99
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(\/(\d+\.?\d*|\.\d+))?$/
const INKS = [[27, 29, 33], [255, 255, 255], [0, 0, 0]] // black or white always reaches 4.5:1
const formats = [0, 1, 2].map((digits) => numberFormat({ maximumFractionDigits: digits }))
const tiny = numberFormat({ maximumSignificantDigits: 1 })

function numberFormat(digits) {
  return new Intl.NumberFormat("en", { ...digits, useGrouping: false, signDisplay: "negative" })
}

/** At most two decimals; a number too small for them keeps its first digit, or it would read 0. */
function show(value, decimals = 2) {
  if (value === null) return ""
  const format = value !== 0 && Math.abs(value) < 0.005 ? tiny : formats[decimals]
  return format.format(value).replace("-", "−")
}

/** As `show`, with fewer decimals the larger the number, so that it fits in a cell. */
function showInCell(value) {
  const size = Math.abs(value ?? 0)
  return show(value, size >= 100 ? 0 : size >= 10 ? 1 : 2)
}

function bracketed(value) {
  return value < 0 ? `(${show(value)})` : show(value)
}

function isRounded(value) {
  return value !== null && Math.abs(value * 100 - Math.round(value * 100)) > 1e-3
}

/** "-1", "0.5" or "1/9" as a number within -LARGEST..LARGEST; null for anything else. */
function parse(text) {
  const written = text.trim().replace("−", "-")
  if (!NUMBER.test(written)) return null
  const [numerator, denominator = "1"] = written.split("/")
  const value = Number(numerator) / Number(denominator)
  return Number.isFinite(value) ? Math.max(-LARGEST, Math.min(LARGEST, value)) : null
}

function fillIn(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

/** Read the theme's colours and mark the root as dark or light. */
function readPalette(root) {
  const probe = root.appendChild(document.createElement("i"))
  const read = (name) => {
    probe.style.color = `var(${name})`
    return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number)
  }
  root.toggleAttribute("data-dark", luminance(read("--st-background-color")) < 0.2)
  const palette = { zero: read("--cs-zero"), negative: read("--cs-negative"), positive: read("--cs-positive") }
  probe.remove()
  return palette
}

/** The colour of `value`: `limit` and beyond have the full colour. */
function divergingFill(value, limit, palette) {
  const end = value < 0 ? palette.negative : palette.positive
  const share = Math.min(1, Math.abs(value) / limit)
  return palette.zero.map((from, i) => Math.round(from + (end[i] - from) * share))
}

function grayFill(value, limit) {
  return Array(3).fill(Math.round(255 * Math.max(0, Math.min(1, value / limit))))
}

function inkOn(fill) {
  return INKS.find((ink) => contrast(ink, fill) >= 4.5)
}

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(color) {
  const [r, g, b] = color.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
