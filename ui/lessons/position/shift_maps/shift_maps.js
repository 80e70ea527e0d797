// @ts-check
// A digit that can be dragged over its sheet, and what three networks say to it at every place.
// shift_maps.py sends every answer at once; the browser looks up, draws and listens.

import { find, findAll, hit } from "../../../components/shared/dom.js"
import { drag, placeUnder } from "../../../components/shared/dragging.js"
import { arrow } from "../../../components/shared/keys.js"
import { bytes, clamp, fillIn, floats, minus } from "../../../components/shared/numbers.js"
import { readPalette } from "../../../components/shared/palette.js"
import { paper } from "../../../components/shared/pictures.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { rest } from "../../../components/shared/resting.js"
import { keepView } from "../../../components/shared/viewing.js"
import { digitPicture, makePanel, paintMaps, showAnswers, width } from "./shift_maps_drawing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {[down: number, right: number]} Shift pixels */

/** @typedef {{ name: string, facts: string[] }} Network */

/**
 * What shift_maps.py sends.
 * @typedef {object} Scene
 * @property {string} digit ink 0..255 of the sheet with the digit in its middle, as base64
 * @property {number} side of the sheet, pixels
 * @property {number} reach the largest shift
 * @property {number} label the true digit
 * @property {Network[]} networks
 * @property {string} answers probabilities by network, shift and digit, as base64
 * @property {string} accuracy by network and shift, as base64
 * @property {Shift} shift where the digit is at first
 * @property {number} revision another number moves the digit there
 * @property {Record<string, string>} labels
 */

/** @typedef {Omit<Scene, "answers" | "accuracy"> & Record<"answers" | "accuracy", Float32Array>} ShiftMaps */

/** @param {Run<Scene>} run */
export default function shiftMaps(run) {
  return keepView(run, { create: createView, receive, leave: (view) => view.settling.cancel() })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement)
  const view = {
    root, sheet: part(".paper"), hint: part(".hint"), legend: part(".legend span"),
    networks: part(".networks"), spoken: part(".spoken"),
    canvas: find(root, "canvas", HTMLCanvasElement),
    reset: find(root, ".reset", HTMLButtonElement),
    axes: findAll(root, ".axis", HTMLElement).map(partsOfAxis),
    panels: /** @type {ReturnType<typeof makePanel>[]} */ ([]),
    scene: /** @type {ShiftMaps | null} */ (null),
    digit: /** @type {HTMLCanvasElement | null} */ (null),
    shift: /** @type {Shift} */ ([0, 0]),
    held: false,
    settling: rest(() => settle(view)),
    send: () => tell.state("shift", view.shift),
  }
  listen(view)
  return view
}

/** @typedef {ReturnType<typeof createView>} View */

/** @param {HTMLElement} axis */
function partsOfAxis(axis) {
  return {
    direction: Number(axis.dataset.axis), // an index of a shift
    title: find(axis, "span", HTMLElement),
    slider: find(axis, "input", HTMLInputElement),
    shown: find(axis, "output", HTMLElement),
  }
}

/**
 * @param {View} view
 * @param {Scene} data
 */
function receive(view, data) {
  const scene = { ...data, answers: floats(data.answers), accuracy: floats(data.accuracy) }
  if (scene.revision !== view.scene?.revision) view.shift = scene.shift
  view.scene = scene
  view.digit = digitPicture(bytes(scene.digit), scene.side)
  build(view, scene)
  const palette = readPalette(view.root)
  view.panels.forEach((panel, network) => paintMaps(panel, network, scene, palette))
  draw(view, scene)
}

/**
 * @param {View} view
 * @param {ShiftMaps} scene
 */
function build(view, scene) {
  const { labels, reach, networks, side, label } = scene
  if (view.canvas.width !== side) view.canvas.width = view.canvas.height = side
  view.sheet.ariaLabel = labels.sheet
  view.hint.textContent = labels.hint
  view.reset.textContent = labels.reset
  view.legend.textContent = labels.legend
  for (const { direction, title, slider } of view.axes) {
    title.textContent = direction ? labels.right : labels.down
    Object.assign(slider, { min: -reach, max: reach })
  }
  redraw(view.networks, [labels, networks, label], () => {
    view.panels = networks.map((network) => makePanel(network, scene))
    return view.panels.map((panel) => panel.element)
  })
}

/**
 * Draw where the digit is now, and everything that depends on it.
 * @param {View} view
 * @param {ShiftMaps} scene
 */
function draw({ canvas, digit, axes, reset, panels, shift }, scene) {
  const [down, right] = shift
  const ink = paper(canvas)
  ink.clearRect(0, 0, canvas.width, canvas.height)
  if (digit) ink.drawImage(digit, right, down)
  for (const { direction, slider, shown } of axes) {
    slider.value = String(shift[direction])
    shown.textContent = minus(shift[direction])
  }
  reset.disabled = !down && !right
  panels.forEach((panel, network) => showAnswers(panel, network, scene, shift))
}

// --- moving ----------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Shift} shift
 */
function move(view, shift) {
  if (!view.scene) return
  const [down, right] = reachable(shift, view.scene.reach)
  if (down === view.shift[0] && right === view.shift[1]) return
  view.shift = [down, right]
  draw(view, view.scene)
  view.settling.soon(undefined)
}

/**
 * The nearest shift by whole pixels that keeps the digit on its sheet.
 * @param {Shift} shift
 * @param {number} reach
 * @returns {Shift}
 */
export function reachable([down, right], reach) {
  return [clamp(Math.round(down), -reach, reach), clamp(Math.round(right), -reach, reach)]
}

/** @param {View} view */
function settle({ scene, panels, shift, spoken, held, send }) {
  if (!scene) return
  const { labels, label } = scene
  const said = panels.map((panel) => fillIn(labels.says, {
    network: panel.name, digit: panel.said.textContent ?? "", label, share: panel.answer.value.textContent ?? "",
  }))
  const [down, right] = shift.map(minus)
  spoken.textContent = [fillIn(labels.place, { down, right }), ...said].join(" ")
  if (!held) send() // else when the digit is let go
}

// --- listening -------------------------------------------------------------------------------

/** @param {View} view */
function listen(view) {
  listenToSheet(view)
  listenToMaps(view)
  for (const { direction, slider } of view.axes) {
    slider.oninput = () => move(view, direction ? [view.shift[0], slider.valueAsNumber] : [slider.valueAsNumber, view.shift[1]])
  }
  view.reset.onclick = () => move(view, [0, 0])
}

/** @param {View} view */
function listenToSheet(view) {
  const { sheet } = view
  const pointer = (/** @type {PointerEvent} */ event) => placeUnder(event, view.canvas)
  let from = { pointer: [0, 0], shift: view.shift }
  drag(sheet, {
    start(event) {
      from = { pointer: pointer(event), shift: view.shift }
      view.held = true
      sheet.classList.add("held")
    },
    move(event) {
      const side = view.scene?.side ?? 0
      const [down, right] = pointer(event).map((share, axis) => (share - from.pointer[axis]) * side)
      move(view, [from.shift[0] + down, from.shift[1] + right])
    },
    end() {
      sheet.classList.remove("held")
      release(view)
    },
  })
  sheet.onkeydown = (event) => {
    const step = arrow(event.key)
    if (!step && event.key !== "Home") return
    event.preventDefault()
    move(view, step ? [view.shift[0] + step[0], view.shift[1] + step[1]] : [0, 0])
  }
}

/**
 * A place in a map is a shift: pressing or dragging there moves the digit.
 * @param {View} view
 */
function listenToMaps(view) {
  /** @type {HTMLElement | SVGElement | null} */
  let map = null
  const point = (/** @type {PointerEvent} */ event) => {
    if (!map || !view.scene) return
    const cells = width(view.scene)
    const [down, right] = placeUnder(event, map).map((share) => Math.floor(share * cells))
    move(view, [down - view.scene.reach, right - view.scene.reach])
  }
  drag(view.networks, {
    start(event) {
      map = hit(event, ".map")
      view.held = map !== null
      point(event)
      return view.held
    },
    move: point,
    end: () => release(view),
  })
}

/** @param {View} view */
function release(view) {
  view.held = false
  view.settling.now(undefined)
}
