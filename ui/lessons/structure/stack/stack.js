// @ts-check
// The editor of a stack of layers. All shapes and counts come from Python with every edit.

import { element, find, hit } from "../../../components/shared/dom.js"
import { arrow } from "../../../components/shared/keys.js"
import { clamp } from "../../../components/shared/numbers.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { rest } from "../../../components/shared/resting.js"
import { keepView } from "../../../components/shared/viewing.js"
import { detail } from "./stack_detail.js"
import { drawNetwork } from "./stack_drawing.js"
import { rows } from "./stack_rows.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {{ value: string, share: number, arithmetic: string, how: string }} Count share 0..1 */

/**
 * A setting of a layer: one of the options, or a number.
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string | number} value
 * @property {string[]} [options]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 */

/**
 * @typedef {object} Described
 * @property {string} kind
 * @property {string} kindName
 * @property {string} use
 * @property {string} settings
 * @property {"extractor" | "classifier"} part
 * @property {Field[]} fields
 */

/**
 * @typedef {object} Counted what a layer that can be has
 * @property {string} name
 * @property {string} shape
 * @property {string} size arithmetic of the shape, or nothing
 * @property {Record<"parameters" | "macs", Count>} counts
 * @property {{ box: [number, number, number, number], text: string }} sees of the photo
 */

/** @typedef {{ refusal: string, counts?: undefined, shape?: undefined }} Refused or after one that is */

/** @typedef {Described & (Counted | Refused)} Layer */

/**
 * What stack.py sends.
 * @typedef {object} Scene
 * @property {{ name: string, shape: string }} input
 * @property {import("./stack_drawing.js").Size[]} boxes of the input and the layers that can be
 * @property {Layer[]} layers
 * @property {{ name: string, note: string }[]} parts extractor and classifier
 * @property {{ kind: string, name: string }[]} palette what can be added
 * @property {Record<string, string>} labels
 * @property {number} aspect of the photo, width by height
 * @property {string} photo address
 * @property {boolean} pixelated
 * @property {number} revision another number chooses the first layer
 */

/**
 * What is asked of Python, see stack_edits.py.
 * @typedef {{ action: "add", index: number, kind: string } | { action: "remove", index: number } |
 *   { action: "move", index: number, to: number } |
 *   { action: "change", index: number, field: string | undefined, value: string | number }} Edit
 */

const NARROW = 640 // pixels of width below which the details go under the chosen row
const MARKED = "[data-index]:is(g, .line)"

/** @param {Run<Scene>} run */
export default function stack(run) {
  return keepView(run, { create: createView, receive, leave: (view) => view.moving.cancel() })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement)
  const send = (/** @type {Edit} */ edit) => {
    view.chosen = chosenAfter(edit, view.chosen)
    tell.trigger("edit", edit)
  }
  const view = {
    root, scroller: part(".scroller"), parts: part(".parts"), scale: part(".scale"),
    board: part(".board"), rows: part(".rows"), detail: part(".detail"),
    scene: /** @type {Scene | null} */ (null),
    chosen: 0,
    send,
    moving: rest(send),
    carried: /** @type {{ index: number, to: number } | null} */ (null),
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
  if (view.scene?.revision !== scene.revision) view.chosen = 0
  view.chosen = Math.min(view.chosen, scene.layers.length - 1)
  view.scene = scene
  draw(view, scene)
}

// --- drawing ---------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Scene} scene
 */
function draw(view, scene) {
  const { chosen } = view
  const { labels, layers, input, boxes, parts, palette } = scene
  colorParts(view.root)
  redraw(view.scroller, [boxes, layers, input, labels.drawing], () => [drawNetwork(scene)])
  redraw(view.parts, parts, () => parts.map(legend))
  view.scale.textContent = labels.scale
  view.rows.ariaLabel = labels.rows
  redraw(view.rows, [layers, input, parts, palette, labels, chosen], () => rows(scene, chosen))
  const place = isNarrow(view) ? find(view.rows, ".row.chosen", HTMLElement) : view.board
  if (view.detail.parentElement !== place) place.append(view.detail)
  show(view, chosen)
}

/**
 * Give the parts the colours that the theme's charts give them.
 * @param {HTMLElement} root
 */
function colorParts(root) {
  const colors = getComputedStyle(root).getPropertyValue("--st-chart-categorical-colors").split(",")
  root.style.setProperty("--extractor", colors[0])
  root.style.setProperty("--classifier", colors[1])
}

/**
 * @param {Scene["parts"][number]} part
 * @param {number} index
 */
function legend({ name, note }, index) {
  const className = index ? "classifier" : "extractor"
  return element("span", { className }, element("b", { textContent: name }), ` ${note}`)
}

/**
 * Show a layer's details and light it up in the drawing and the rows.
 * @param {View} view
 * @param {number} index
 */
function show({ root, detail: place, scene }, index) {
  if (!scene) return
  redraw(place, [index, scene.layers[index], scene.input, scene.photo, scene.labels], () => detail(index, scene))
  for (const marked of root.querySelectorAll(MARKED)) marked.classList.toggle("here", indexOf(marked) === index)
}

/** @param {Element} marked */
function indexOf(marked) {
  return Number(marked.getAttribute("data-index"))
}

/**
 * Say whether the details stand among the rows, where hovering must not move what is below.
 * @param {View} view
 */
function isNarrow({ root }) {
  return root.clientWidth < NARROW
}

/**
 * Open another row; what was pressed stays in its place.
 * @param {View} view
 * @param {number} index
 */
function choose(view, index) {
  if (!view.scene) return
  const before = topOf(view, index)
  view.chosen = index
  draw(view, view.scene)
  scrollerOf(view.root).scrollBy(0, topOf(view, index) - before)
}

/**
 * @param {View} view
 * @param {number} index
 */
function topOf({ rows: list }, index) {
  return find(list, `.line[data-index="${index}"]`, HTMLElement).getBoundingClientRect().top
}

/**
 * @param {Element} inside
 * @returns {Element}
 */
function scrollerOf(inside) {
  const page = inside.getRootNode()
  const parent = inside.parentElement ?? (page instanceof ShadowRoot ? page.host : null)
  if (!parent) return document.documentElement
  return /auto|scroll/.test(getComputedStyle(parent).overflowY) ? parent : scrollerOf(parent)
}

// --- editing ---------------------------------------------------------------------------------

/**
 * The layer that is open after an edit.
 * @param {Edit} edit
 * @param {number} chosen
 */
export function chosenAfter(edit, chosen) {
  if (edit.action === "add") return edit.index
  if (edit.action === "move") return edit.to
  return edit.action === "remove" ? Math.max(edit.index - 1, 0) : chosen
}

/**
 * Move a layer once the keys rest; until then the focus shows where it will be.
 * @param {View} view
 * @param {number} index
 * @param {number} step
 * @param {number} last
 */
function carry(view, index, step, last) {
  const from = view.moving.waits() && view.carried ? view.carried : { index, to: index }
  view.carried = { index: from.index, to: clamp(from.to + step, 0, last) }
  view.moving.soon({ action: "move", ...view.carried })
  focusRow(view, view.carried.to)
}

/**
 * @param {View} view
 * @param {number} index
 */
function focusRow({ rows: list }, index) {
  find(list, `[data-key="row:${index}"]`, HTMLElement).focus()
}

// --- listening -------------------------------------------------------------------------------

/** @param {View} view */
function listen(view) {
  const { root } = view
  const indexUnder = (/** @type {Event} */ event) => {
    const marked = hit(event, MARKED)
    return marked && indexOf(marked)
  }
  root.onpointerover = (event) => {
    if (event.pointerType === "mouse" && !isNarrow(view)) show(view, indexUnder(event) ?? view.chosen)
  }
  root.onpointerleave = () => show(view, view.chosen)
  root.onclick = (event) => {
    const edit = hit(event, "[data-edit]")?.dataset.edit
    const index = indexUnder(event)
    if (edit !== undefined) view.send(JSON.parse(edit))
    else if (index !== null) choose(view, index)
  }
  root.onchange = ({ target }) => {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    if (!isField || !target.reportValidity()) return
    const { index, field } = target.dataset
    const value = target instanceof HTMLInputElement ? target.valueAsNumber : target.value
    view.send({ action: "change", index: Number(index), field, value })
  }
  root.onkeydown = (event) => onKey(view, event)
}

/**
 * On a row: arrows choose the next one, with Alt they move the layer; Delete removes it.
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function onKey(view, event) {
  const line = hit(event, "button.line")
  if (!line || !view.scene) return
  const index = indexOf(line)
  const last = view.scene.layers.length - 1
  const [step] = arrow(event.key) ?? [0]
  if (event.key === "Delete" && index >= 0) {
    if (!event.repeat) view.send({ action: "remove", index })
  } else if (step && event.altKey && index >= 0) carry(view, index, step, last)
  else if (step && !event.altKey && index + step >= -1 && index + step <= last) {
    choose(view, index + step)
    focusRow(view, index + step)
  } else return
  event.preventDefault()
}
