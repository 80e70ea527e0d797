// @ts-check
// A grid of pictures of which one is chosen.

import { choosing, line } from "../shared/choosing.js"
import { element } from "../shared/dom.js"

/** @import { Run } from "../shared/viewing.js" */

/** @typedef {{ value: string, source: string, title: string, note: string }} Tile */

/**
 * What gallery.py sends.
 * @typedef {object} Scene
 * @property {string} label
 * @property {Tile[]} tiles
 * @property {number} tileWidth pixels, at least
 * @property {boolean} pixelated
 * @property {string} chosen the value of a tile
 */

/** @param {Run<Scene>} run */
export default function gallery(run) {
  return choosing(run, {
    content: ({ tiles, tileWidth, pixelated }) => ({ tiles, tileWidth, pixelated }),
    draw(root, { tiles, tileWidth, pixelated }) {
      root.style.setProperty("--tile", `${tileWidth}px`)
      return tiles.map((tile) => button(tile, pixelated))
    },
  })
}

/**
 * @param {Tile} tile
 * @param {boolean} pixelated
 */
function button({ value, source, title, note }, pixelated) {
  return element(
    "button",
    { role: "radio", className: pixelated ? "pixelated" : "", data: { key: value } },
    element("img", { src: source, alt: "" }), line("title", title), line("note", note),
  )
}
