// @ts-check
// White ink on a small black sheet: by mouse, finger or pen. Delete or the button clears it.

import { find } from "../../../components/shared/dom.js"
import { drag, placeUnder } from "../../../components/shared/dragging.js"
import { bytes, clamp } from "../../../components/shared/numbers.js"
import { paint } from "../../../components/shared/pictures.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/**
 * What digit_canvas.py sends.
 * @typedef {object} Scene
 * @property {number} side of the sheet, pixels
 * @property {string} drawing the ink 0..255 as base64, row by row
 * @property {{ canvas: string, clear: string }} labels
 */

/** @typedef {[x: number, y: number]} Point in pixels of the sheet */

/** @typedef {{ ink: Uint8Array, side: number }} Sheet */

const BRUSH = 1.6 // radius of the ink, pixels of the sheet

/** @param {Run<Scene>} run */
export default function digitCanvas(run) {
  return keepView(run, { create: createView, receive })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const view = {
    canvas: find(root, "canvas", HTMLCanvasElement),
    button: find(root, "button", HTMLButtonElement),
    sheet: /** @type {Sheet | null} */ (null),
    last: /** @type {Point} */ ([0, 0]),
    send: (/** @type {Sheet} */ sheet) => tell.state("drawing", btoa(String.fromCharCode(...sheet.ink))),
  }
  listen(view)
  return view
}

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {View} view
 * @param {Scene} scene
 */
function receive(view, { side, drawing, labels }) {
  view.sheet ??= { ink: bytes(drawing), side } // later, the reader's ink is the newest
  view.canvas.ariaLabel = labels.canvas
  view.button.textContent = labels.clear
  show(view)
}

/** @param {View} view */
function listen(view) {
  const { canvas, button } = view
  const stroke = (/** @type {Point} */ from, /** @type {Point} */ to) => {
    if (view.sheet) ink(view.sheet, from, to)
    view.last = to
    show(view)
  }
  drag(canvas, {
    start: (event) => stroke(pointOf(view, event), pointOf(view, event)),
    move: (event) => stroke(view.last, pointOf(view, event)),
    end: () => view.sheet && view.send(view.sheet),
  })
  canvas.onkeydown = (event) => {
    if (["Delete", "Backspace"].includes(event.key)) clear(view)
  }
  button.onclick = () => clear(view)
}

/** @param {View} view */
function clear(view) {
  if (!view.sheet?.ink.some(Boolean)) return
  view.sheet.ink.fill(0)
  show(view)
  view.send(view.sheet)
}

/**
 * @param {View} view
 * @param {PointerEvent} event
 * @returns {Point}
 */
function pointOf({ canvas, sheet }, event) {
  const [down, right] = placeUnder(event, canvas)
  const side = sheet?.side ?? 0
  return [right * side, down * side]
}

/**
 * Ink the line from one point to another, so that a quick stroke has no gaps.
 * @param {Sheet} sheet
 * @param {Point} from
 * @param {Point} to
 */
export function ink(sheet, [fromX, fromY], [x, y]) {
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(x - fromX, y - fromY)))
  for (let step = 1; step <= steps; step++) {
    const share = step / steps
    dab(sheet, fromX + (x - fromX) * share, fromY + (y - fromY) * share)
  }
}

/**
 * @param {Sheet} sheet
 * @param {number} x
 * @param {number} y
 */
function dab(sheet, x, y) {
  sheet.ink.forEach((value, index) => {
    const column = index % sheet.side
    const row = Math.floor(index / sheet.side)
    const wet = Math.round(255 * clamp(BRUSH - Math.hypot(column + 0.5 - x, row + 0.5 - y), 0, 1))
    if (wet > value) sheet.ink[index] = wet
  })
}

/** @param {View} view */
function show({ canvas, sheet }) {
  if (sheet) paint(canvas, sheet.side, sheet.side, (index) => Array(3).fill(sheet.ink[index]))
}
