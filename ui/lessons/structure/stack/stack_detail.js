// @ts-check
// What one layer does, in numbers, and what one of its cells sees of the photo.

import { element } from "../../../components/shared/dom.js"

/** @import { Count, Scene } from "./stack.js" */

/**
 * @param {number} index of the layer; -1 is the input
 * @param {Scene} scene
 * @returns {HTMLElement[]}
 */
export function detail(index, scene) {
  const layer = scene.layers[index]
  const { labels } = scene
  if (!layer) return [title(scene.input.name, scene.input.shape), picture(scene, null), note(labels.first_view)]
  if (!layer.counts) return [title(layer.kindName, "–"), note(layer.use)] // the row says why it cannot be
  return [
    title(layer.kindName, layer.shape),
    note(layer.use),
    picture(scene, layer.sees.box),
    term(labels.sees, layer.sees.text),
    term(labels.size, layer.size || layer.shape),
    countTerm(labels.parameters, layer.counts.parameters),
    countTerm(labels.macs, layer.counts.macs),
  ]
}

/**
 * @param {string} name
 * @param {string} shape
 */
function title(name, shape) {
  return element("h3", {}, name, element("span", { textContent: shape }))
}

/** @param {string} textContent */
function note(textContent) {
  return element("p", { textContent })
}

/**
 * @param {string} label
 * @param {...(Node | string)} contents
 */
function term(label, ...contents) {
  return element("p", { className: "term" }, element("b", { textContent: label }), ...contents)
}

/**
 * @param {string} label
 * @param {Count} count
 */
function countTerm(label, { arithmetic, value, how }) {
  const sum = element("span", { className: "sum", textContent: arithmetic || value })
  return term(label, sum, element("small", { textContent: how }))
}

/**
 * The photo with the window of the middle cell; edges are fractions of the photo.
 * @param {Scene} scene
 * @param {[top: number, left: number, bottom: number, right: number] | null} box
 */
function picture({ photo, aspect, pixelated }, box) {
  const className = pixelated ? "pixelated" : ""
  const image = element("img", { src: photo, alt: "", className, style: { "aspect-ratio": aspect } })
  if (!box) return element("div", { className: "photo" }, image)
  const [top, left, bottom, right] = box.map((edge) => 100 * edge)
  const style = { top: `${top}%`, left: `${left}%`, height: `${bottom - top}%`, width: `${right - left}%` }
  return element("div", { className: "photo" }, image, element("i", { style }))
}
