// @ts-check
// The network of the dropout lesson as SVG, and the arithmetic of one output as a table.

import { drawn, element, setAttributes } from "../../../components/shared/dom.js"
import { fillIn, fixed } from "../../../components/shared/numbers.js"
import { replace } from "../../../components/shared/redrawing.js"

/** @import { Scene, Step } from "./dropout_network.js" */

/** @typedef {"inputs" | "hidden" | "outputs"} LayerName */

/** @typedef {{ group: SVGGElement, text: SVGTextElement }} Unit */

/** @typedef {{ start: number, end: number, element: SVGLineElement }} Line */

/**
 * @typedef {object} Drawing
 * @property {Record<"inputs" | "outputs", Line[]>} lines to the hidden units, and from them
 * @property {Record<LayerName, Unit[]>} units
 */

/** @typedef {Record<"caption" | "head" | "rows" | "foot", HTMLElement>} Table */

const COLUMNS = { inputs: 60, hidden: 230, outputs: 400 }
const LAYERS = /** @type {const} */ (["inputs", "hidden", "outputs"])
const RADIUS = 23
const PITCH = 60 // of the units in a column
const NAMES = /** @type {const} */ (["unit", "value", "factor", "weight", "product"])

/**
 * Draw the network: lines first, units on top, their numbers in them.
 * @param {SVGSVGElement} network
 * @param {Scene} scene
 * @returns {Drawing}
 */
export function drawNetwork(network, { inputs, hidden, weights, labels }) {
  const heights = {
    inputs: places(inputs.length), hidden: places(hidden.length), outputs: places(weights[0].length),
  }
  const units = {
    inputs: heights.inputs.map((y) => unit(y, "inputs")),
    hidden: heights.hidden.map((y) => unit(y, "hidden")),
    outputs: heights.outputs.map((y) => unit(y, "outputs")),
  }
  const lines = { inputs: connect(heights, "inputs", "hidden"), outputs: connect(heights, "hidden", "outputs") }
  inputs.forEach((value, index) => (units.inputs[index].text.textContent = fixed(value, 1)))
  units.outputs.forEach(({ group }, index) => {
    const name = `${labels.choose} ${index + 1}`
    setAttributes(group, { role: "button", tabindex: 0, "aria-label": name, "data-key": index })
  })
  replace(network, () => [
    ...LAYERS.map((layer) => drawn("text", { x: COLUMNS[layer], y: 16, class: "title" }, labels[layer])),
    ...[...lines.inputs, ...lines.outputs].map((line) => line.element),
    ...LAYERS.flatMap((layer) => units[layer].map(({ group }) => group)),
  ])
  return { lines, units }
}

/** @param {number} count */
function places(count) {
  return Array.from({ length: count }, (_, index) => 215 + (index - (count - 1) / 2) * PITCH)
}

/**
 * @param {Record<LayerName, number[]>} heights
 * @param {LayerName} from
 * @param {LayerName} to
 * @returns {Line[]}
 */
function connect(heights, from, to) {
  return heights[from].flatMap((y1, start) => heights[to].map((y2, end) => ({
    start, end, element: drawn("line", { x1: COLUMNS[from], y1, x2: COLUMNS[to], y2, class: "line" }),
  })))
}

/**
 * @param {number} y
 * @param {LayerName} layer
 * @returns {Unit}
 */
function unit(y, layer) {
  const x = COLUMNS[layer]
  const text = drawn("text", { x, y: y + 4.5 })
  const cross = drawn("path", { class: "cross", d: `M${x - 9} ${y - 9}l18 18m0-18l-18 18` })
  const circle = drawn("circle", { cx: x, cy: y, r: RADIUS })
  return { group: drawn("g", { class: `unit ${layer}` }, circle, cross, text), text }
}

/**
 * Show one step: dropped units lose their number and their lines.
 * @param {Drawing} drawing
 * @param {Step} step
 * @param {number} output the chosen one
 */
export function showStep({ units, lines }, step, output) {
  const dropped = step.factors.map((factor) => factor === 0)
  units.hidden.forEach(({ group, text }, index) => {
    group.classList.toggle("dropped", dropped[index])
    text.textContent = dropped[index] ? "" : fixed(step.scaled[index])
  })
  units.outputs.forEach(({ group, text }, index) => {
    group.setAttribute("aria-pressed", String(index === output))
    text.textContent = fixed(step.sums[index])
  })
  for (const line of lines.inputs) line.element.classList.toggle("off", dropped[line.end])
  for (const line of lines.outputs) {
    line.element.classList.toggle("off", dropped[line.start])
    line.element.classList.toggle("chosen", line.end === output)
  }
}

/**
 * Show how the chosen output comes about: a row a hidden unit.
 * @param {Table} table
 * @param {Scene} scene
 * @param {Step} step
 * @param {number} output
 */
export function drawTable({ caption, head, rows, foot }, { labels, hidden, weights }, step, output) {
  caption.textContent = fillIn(labels.sum, { unit: output + 1 })
  head.replaceChildren(row("th", NAMES.map((name) => labels[name])))
  rows.replaceChildren(...hidden.map((value, index) => {
    const factor = step.factors[index]
    const made = row("td", [
      String(index + 1), fixed(value), factor ? `× ${fixed(factor)}` : "× 0",
      `× ${fixed(weights[index][output], 1)}`, fixed(step.products[index][output], 3),
    ])
    made.className = factor ? "" : "dropped"
    return made
  }))
  foot.replaceChildren(row("td", ["", "", "", "Σ", fixed(step.sums[output], 3)]))
}

/**
 * @param {"td" | "th"} tag
 * @param {string[]} texts
 */
function row(tag, texts) {
  return element("tr", {}, ...texts.map((textContent) => element(tag, { textContent })))
}
