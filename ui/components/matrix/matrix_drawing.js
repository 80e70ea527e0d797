// @ts-check
// Builds the grids of a scene and draws one stop of the window.

import { element } from "../shared/dom.js"
import { inkOn } from "../shared/palette.js"
import { replace } from "../shared/redrawing.js"
import { bracketed, divergingFill, grayFill, isRounded, show, showInCell } from "./matrix_values.js"

/** @import { Combine, Scene, View } from "./matrix.js" */
/** @import { Value } from "./matrix_values.js" */

/** @typedef {"input" | "kernel" | "terms" | "output"} GridName */

/**
 * One matrix.
 * @typedef {object} Grid
 * @property {GridName} name
 * @property {number} plane
 * @property {Value[][]} values
 * @property {number} height
 * @property {number} width
 * @property {boolean} editable
 * @property {number} active index of the cell that Tab reaches
 * @property {number} digits of its longest number
 * @property {HTMLElement[]} cells row by row
 * @property {HTMLElement} box
 * @property {HTMLElement} frame the outline of the window
 * @property {HTMLElement} sum of the terms of a plane
 * @property {HTMLElement} element
 */

/**
 * What is known of a cell.
 * @typedef {object} CellPlace
 * @property {Grid} grid
 * @property {number} row
 * @property {number} column
 * @property {number} index
 * @property {boolean} padding
 * @property {HTMLElement} text its number
 * @property {HTMLElement} weight that it meets
 */

/** @typedef {{ text: string, name: string, quiet: boolean, rounded: boolean, index: number | null }} Operand */

const CELL = { smallest: 22, comfortable: 32, largest: 56, gap: 2 }
const HIGHEST = 620 // px for all rows of a scene with several planes
const OPERATOR = { beside: 44, stacked: 32 }
/** @type {Record<Combine, Record<"open" | "before" | "after" | "close", string>>} */
const ARITHMETIC = {
  sum: { open: "", before: "+", after: "", close: "" },
  average: { open: "(", before: "+", after: "", close: ")" },
  max: { open: "max(", before: "", after: ",", close: ")" },
}

// --- building --------------------------------------------------------------------------------

/**
 * Build the grids of a scene and show its last stop.
 * @param {View} view
 * @param {Scene} scene
 */
export function build(view, scene) {
  Object.assign(view, { grids: [], weighted: [], linked: [], output: null, current: 0 })
  view.pending.clear()
  replace(view.stage, () => {
    const channels = scene.planes.map((_, plane) =>
      element("div", { className: "channel" }, ...channelParts(view, scene, plane)))
    const parts = [element("div", { className: "channels" }, ...channels)]
    if (!scene.output) return parts
    view.output = makeGrid(view, scene, "output", 0, scene.output)
    return [...parts, joined(scene.combine === "sum" ? "Σ" : "→", view.output)]
  })
  view.root.classList.toggle("plain", !scene.output)
  view.root.classList.toggle("single", scene.planes.length === 1)
  view.reached = view.last = view.output ? view.output.cells.length - 1 : 0
  view.scrubber.max = String(view.last)
}

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {number} plane
 */
function channelParts(view, scene, plane) {
  const { planes, kernels, terms } = scene
  const parts = [makeGrid(view, scene, "input", plane, planes[plane]).element]
  if (kernels) parts.push(joined("∗", makeGrid(view, scene, "kernel", plane, kernels[plane])))
  if (terms) parts.push(joined(kernels ? "=" : "→", makeGrid(view, scene, "terms", plane, terms[0][0][plane])))
  return parts
}

/**
 * @param {string} operator
 * @param {Grid} grid
 */
function joined(operator, grid) {
  const sign = element("span", { className: "operator", ariaHidden: "true", textContent: operator })
  return element("div", { className: "joined" }, sign, grid.element)
}

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {GridName} name
 * @param {number} plane
 * @param {Value[][]} values
 * @returns {Grid}
 */
function makeGrid(view, scene, name, plane, values) {
  const title = caption(scene, name, plane)
  const [height, width] = [values.length, values[0].length]
  const editable = scene.editable.some((target) => target === name)
  const frame = element("div", { className: "frame", ariaHidden: "true" })
  const box = element("div", { className: "grid", role: "grid", ariaLabel: title, style: { "--columns": width } })
  const sum = element("p", { className: "sum" })
  const size = element("small", {}, `${height}×${width}`)
  const figure = element("figure", { className: name, title: editable ? scene.labels.edit : "" },
    element("figcaption", {}, `${title} `, size), box)
  if (name === "terms" && scene.planes.length > 1) figure.append(sum)
  /** @type {Grid} */
  const grid = { name, plane, values, height, width, editable, active: 0, digits: 1, cells: [], box, frame, sum, element: figure }
  grid.cells = values.flatMap((line, row) => line.map((_, column) => makeCell(view, scene, grid, row, column)))
  const rows = values.map((_, row) =>
    element("div", { className: "row", role: "row" }, ...grid.cells.slice(row * width, (row + 1) * width)))
  box.append(...rows, frame)
  box.classList.toggle("gray", scene.gray.includes(name))
  view.grids.push(grid)
  return grid
}

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {Grid} grid
 * @param {number} row
 * @param {number} column
 */
function makeCell(view, scene, grid, row, column) {
  const { name, plane, width, height } = grid
  const [top, bottom, left, right] = scene.pad
  const padding = name === "input" && (row < top || row >= height - bottom || column < left || column >= width - right)
  const index = row * width + column
  const text = element("span")
  const weight = element("sub", { ariaHidden: "true" })
  const cell = element("div", { className: "cell", role: "gridcell", data: { key: `${name}:${plane}:${index}` } }, text, weight)
  if (name !== "terms") cell.tabIndex = index === 0 ? 0 : -1
  cell.setAttribute("aria-rowindex", String(row + 1))
  cell.setAttribute("aria-colindex", String(column + 1))
  cell.classList.toggle("padding", padding)
  cell.classList.toggle("editable", grid.editable && !padding)
  cell.classList.toggle("unused", name === "input" && scene.unused.includes(index))
  view.places.set(cell, { grid, row, column, index, padding, text, weight })
  return cell
}

/**
 * @param {Scene} scene
 * @param {GridName} name
 * @param {number} plane
 */
function caption(scene, name, plane) {
  const key = name !== "terms" ? name : scene.kernels ? "products" : "window"
  const channel = name === "output" ? "" : scene.names[plane] ?? ""
  return `${scene.labels[key]} ${channel}`.trim()
}

// --- painting --------------------------------------------------------------------------------

/**
 * Paint all but the terms, which change with the window.
 * @param {View} view
 * @param {Scene} scene
 */
export function paintFixedGrids(view, { planes, kernels, output }) {
  const all = { input: planes, kernel: kernels, output: output && [output] }
  for (const grid of view.grids) {
    const values = grid.name === "terms" ? null : all[grid.name]
    if (!values) continue
    grid.values = values[grid.plane]
    paintAll(view, grid, grid.values)
  }
}

/**
 * @param {View} view
 * @param {Grid} grid
 * @param {Value[][]} values
 */
function paintAll(view, grid, values) {
  values.flat().forEach((value, index) => paint(view, grid.cells[index], value))
}

/**
 * @param {View} view
 * @param {HTMLElement} cell
 * @param {Value} value
 */
export function paint({ scene, places, palette }, cell, value) {
  const place = places.get(cell)
  if (!place || !scene) return
  const { name } = place.grid
  const limit = scene.limits[name] ?? 1
  place.text.textContent = showInCell(value)
  cell.classList.toggle("padding", place.padding || value === null)
  if (place.padding) return
  const fill = scene.gray.includes(name) ? grayFill(value ?? 0, limit) : divergingFill(value ?? 0, limit, palette)
  cell.style.backgroundColor = value === null ? "" : `rgb(${fill})`
  cell.style.color = value === null ? "" : `rgb(${inkOn(fill)})`
}

/**
 * @param {View} view
 * @param {GridName} name
 */
export function gridsOf(view, name) {
  return view.grids.filter((grid) => grid.name === name)
}

/**
 * @param {Grid} grid
 * @param {number} row
 * @param {number} column
 */
export function cellAt(grid, row, column) {
  const inside = row >= 0 && column >= 0 && row < grid.height && column < grid.width
  return inside ? grid.cells[row * grid.width + column] : undefined
}

/**
 * Draw output cell (row, column) as the current one: its window, its terms, its arithmetic.
 * @param {View} view
 * @param {Scene} scene
 * @param {number} row
 * @param {number} column
 */
export function drawStop(view, scene, row, column) {
  const [top, left] = (view.origin = [row * scene.stride, column * scene.stride])
  for (const grid of gridsOf(view, "input")) placeFrame(grid, top, left, ...scene.size)
  if (scene.kernels) writeWeights(view, scene.kernels)
  for (const grid of gridsOf(view, "terms")) {
    paintAll(view, grid, scene.terms?.[row][column][grid.plane] ?? [])
    if (scene.sums) grid.sum.textContent = `Σ = ${show(scene.sums[row][column][grid.plane])}`
  }
  if (!view.output) return
  placeFrame(view.output, row, column, 1, 1)
  drawArithmetic(view, scene, view.output, row, column)
}

/**
 * Write each weight into the input cell that it meets; cells that leave the window lose theirs.
 * @param {View} view
 * @param {number[][][]} kernels
 */
function writeWeights(view, kernels) {
  const [top, left] = view.origin
  /** @type {Map<HTMLElement, string>} */
  const texts = new Map()
  for (const { plane, cells, width } of gridsOf(view, "input")) {
    kernels[plane].forEach((line, r) => line.forEach((weight, c) =>
      texts.set(cells[(top + r) * width + left + c], `×${showInCell(weight)}`)))
  }
  for (const cell of view.weighted) if (!texts.has(cell)) weigh(view, cell, "")
  texts.forEach((text, cell) => weigh(view, cell, text))
  view.weighted = [...texts.keys()]
}

/**
 * @param {View} view
 * @param {HTMLElement} cell
 * @param {string} text
 */
function weigh({ places }, cell, text) {
  const weight = places.get(cell)?.weight
  if (!weight || weight.textContent === text) return
  weight.textContent = text
  cell.classList.toggle("weighted", text !== "")
}

/**
 * @param {Grid} grid
 * @param {number} row
 * @param {number} column
 * @param {number} height
 * @param {number} width
 */
function placeFrame({ frame }, row, column, height, width) {
  for (const [name, value] of Object.entries({ row, column, height, width })) {
    frame.style.setProperty(`--${name}`, String(value))
  }
}

// --- the arithmetic line ---------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Scene} scene
 * @param {Grid} output
 * @param {number} row
 * @param {number} column
 */
function drawArithmetic(view, scene, output, row, column) {
  const operands = operandsAt(scene, row, column)
  const { open, before, after, close } = ARITHMETIC[scene.combine ?? "sum"]
  const pieces = operands.map(({ text, name, quiet, index }, i) => element(
    "span",
    {
      className: `operand${quiet ? " quiet" : ""}${name ? "" : " term"}`,
      data: index === null ? {} : { index },
    },
    element("i", {}, i ? before : open), name,
    element("b", {}, text + (i < operands.length - 1 ? after : ""))))
  const last = scene.bias === null ? [] : pieces.splice(-1) // the bias and the sum share a line
  const value = output.values[row][column]
  const result = element("b", { className: "result" }, show(value))
  result.style.cssText = output.cells[row * output.width + column].style.cssText
  const divided = scene.combine === "average" ? ` ÷ ${operands.length}` : ""
  const equals = isRounded(value) || operands.some((each) => each.rounded) ? "≈" : "="
  view.arithmetic.replaceChildren(...pieces, element("span", { className: "total" }, ...last,
    element("i", {}, `${close}${divided} ${equals} `), result))
}

/**
 * The numbers that make an output: one a kernel cell, or one a plane; then the bias.
 * @param {Scene} scene
 * @param {number} row
 * @param {number} column
 * @returns {Operand[]}
 */
export function operandsAt(scene, row, column) {
  const { terms, sums, kernels, bias } = scene
  const planes = terms?.[row][column] ?? []
  const operands = planes.length > 1 && sums
    ? planes.map((_, plane) => operand(sums[row][column][plane], scene.names[plane]))
    : planes[0].flat().map((value, index) => kernels
      ? product(scene, kernels[0], row, column, index) : { ...operand(value), index })
  if (bias !== null) operands.push(operand(bias, scene.labels.bias))
  return operands.filter(({ text }) => text) // padding is no part of a pooling window
}

/**
 * @param {Value} value
 * @param {string} [name]
 * @returns {Operand}
 */
function operand(value, name = "") {
  return { name, text: bracketed(value), quiet: value === 0, rounded: isRounded(value), index: null }
}

/**
 * @param {Scene} scene
 * @param {number[][]} kernel
 * @param {number} row
 * @param {number} column
 * @param {number} index
 * @returns {Operand}
 */
function product(scene, kernel, row, column, index) {
  const [r, c] = [Math.floor(index / scene.size[1]), index % scene.size[1]]
  const value = scene.planes[0][row * scene.stride + r][column * scene.stride + c]
  const weight = kernel[r][c]
  const text = `${bracketed(value)}×${bracketed(weight)}`
  return { index, name: "", text, quiet: value === 0 || weight === 0, rounded: isRounded(value) || isRounded(weight) }
}

// --- fitting ---------------------------------------------------------------------------------

/**
 * Choose the cell size: all matrices side by side where that is comfortable, else one below another.
 * @param {View} view
 */
export function fit({ root, grids, scene }) {
  if (!scene) return
  const available = root.clientWidth
  const firsts = grids.filter((grid) => grid.plane === 0)
  const widths = firsts.map((grid) => grid.width)
  const across = widths.reduce((sum, width) => sum + width, 0)
  const beside = (available - OPERATOR.beside * (firsts.length - 1)) / across
  const stacked = beside < CELL.comfortable && firsts.length > 1
  const inner = 2 * scene.size[1] // kernel and products keep one line
  const below = Math.min(available / Math.max(...widths), (available - 2 * OPERATOR.stacked) / inner, 42)
  const planes = scene.planes.length
  const high = planes > 1 ? Math.max(CELL.comfortable, HIGHEST / (planes * firsts[0].height)) : CELL.largest
  const pitch = Math.min(stacked ? below : beside, high, CELL.largest + CELL.gap)
  const size = Math.max(CELL.smallest, Math.floor(pitch) - CELL.gap)
  root.classList.toggle("stacked", stacked)
  root.style.setProperty("--operator", `${stacked ? OPERATOR.stacked : OPERATOR.beside}px`)
  root.style.setProperty("--cell", `${size}px`)
  for (const grid of grids) grid.box.classList.toggle("dense", size / grid.digits < 4.4)
}

/**
 * Let the longest number of a matrix choose its letters, and keep all operands equally wide.
 * @param {View} view
 * @param {Scene} scene
 */
export function measureText(view, { planes, kernels, terms, output }) {
  const values = { input: planes, kernel: kernels, terms, output }
  for (const grid of view.grids) {
    grid.digits = longest(values[grid.name], showInCell)
    grid.box.style.setProperty("--digits", String(Math.max(2, grid.digits)))
  }
  const width = longest(planes, bracketed) + (kernels ? 1 + longest(kernels, bracketed) : 0)
  view.root.style.setProperty("--operand", `${0.9 * width}ch`) // signs are narrower than digits
}

/**
 * How many letters the longest of nested values has.
 * @param {unknown[] | null} values
 * @param {(value: Value) => string} write
 */
function longest(values, write) {
  const all = /** @type {Value[]} */ ((values ?? []).flat(Infinity))
  return Math.max(1, ...all.map((value) => write(value).length))
}
