// @ts-check
// The network as boxes: height and width of a map, channels as depth. Sizes come from Python.

import { drawn } from "../../../components/shared/dom.js"

/** @import { Scene } from "./stack.js" */

/** @typedef {{ height: number, depth: number, slant: number }} Size of a box, pixels */

/** @typedef {Size & { x: number, gap: number }} Box with its left edge and the gap after it */

/** @typedef {[x: number, y: number]} Point */

const WIDTH = 860 // that the boxes fill where there are enough of them, pixels
const GAP = [9, 64] // least and most between boxes, pixels
const LABEL_GAP = 44 // from which the shapes are written under the boxes, pixels
const RISE = 0.55 // of a slant that goes up
const LARGEST = 1.3 // times its own size
const EDGE = 6 // around the drawing, pixels

/**
 * @param {Scene} scene
 * @returns {SVGSVGElement}
 */
export function drawNetwork(scene) {
  const boxes = place(scene.boxes)
  const above = Math.max(...boxes.map((box) => box.height / 2 + box.slant * RISE))
  const below = Math.max(...boxes.map((box) => box.height / 2))
  const end = boxes[boxes.length - 1]
  const refused = scene.boxes.length <= scene.layers.length
  const width = end.x + end.depth + Math.max(end.slant, LABEL_GAP / 2) + (refused ? 60 : 0) + EDGE
  const labelled = boxes.every((box) => box.gap >= LABEL_GAP)
  const height = above + below + 2 * EDGE + (labelled ? 26 : 10)
  const middle = above + EDGE

  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": scene.labels.drawing })
  svg.style.maxWidth = `${width * LARGEST}px`
  svg.style.minWidth = `min(${width}px, 620px)`
  svg.append(...boxes.map((box, index) => drawBox(box, index, middle, scene)))
  if (labelled) svg.append(...boxes.map((box, index) => caption(box, height - 16, index, scene)))
  if (refused) svg.append(drawRefused(end, middle))
  svg.append(...brackets(boxes, height - 6, scene))
  return svg
}

/**
 * Give every box its place from left to right; where there are many, one hides part of the other.
 * @param {Size[]} boxes
 * @returns {Box[]}
 */
export function place(boxes) {
  const free = WIDTH - boxes.reduce((sum, box) => sum + box.depth, 0)
  const even = Math.min(GAP[1], Math.max(GAP[0], free / boxes.length))
  let x = EDGE + (even >= LABEL_GAP ? LABEL_GAP / 2 : 0)
  return boxes.map((box) => {
    const gap = Math.max(even, box.slant * 0.5)
    const placed = { ...box, x, gap }
    x += box.depth + gap
    return placed
  })
}

/**
 * @param {Box} box
 * @param {number} index
 * @param {number} middle
 * @param {Scene} scene
 */
function drawBox({ x, height, depth, slant }, index, middle, { layers }) {
  const top = middle - height / 2
  const rise = slant * RISE
  const layer = layers[index - 1]
  const kind = layer ? `${layer.part} ${layer.kind}` : "input"
  return drawn("g", { class: `box ${kind}`, "data-index": index - 1 },
    polygon("lid", [x, top], [x + slant, top - rise], [x + depth + slant, top - rise], [x + depth, top]),
    polygon("side", [x + depth, top], [x + depth + slant, top - rise], [x + depth + slant, top - rise + height], [x + depth, top + height]),
    polygon("front", [x, top], [x + depth, top], [x + depth, top + height], [x, top + height]))
}

/**
 * @param {Box} box
 * @param {number} y
 * @param {number} index
 * @param {Scene} scene
 */
function caption({ x, depth }, y, index, { input, layers }) {
  const shape = (layers[index - 1] ?? input).shape ?? ""
  return drawn("text", { x: x + depth / 2, y, "text-anchor": "middle" }, shape)
}

/**
 * @param {Box} end
 * @param {number} middle
 */
function drawRefused(end, middle) {
  const x = end.x + end.depth + end.slant + GAP[0]
  return drawn("rect", { class: "refused", x, y: middle - 24, width: 30, height: 48, rx: 4 })
}

/**
 * A line under each part of the network, in the part's colour.
 * @param {Box[]} boxes
 * @param {number} y
 * @param {Scene} scene
 */
function brackets(boxes, y, { layers }) {
  return ["extractor", "classifier"].flatMap((part) => {
    const own = boxes.filter((_, index) => layers[index - 1]?.part === part)
    if (!own.length) return []
    const last = own[own.length - 1]
    return [drawn("line", { class: `bracket ${part}`, x1: own[0].x, x2: last.x + last.depth, y1: y, y2: y })]
  })
}

/**
 * @param {string} name
 * @param {...Point} points
 */
function polygon(name, ...points) {
  return drawn("polygon", { class: name, points: points.map((point) => point.join(",")).join(" ") })
}
