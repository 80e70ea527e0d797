// @ts-check
// A bar of light that is turned and moved before a bank of cells, and what each cell answers.
// tuning.py sends the answers at every angle and place; the browser looks up, draws and listens.

import { drawn, element, find, findAll, hit, setAttributes } from "../../../components/shared/dom.js"
import { drag, placeUnder } from "../../../components/shared/dragging.js"
import { along, arrow } from "../../../components/shared/keys.js"
import { clamp, floats, signed } from "../../../components/shared/numbers.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { rest } from "../../../components/shared/resting.js"
import { keepView } from "../../../components/shared/viewing.js"
import { answerAt, drawPlot, makePlots } from "./tuning_curves.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {{ angle: number, offset: number, cell: number }} Place indices */

/**
 * What tuning.py sends.
 * @typedef {object} Scene
 * @property {number} field side of the screen, pixels
 * @property {{ width: number, length: number }} bar
 * @property {number[]} angles of the bar, degrees
 * @property {number[]} offsets of the bar, pixels
 * @property {number} rate spikes a second of the strongest answer
 * @property {{ name: string, picture: string }[]} cells
 * @property {string} answers 0..1 by angle, offset and cell, as base64
 * @property {Place} place where the bar is at first
 * @property {Record<string, string>} labels
 */

/** @typedef {Omit<Scene, "answers"> & { answers: Float32Array }} Tuning */

const SETTLE_MS = 300 // after the last move, before the server is told and the answers are spoken
const TURN_MS = 60 // a step of the turning bar
const BLIND = 0.06 // of the screen around its middle, where the pointer has no direction

/** @param {Run<Scene>} run */
export default function tuning(run) {
  return keepView(run, { create: createView, receive, leave })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement)
  const view = {
    screen: find(root, ".screen", SVGSVGElement),
    filter: find(root, ".filter", SVGImageElement),
    bar: find(root, ".bar", SVGRectElement),
    hint: part(".hint"), player: part(".play"), cells: part(".cells"), curves: part(".curves"), spoken: part(".spoken"),
    heads: findAll(root, ".heads span", HTMLElement),
    axes: { angle: findAxis(root, "angle"), offset: findAxis(root, "offset") },
    rows: /** @type {ReturnType<typeof makeRow>[]} */ ([]),
    plots: /** @type {import("./tuning_curves.js").Plot[]} */ ([]),
    scene: /** @type {Tuning | null} */ (null),
    place: /** @type {Place} */ ({ angle: 0, offset: 0, cell: 0 }),
    turning: /** @type {ReturnType<typeof setInterval> | null} */ (null),
    settling: rest(() => settle(view), SETTLE_MS),
    send: () => tell.state("place", view.place),
  }
  listen(view)
  return view
}

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {HTMLElement} root
 * @param {"angle" | "offset"} name
 */
function findAxis(root, name) {
  const axis = find(root, `[data-axis=${name}]`, HTMLElement)
  return { title: find(axis, "span", HTMLElement), slider: find(axis, "input", HTMLInputElement), shown: find(axis, "output", HTMLElement) }
}

/**
 * @param {View} view
 * @param {Scene} data
 */
function receive(view, data) {
  const scene = { ...data, answers: floats(data.answers) }
  if (!view.scene) view.place = scene.place // later, the reader's place is the newest
  view.scene = scene
  build(view, scene)
  draw(view, scene)
}

/** @param {View} view */
function leave(view) {
  view.settling.cancel()
  if (view.turning !== null) clearInterval(view.turning)
}

// --- building --------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Tuning} scene
 */
function build(view, scene) {
  const { labels, cells, field, angles, offsets } = scene
  const half = field / 2
  setAttributes(view.screen, { viewBox: `${-half} ${-half} ${field} ${field}`, "aria-label": labels.screen })
  setAttributes(view.filter, { x: -half, y: -half, width: field, height: field })
  view.hint.textContent = labels.hint
  view.cells.ariaLabel = labels.cell
  for (const [index, name] of ["cell", "response", "spikes"].entries()) view.heads[index].textContent = labels[name]
  buildAxis(view.axes.angle, labels.angle, angles.length)
  buildAxis(view.axes.offset, labels.offset, offsets.length)
  redraw(view.cells, cells, () => {
    view.rows = cells.map((cell, index) => makeRow(cell, index, () => move(view, { cell: index })))
    return view.rows.map((row) => row.element)
  })
  redraw(view.curves, [labels, cells, angles, offsets], () => {
    view.plots = makePlots(scene, (change) => {
      stop(view)
      move(view, change)
    })
    return view.plots.map((plot) => plot.element)
  })
  namePlayer(view)
}

/**
 * @param {View["axes"]["angle"]} axis
 * @param {string} name
 * @param {number} count
 */
function buildAxis({ title, slider }, name, count) {
  title.textContent = name
  Object.assign(slider, { min: 0, max: count - 1, step: 1 })
}

/**
 * @param {Scene["cells"][number]} cell
 * @param {number} index
 * @param {() => void} choose
 */
function makeRow(cell, index, choose) {
  const fill = element("i")
  const value = element("b")
  const spikes = drawn("path", { class: "spikes" })
  const strip = drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, spikes)
  const row = element(
    "button", { type: "button", className: "cell", role: "radio", data: { key: index }, onclick: choose },
    element("img", { src: cell.picture, alt: "" }), element("span", { className: "name", textContent: cell.name }),
    element("span", { className: "track" }, fill), value, strip,
  )
  return { element: row, fill, value, spikes }
}

// --- drawing ---------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Tuning} scene
 */
function draw(view, scene) {
  const { place } = view
  const [angle, offset] = [scene.angles[place.angle], scene.offsets[place.offset]]
  const { width, length } = scene.bar
  view.filter.setAttribute("href", scene.cells[place.cell].picture)
  setAttributes(view.bar, { x: -length / 2, y: -width / 2, width: length, height: width,
    transform: `rotate(${-angle}) translate(0 ${-offset})` })
  showAxis(view.axes.angle, place.angle, `${angle}°`)
  showAxis(view.axes.offset, place.offset, signed(offset))
  view.rows.forEach((row, cell) => drawRow(row, answerAt(scene, { ...place, cell }), scene.rate, cell === place.cell))
  for (const plot of view.plots) drawPlot(plot, scene, place)
}

/**
 * @param {View["axes"]["angle"]} axis
 * @param {number} index
 * @param {string} text
 */
function showAxis({ slider, shown }, index, text) {
  slider.value = String(index)
  slider.setAttribute("aria-valuetext", text)
  shown.textContent = text
}

/**
 * @param {ReturnType<typeof makeRow>} row
 * @param {number} answer
 * @param {number} rate
 * @param {boolean} chosen
 */
function drawRow(row, answer, rate, chosen) {
  row.fill.style.transform = `scaleX(${answer})`
  row.value.textContent = String(Math.round(100 * answer))
  const spikes = Math.round(answer * rate)
  const ticks = Array.from({ length: spikes }, (_, spike) => `M${((spike + 0.5) * 100) / spikes} 0V10`)
  row.spikes.setAttribute("d", ticks.join(""))
  row.element.ariaChecked = String(chosen)
  row.element.tabIndex = chosen ? 0 : -1
}

// --- moving ----------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Partial<Place>} change
 */
function move(view, change) {
  const { scene } = view
  if (!scene) return
  view.place = placed({ ...view.place, ...change }, scene)
  draw(view, scene)
  if (view.turning === null) view.settling.soon(undefined)
  else view.settling.cancel()
}

/**
 * The place that is meant: half a turn brings the bar back, its way to the sides has ends.
 * @param {Place} place
 * @param {{ angles: number[], offsets: number[] }} scene
 * @returns {Place}
 */
export function placed({ angle, offset, cell }, { angles, offsets }) {
  return { angle: (angle + angles.length) % angles.length, offset: clamp(offset, 0, offsets.length - 1), cell }
}

/** @param {View} view */
function settle({ scene, place, rows, spoken, send }) {
  if (!scene) return
  const said = rows.map((row, index) => `${scene.cells[index].name}: ${row.value.textContent}`)
  spoken.textContent = `${scene.labels.angle} ${scene.angles[place.angle]}°. ${said.join(", ")}`
  send()
}

/** @param {View} view */
function turn(view) {
  const turning = view.turning !== null
  stop(view)
  if (turning) settle(view)
  else view.turning = setInterval(() => move(view, { angle: view.place.angle + 1 }), TURN_MS)
  namePlayer(view)
}

/** @param {View} view */
function stop(view) {
  if (view.turning !== null) clearInterval(view.turning)
  view.turning = null
  namePlayer(view)
}

/** @param {View} view */
function namePlayer({ player, turning, scene }) {
  if (scene) player.textContent = turning === null ? scene.labels.turn : scene.labels.stop
  player.ariaPressed = String(turning !== null)
}

// --- listening -------------------------------------------------------------------------------

/** @param {View} view */
function listen(view) {
  for (const name of /** @type {const} */ (["angle", "offset"])) {
    const { slider } = view.axes[name]
    slider.oninput = () => {
      stop(view)
      move(view, { [name]: slider.valueAsNumber })
    }
  }
  view.player.onclick = () => turn(view)
  drag(view.screen, {
    start: (event) => {
      stop(view)
      pointAt(view, event)
    },
    move: (event) => pointAt(view, event),
  })
  view.screen.onkeydown = (event) => press(view, event)
  view.cells.onkeydown = (event) => chooseByKey(view, event)
}

/**
 * @param {View} view
 * @param {PointerEvent} event
 */
function pointAt(view, event) {
  const angle = directionOf(placeUnder(event, view.screen), view.scene?.angles.length ?? 0)
  if (angle !== null) move(view, { angle })
}

/**
 * The angle of the bar that points at a place, of `count` in half a turn; none in the very middle.
 * @param {[down: number, right: number]} shares of the screen
 * @param {number} count
 */
export function directionOf([down, right], count) {
  const [x, y] = [right - 0.5, 0.5 - down]
  if (Math.hypot(x, y) < BLIND) return null
  return Math.round((Math.atan2(y, x) / Math.PI) * count) % count
}

/**
 * Left and right turn the bar, up and down move it.
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function press(view, event) {
  const step = arrow(event.key)
  if (!step) return
  const [down, right] = step
  event.preventDefault()
  stop(view)
  move(view, { angle: view.place.angle - right, offset: view.place.offset - down })
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function chooseByKey(view, event) {
  const cell = view.place.cell + along(event.key)
  if (!along(event.key) || !hit(event, "button") || !view.rows[cell]) return
  event.preventDefault()
  move(view, { cell })
  view.rows[cell].element.focus()
}
