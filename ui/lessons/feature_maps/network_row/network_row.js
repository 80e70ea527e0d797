// @ts-check
// A network's layers in a row, as boxes to scale; one is chosen.

import { choosing, line } from "../../../components/shared/choosing.js"
import { element } from "../../../components/shared/dom.js"

/** @import { Run } from "../../../components/shared/viewing.js" */

/**
 * @typedef {object} Layer
 * @property {string} value the layer's name
 * @property {string} name without that of the block
 * @property {string} shape
 * @property {number} front side of the box, pixels
 * @property {number} depth pixels
 * @property {string} source address of the picture on its front
 */

/** @typedef {{ label: string, blocks: Layer[][], chosen: string }} Scene what network_row.py sends */

/** @param {Run<Scene>} run */
export default function networkRow(run) {
  return choosing(run, {
    content: ({ blocks }) => blocks,
    draw: (_, { blocks }) => blocks.map((layers) => element("div", { className: "block" }, ...layers.map(button))),
  })
}

/** @param {Layer} layer */
function button(layer) {
  return element(
    "button",
    { role: "radio", ariaLabel: `${layer.value}, ${layer.shape}`, data: { key: layer.value } },
    box(layer), line("name", layer.name), line("shape", layer.shape),
  )
}

/** @param {Layer} layer */
function box({ front, depth, source }) {
  const style = { "--front": `${front}px`, "--depth": `${depth}px` }
  const sides = ["top", "side"].map((className) => element("i", { className }))
  return element("span", { className: "box", style }, ...sides, element("img", { src: source, alt: "" }))
}
