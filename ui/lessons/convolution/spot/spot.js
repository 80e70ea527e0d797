// @ts-check
// A photo with a square that is put somewhere by pointer or arrow keys.

import { find } from "../../../components/shared/dom.js"
import { drag, placeUnder } from "../../../components/shared/dragging.js"
import { arrow } from "../../../components/shared/keys.js"
import { clamp, fillIn } from "../../../components/shared/numbers.js"
import { rest } from "../../../components/shared/resting.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {[row: number, column: number]} Place the first pixel of the square */

/**
 * What spot.py sends.
 * @typedef {object} Scene
 * @property {string} label
 * @property {string} position a sentence with {row} and {column}
 * @property {string} source address of the photo
 * @property {number} height of the photo, pixels
 * @property {number} width
 * @property {number} cells the square's side, pixels
 * @property {Place} place where the session has the square
 */

/** @param {Run<Scene>} run */
export default function spot(run) {
  return keepView(run, { create: createView, receive, leave: (view) => view.tell.cancel() })
}

/**
 * @typedef {object} View
 * @property {HTMLElement} root
 * @property {Scene | null} scene
 * @property {Place} place
 * @property {ReturnType<typeof rest<Place>>} tell
 */

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 * @returns {View}
 */
function createView(root, tell) {
  /** @type {View} */
  const view = { root, scene: null, place: [0, 0], tell: rest((place) => tell.trigger("move", place)) }
  const point = (/** @type {PointerEvent} */ event) => {
    if (view.scene) move(view, under(placeUnder(event, root), view.scene))
  }
  drag(root, { start: point, move: point, end: () => view.tell.now(view.place) })
  root.onkeydown = (event) => {
    const step = arrow(event.key)
    if (!step) return
    event.preventDefault()
    move(view, [view.place[0] + step[0], view.place[1] + step[1]])
    view.tell.soon(view.place)
  }
  return view
}

/**
 * @param {View} view
 * @param {Scene} scene
 */
function receive(view, scene) {
  const known = view.scene
  view.scene = scene
  view.root.ariaLabel = scene.label
  find(view.root, "img", HTMLImageElement).src = scene.source
  const told = (/** @type {Scene} */ { place, source, cells }) => String([place, source, cells])
  const same = known && told(known) === told(scene)
  move(view, same ? view.place : scene.place) // what the session has not heard of yet stays
}

/**
 * @param {View} view
 * @param {Place} place
 */
function move(view, place) {
  const { root, scene } = view
  if (!scene) return
  const { height, width, cells } = scene
  const [row, column] = (view.place = within(place, scene))
  const { style } = find(root, ".square", HTMLElement)
  style.top = `${(100 * row) / height}%`
  style.left = `${(100 * column) / width}%`
  style.height = `${(100 * cells) / height}%`
  style.width = `${(100 * cells) / width}%`
  const columns = width - cells + 1
  root.ariaValueMax = String((height - cells + 1) * columns - 1)
  root.ariaValueNow = String(row * columns + column) // one number for both, which nobody hears
  root.ariaValueText = fillIn(scene.position, { row: row + 1, column: column + 1 })
}

/**
 * The place whose square has its middle under the pointer.
 * @param {[down: number, right: number]} shares of the photo's height and width
 * @param {Scene} scene
 * @returns {Place}
 */
export function under([down, right], { height, width, cells }) {
  return [Math.round(down * height - cells / 2), Math.round(right * width - cells / 2)]
}

/**
 * The nearest place at which the square lies in the photo.
 * @param {Place} place
 * @param {{ height: number, width: number, cells: number }} scene
 * @returns {Place}
 */
export function within([row, column], { height, width, cells }) {
  return [clamp(row, 0, height - cells), clamp(column, 0, width - cells)]
}
