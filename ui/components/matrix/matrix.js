// @ts-check
// One scene of linked number grids: input, kernel, terms of the current window, output.
// matrix.py computes every number; the browser looks numbers up, draws them and listens.

import { element, find, findAll, hit } from "../shared/dom.js"
import { arrow } from "../shared/keys.js"
import { clamp, fillIn } from "../shared/numbers.js"
import { readPalette } from "../shared/palette.js"
import { rest } from "../shared/resting.js"
import { keepView } from "../shared/viewing.js"
import { build, cellAt, drawStop, fit, gridsOf, measureText, paint, paintFixedGrids } from "./matrix_drawing.js"
import { parse } from "./matrix_values.js"

/** @import { Run, Tell } from "../shared/viewing.js" */
/** @import { CellPlace, Grid, GridName } from "./matrix_drawing.js" */
/** @import { Value } from "./matrix_values.js" */

/** @typedef {"sum" | "max" | "average"} Combine */

/**
 * What matrix.py sends; null where there is no operation.
 * @typedef {object} Scene
 * @property {Combine | null} combine how the terms of a window make the output
 * @property {Value[][][]} planes of the input with its padding
 * @property {[top: number, bottom: number, left: number, right: number]} pad
 * @property {number[][][] | null} kernels one a plane
 * @property {Value[][][][][] | null} terms by output row, output column and plane
 * @property {number[][][] | null} sums of the terms, by output row, output column and plane
 * @property {number | null} bias
 * @property {number[][] | null} output
 * @property {[height: number, width: number]} size of the window
 * @property {number} stride
 * @property {number[]} unused indices of input cells that no window reaches
 * @property {Partial<Record<GridName, number[]>>} shapes
 * @property {Partial<Record<GridName, number>>} limits that get the full colour
 * @property {string[]} names of the planes
 * @property {("input" | "kernel")[]} editable
 * @property {GridName[]} gray
 * @property {Record<string, string>} labels
 * @property {number} revision another number drops edits under way
 */

/** @typedef {{ target: GridName, plane: number, row: number, column: number, value: number }} Edit */

const STEP_MS = 400

/** @param {Run<Scene>} run */
export default function matrix(run) {
  return keepView(run, { create: createView, receive, leave })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement)
  const view = {
    root, stage: part(".scene"), note: part(".note"), arithmetic: part(".arithmetic"),
    transport: part(".transport"), player: part(".play"), spoken: part(".spoken"),
    scrubber: find(root, ".scrubber", HTMLInputElement),
    scene: /** @type {Scene | null} */ (null),
    signature: "",
    palette: readPalette(root),
    grids: /** @type {Grid[]} */ ([]),
    output: /** @type {Grid | null} */ (null),
    places: /** @type {WeakMap<Element, CellPlace>} */ (new WeakMap()),
    pending: /** @type {Map<HTMLElement, Edit>} */ (new Map()),
    weighted: /** @type {HTMLElement[]} */ ([]),
    linked: /** @type {HTMLElement[]} */ ([]),
    origin: [0, 0],
    current: 0,
    reached: 0,
    last: 0,
    timer: /** @type {ReturnType<typeof setInterval> | null} */ (null),
    speaking: rest(() => speak(view), STEP_MS + 100),
    observer: new ResizeObserver(() => fit(view)),
    send: (/** @type {Edit[]} */ edits) => tell.trigger("edit", edits),
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
  const { shapes, pad, size, stride, combine, labels, names, editable, revision } = scene
  const signature = JSON.stringify([shapes, pad, size, stride, combine, labels, names, editable, revision])
  view.scene = scene
  view.palette = readPalette(view.root)
  if (signature !== view.signature) {
    pause(view)
    build(view, scene)
    nameControls(view, labels)
    view.signature = signature
  }
  paintFixedGrids(view, scene)
  keepPending(view)
  measureText(view, scene)
  view.observer.observe(view.root) // reports the first size, too
  fit(view)
  select(view, view.current)
}

/** @param {View} view */
function leave(view) {
  pause(view)
  view.speaking.cancel()
  view.observer.disconnect()
}

/**
 * @param {View} view
 * @param {Scene["labels"]} labels
 */
function nameControls(view, labels) {
  for (const button of findAll(view.transport, "button", HTMLButtonElement)) {
    nameButton(button, labels[button.dataset.action ?? ""])
  }
  view.scrubber.ariaLabel = labels.progress
}

/**
 * @param {HTMLElement} button
 * @param {string} name
 */
function nameButton(button, name) {
  button.title = button.ariaLabel = name
}

// --- the current output cell -----------------------------------------------------------------

/**
 * @param {View} view
 * @param {number} index
 */
function select(view, index) {
  const { output, scene } = view
  if (!output || !scene) return
  view.current = index
  const { row, column } = rowAndColumn(output, index)
  drawStop(view, scene, row, column)
  makeActive(output, index)
  notePosition(view)
  output.cells.forEach((cell, i) => cell.classList.toggle("unreached", i > view.reached && i !== index))
  view.scrubber.value = String(index)
  view.scrubber.style.setProperty("--share", String(view.last ? index / view.last : 1))
  view.scrubber.setAttribute("aria-valuetext", view.note.textContent ?? "")
}

/**
 * @param {Grid} grid
 * @param {number} index
 */
function rowAndColumn({ width }, index) {
  return { row: Math.floor(index / width), column: index % width }
}

/** @param {View} view */
function notePosition({ output, scene, current, note }) {
  if (!output || !scene) return
  const { row, column } = rowAndColumn(output, current)
  note.textContent = fillIn(scene.labels.position, { row: row + 1, column: column + 1 })
}

/**
 * Tell screen readers where we are, once the window stands still.
 * @param {View} view
 */
function speak({ spoken, note, arithmetic }) {
  spoken.textContent = `${note.textContent}: ${arithmetic.textContent}`
}

// --- linking ---------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {CellPlace} place
 */
function inspect(view, { grid, row, column, index }) {
  unlink(view)
  if (!view.output || !view.scene) return
  if (grid.name === "output") select(view, index)
  else if (grid.name === "input") linkInput(view, view.scene, view.output, grid, row, column)
  else linkTerm(view, view.scene, row, column)
}

/**
 * Show which output cells an input cell contributes to.
 * @param {View} view
 * @param {Scene} scene
 * @param {Grid} output
 * @param {Grid} grid
 * @param {number} row
 * @param {number} column
 */
function linkInput(view, scene, output, grid, row, column) {
  const { stride, size, labels } = scene
  const covers = (/** @type {number} */ r, /** @type {number} */ c) =>
    row >= r && row < r + size[0] && column >= c && column < c + size[1]
  const fed = output.cells.filter((_, index) => {
    const place = rowAndColumn(output, index)
    return covers(place.row * stride, place.column * stride)
  })
  const [top, left] = view.origin
  if (covers(top, left)) linkTerm(view, scene, row - top, column - left)
  for (const cell of [cellAt(grid, row, column), ...fed]) light(view, cell)
  view.note.textContent = fillIn(labels.feeds, { row: row + 1, column: column + 1, count: fed.length })
}

/**
 * Show where kernel cell (row, column) stands in every matrix and in the arithmetic.
 * @param {View} view
 * @param {Scene} scene
 * @param {number} row
 * @param {number} column
 */
function linkTerm(view, scene, row, column) {
  const [top, left] = view.origin
  const index = row * scene.size[1] + column
  for (const grid of gridsOf(view, "input")) light(view, cellAt(grid, top + row, left + column))
  for (const grid of [...gridsOf(view, "kernel"), ...gridsOf(view, "terms")]) light(view, grid.cells[index])
  for (const piece of findAll(view.arithmetic, `[data-index="${index}"]`, HTMLElement)) light(view, piece)
}

/**
 * @param {View} view
 * @param {HTMLElement | undefined} target
 */
function light(view, target) {
  if (!target) return
  target.classList.add("lit")
  view.linked.push(target)
}

/** @param {View} view */
function unlink(view) {
  if (!view.linked.length) return
  for (const target of view.linked.splice(0)) target.classList.remove("lit")
  notePosition(view)
}

// --- playing ---------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {number} index
 */
function goTo(view, index) {
  view.reached = clamp(index, 0, view.last)
  select(view, view.reached)
  view.speaking.soon(undefined)
}

/** @param {View} view */
function play(view) {
  goTo(view, view.current === view.last ? 0 : view.current)
  view.root.classList.add("playing")
  if (view.scene) nameButton(view.player, view.scene.labels.pause)
  view.timer = setInterval(() => {
    if (view.current < view.last) goTo(view, view.current + 1)
    else pause(view)
  }, STEP_MS)
}

/** @param {View} view */
function pause(view) {
  if (view.timer === null) return
  clearInterval(view.timer)
  view.timer = null
  view.root.classList.remove("playing")
  if (view.scene) nameButton(view.player, view.scene.labels.play)
}

/**
 * @param {View} view
 * @param {string | undefined} action
 */
function press(view, action) {
  const playing = view.timer !== null
  pause(view)
  if (action === "play" && !playing) play(view)
  if (action === "back") goTo(view, view.current - 1)
  if (action === "forward") goTo(view, view.current + 1)
}

// --- editing ---------------------------------------------------------------------------------

/**
 * Open a field in a cell.
 * @param {View} view
 * @param {HTMLElement} cell
 * @param {string} [typed] what was typed to open it
 */
function edit(view, cell, typed) {
  const place = view.places.get(cell)
  if (!place || !view.scene) return
  const before = String(Number((place.grid.values[place.row][place.column] ?? 0).toFixed(4)))
  const input = element("input", {
    className: "editor", value: typed ?? before, inputMode: "decimal",
    ariaLabel: view.scene.labels.edit, autocomplete: "off",
  })
  const close = () => {
    input.onblur = null // removing a focused field blurs it
    input.remove()
  }
  const commit = () => {
    const value = parse(input.value)
    if (value !== null && input.value !== before) send(view, cell, place, value)
    return value !== null
  }
  input.onblur = () => {
    commit()
    close()
  }
  input.oninput = () => input.removeAttribute("aria-invalid")
  input.onkeydown = (event) => pressEditorKey(view, place, input, event, { close, commit })
  cell.append(input)
  input.focus()
  if (typed === undefined) input.select()
}

/**
 * @param {View} view
 * @param {CellPlace} place
 * @param {HTMLInputElement} input
 * @param {KeyboardEvent} event
 * @param {{ close: () => void, commit: () => boolean }} editor
 */
function pressEditorKey(view, { grid, index }, input, event, { close, commit }) {
  event.stopPropagation() // the page's shortcuts must not hear what is typed
  const next = grid.cells[index + (event.shiftKey ? -1 : 1)]
  const accepted = ["Enter", "Tab"].includes(event.key) && commit()
  if (event.key === "Enter" && !accepted) {
    input.setAttribute("aria-invalid", "true")
    view.note.textContent = view.spoken.textContent = view.scene?.labels.invalid ?? ""
  } else if (event.key === "Tab" && accepted && next?.matches(".editable")) {
    event.preventDefault()
    close()
    edit(view, next)
  } else if (event.key === "Enter" || event.key === "Escape") {
    close()
    grid.cells[index].focus()
  }
}

/**
 * Send what Python has not confirmed yet: of two messages in one rerun only the newer arrives.
 * @param {View} view
 * @param {HTMLElement} cell
 * @param {CellPlace} place
 * @param {number} value
 */
function send(view, cell, { grid, row, column }, value) {
  const [top, , left] = grid.name === "input" && view.scene ? view.scene.pad : [0, 0, 0]
  view.pending.set(cell, { target: grid.name, plane: grid.plane, row: row - top, column: column - left, value })
  paint(view, cell, value)
  view.send([...view.pending.values()])
}

/** @param {View} view */
function keepPending(view) {
  for (const [cell, { value }] of view.pending) {
    const place = view.places.get(cell)
    const known = place?.grid.values[place.row][place.column] ?? 0
    if (Math.abs(known - value) < 1e-5) view.pending.delete(cell)
    else paint(view, cell, value)
  }
}

// --- listening -------------------------------------------------------------------------------

/**
 * Called once a view; the elements and their handlers live as long as it does.
 * @param {View} view
 */
function listen(view) {
  const { root, stage, transport, scrubber } = view
  const placeOf = (/** @type {Event} */ event) => {
    const cell = hit(event, ".cell")
    return cell ? view.places.get(cell) : undefined
  }
  root.onpointerover = (event) => point(view, placeOf(event), hit(event, ".operand"))
  root.onpointerleave = () => unlink(view)
  root.addEventListener("focusin", (event) => { // has no property
    const place = placeOf(event)
    if (place) inspect(view, place)
  })
  root.onkeydown = (event) => {
    const place = placeOf(event)
    if (place) pressKey(view, place, event)
  }
  stage.onclick = (event) => {
    const cell = hit(event, ".editable")
    if (cell instanceof HTMLElement && !cell.querySelector(".editor")) edit(view, cell)
  }
  transport.onclick = (event) => {
    const button = hit(event, "button")
    if (button) press(view, button.dataset.action)
  }
  scrubber.oninput = () => {
    pause(view)
    goTo(view, scrubber.valueAsNumber)
  }
}

/**
 * @param {View} view
 * @param {CellPlace | undefined} place
 * @param {HTMLElement | SVGElement | null} piece of the arithmetic
 */
function point(view, place, piece) {
  if (place) {
    pause(view)
    inspect(view, place)
    return
  }
  unlink(view)
  const index = piece?.dataset.index
  if (index === undefined || !view.scene) return
  const columns = view.scene.size[1]
  linkTerm(view, view.scene, Math.floor(Number(index) / columns), Number(index) % columns)
}

/**
 * @param {View} view
 * @param {CellPlace} place
 * @param {KeyboardEvent} event
 */
function pressKey(view, { grid, row, column, index }, event) {
  const cell = grid.cells[index]
  const step = arrow(event.key)
  const typed = /^[-.\d]$/.test(event.key)
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === "Home") moveFocus(view, grid, 0)
  else if (event.key === "End") moveFocus(view, grid, grid.cells.length - 1)
  else if (step) {
    const next = cellAt(grid, row + step[0], column + step[1])
    if (next) moveFocus(view, grid, grid.cells.indexOf(next))
  } else if (event.key === " " && view.output) press(view, "play")
  else if (cell.matches(".editable") && (typed || event.key === "Enter")) edit(view, cell, typed ? event.key : undefined)
  else return
  event.preventDefault()
}

/**
 * @param {View} view
 * @param {Grid} grid
 * @param {number} index
 */
function moveFocus(view, grid, index) {
  pause(view)
  makeActive(grid, index)
  grid.cells[index].focus()
  if (grid.name === "output") view.speaking.soon(undefined)
}

/**
 * Keep one tab stop a grid.
 * @param {Grid} grid
 * @param {number} index
 */
function makeActive(grid, index) {
  grid.cells[grid.active].tabIndex = -1
  grid.cells[index].tabIndex = 0
  grid.active = index
}
