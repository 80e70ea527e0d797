// @ts-check
// A photo whose pixels are read off under the pointer, and its planes: R, G, B and grey.
// pixels.py sends the planes as bytes, so that every number is the array's own; the browser looks
// up, draws and listens.

import { element, find, hit } from "../../../components/shared/dom.js"
import { placeUnder } from "../../../components/shared/dragging.js"
import { arrow } from "../../../components/shared/keys.js"
import { bytes, clamp, fillIn } from "../../../components/shared/numbers.js"
import { paint, paper } from "../../../components/shared/pictures.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { rest } from "../../../components/shared/resting.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {[row: number, column: number]} Place */

/**
 * What pixels.py sends.
 * @typedef {object} Scene
 * @property {number} height
 * @property {number} width
 * @property {string} data the planes R, G, B and grey one after another as base64
 * @property {Place} place to look at first
 * @property {string[]} names of the planes
 * @property {Record<"photo" | "tints" | "tinted" | "gray" | "place" | "formula", string>} labels
 */

/** @typedef {Scene & { layers: Uint8Array[] }} Photo */

const SETTLE_MS = 300 // after the last move, before the pixel is spoken
const LOUPE = 9 // pixels a side of the enlarged neighbourhood
const TINTS = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]

/** @param {Run<Scene>} run */
export default function pixels(run) {
  return keepView(run, { create: createView, receive, leave: (view) => view.speaking.cancel() })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement)
  const view = {
    photo: part(".photo"), loupe: part(".loupe"), place: part(".place"), values: part(".values"),
    formula: part(".formula"), tints: part(".tints"), planes: part(".planes"), spoken: part(".spoken"),
    canvas: find(root, ".photo canvas", HTMLCanvasElement),
    magnified: find(root, ".loupe canvas", HTMLCanvasElement),
    marker: part(".photo .marker"),
    at: /** @type {Place} */ ([0, 0]),
    scene: /** @type {Photo | null} */ (null),
    tinted: true,
    rows: /** @type {ReturnType<typeof makeRow>[]} */ ([]),
    maps: /** @type {ReturnType<typeof makePlane>[]} */ ([]),
    speaking: rest(() => speak(view), SETTLE_MS),
    choose: () => tell.state("place", view.at),
  }
  listen(view)
  return view
}

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {View} view
 * @param {Scene} scene
 */
function receive(view, scene) {
  const shown = view.scene
  if (scene.data !== shown?.data) view.at = scene.place
  view.scene = { ...scene, layers: scene.data === shown?.data ? shown.layers : layersOf(scene) }
  build(view, view.scene)
  draw(view, view.scene)
}

/**
 * @param {Scene} scene
 * @returns {Uint8Array[]}
 */
function layersOf({ data, height, width }) {
  const values = bytes(data)
  const size = height * width
  return [0, 1, 2, 3].map((layer) => values.subarray(layer * size, (layer + 1) * size))
}

// --- building --------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Photo} scene
 */
function build(view, scene) {
  const { labels, names, data } = scene
  view.photo.ariaLabel = labels.photo
  view.tints.ariaLabel = labels.tints
  redraw(view.values, names, () => {
    view.rows = names.map(makeRow)
    return view.rows.map((row) => row.element)
  })
  redraw(view.tints, labels, () => [true, false].map((tinted) => makeTint(view, tinted, labels)))
  const other = redraw(view.planes, [names, data], () => {
    view.maps = names.map(makePlane)
    return view.maps.map((map) => map.element)
  })
  if (!other) return
  const [red, green, blue] = scene.layers
  paint(view.canvas, scene.width, scene.height, (index) => [red[index], green[index], blue[index]])
  paintPlanes(view)
}

/**
 * @param {string} name
 * @param {number} layer
 */
function makeRow(name, layer) {
  const fill = element("i", { className: `layer${layer}` })
  const value = element("b")
  const row = element("div", { className: "value" }, element("span", { textContent: name }),
    element("span", { className: "track" }, fill), value)
  return { element: row, fill, value }
}

/**
 * @param {string} name
 * @param {number} layer
 */
function makePlane(name, layer) {
  const canvas = element("canvas")
  const marker = element("div", { className: "marker" })
  const value = element("b")
  const frame = element("div", { className: "frame" }, canvas, marker)
  const caption = element("figcaption", {}, element("span", { textContent: name }), value)
  return { layer, canvas, marker, value, element: element("figure", {}, frame, caption) }
}

/**
 * @param {View} view
 * @param {boolean} tinted
 * @param {Scene["labels"]} labels
 */
function makeTint(view, tinted, labels) {
  const button = element("button", {
    type: "button", textContent: tinted ? labels.tinted : labels.gray,
    ariaPressed: String(tinted === view.tinted), data: { key: String(tinted) },
  })
  button.onclick = () => {
    view.tinted = tinted
    for (const other of view.tints.children) other.ariaPressed = String(other === button)
    paintPlanes(view)
  }
  return button
}

// --- drawing ---------------------------------------------------------------------------------

/** @param {View} view */
function paintPlanes({ scene, maps, tinted }) {
  if (!scene) return
  for (const { layer, canvas } of maps) {
    const tint = tinted ? TINTS[layer] : TINTS[3]
    paint(canvas, scene.width, scene.height, (index) => tint.map((share) => share * scene.layers[layer][index]))
  }
}

/**
 * @param {View} view
 * @param {Photo} scene
 */
function draw(view, scene) {
  const { width, height, labels } = scene
  const [row, column] = view.at
  const values = scene.layers.map((layer) => layer[row * width + column])
  view.place.textContent = fillIn(labels.place, { row, column })
  view.rows.forEach((shown, layer) => {
    shown.value.textContent = String(values[layer])
    shown.fill.style.transform = `scaleX(${values[layer] / 255})`
  })
  const [red, green, blue, gray] = values
  view.formula.textContent = fillIn(labels.formula, { red, green, blue, gray })
  for (const map of view.maps) map.value.textContent = String(values[map.layer])
  for (const { style } of [view.marker, ...view.maps.map((map) => map.marker)]) {
    style.left = `${(100 * (column + 0.5)) / width}%`
    style.top = `${(100 * (row + 0.5)) / height}%`
  }
  drawLoupe(view.magnified, scene, view.at)
}

/**
 * The neighbourhood, a pixel a square; outside the photo there is nothing.
 * @param {HTMLCanvasElement} canvas
 * @param {Photo} scene
 * @param {Place} place
 */
function drawLoupe(canvas, { width, height, layers }, [row, column]) {
  const half = (LOUPE - 1) / 2
  Object.assign(canvas, { width: LOUPE, height: LOUPE })
  const context = paper(canvas)
  for (let down = 0; down < LOUPE; down += 1) {
    for (let right = 0; right < LOUPE; right += 1) {
      const [r, c] = [row + down - half, column + right - half]
      if (r < 0 || c < 0 || r >= height || c >= width) continue
      context.fillStyle = `rgb(${layers.slice(0, 3).map((layer) => layer[r * width + c])})`
      context.fillRect(right, down, 1, 1)
    }
  }
}

// --- moving ----------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {number} row
 * @param {number} column
 */
function move(view, row, column) {
  const { scene } = view
  if (!scene) return
  view.at = [clamp(Math.floor(row), 0, scene.height - 1), clamp(Math.floor(column), 0, scene.width - 1)]
  draw(view, scene)
  view.speaking.soon(undefined)
}

/** @param {View} view */
function speak({ scene, rows, place, spoken }) {
  const said = rows.map((row, layer) => `${scene?.names[layer]} ${row.value.textContent}`)
  spoken.textContent = `${place.textContent}: ${said.join(", ")}`
}

/** @param {View} view */
function listen(view) {
  const picture = ".photo, .frame"
  const point = (/** @type {PointerEvent} */ event) => {
    const frame = hit(event, picture)
    if (!frame || !view.scene) return
    const [down, right] = placeUnder(event, frame)
    move(view, down * view.scene.height, right * view.scene.width)
  }
  for (const area of [view.photo, view.planes]) {
    area.onpointermove = area.onpointerdown = point // nothing is held, so nothing can be lost
    area.onclick = (event) => {
      if (hit(event, picture)) view.choose()
    }
  }
  view.photo.onkeydown = (event) => press(view, event)
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function press(view, event) {
  const step = arrow(event.key)
  if (step) move(view, view.at[0] + step[0], view.at[1] + step[1])
  else if (event.key === "Enter") view.choose()
  else return
  event.preventDefault()
}
