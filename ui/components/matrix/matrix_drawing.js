// Builds the grids of a scene and draws one stop of the window. Used by matrix.js.

const CELL = { smallest: 22, comfortable: 32, largest: 56, gap: 2 }
const HIGHEST = 620 // px for all rows of a scene with several planes
const OPERATOR = { beside: 44, stacked: 32 }
const ARITHMETIC = {
  sum: { open: "", before: "+", after: "", close: "" },
  average: { open: "(", before: "+", after: "", close: ")" },
  max: { open: "max(", before: "", after: ",", close: ")" },
}

// --- building --------------------------------------------------------------------------------

function build(view) {
  const { scene } = view
  Object.assign(view, { grids: [], weighted: [], linked: [], output: null, current: 0 })
  view.pending.clear()
  const channels = scene.planes.map((_, plane) =>
    element("div", { className: "channel" }, ...channelParts(view, plane)))
  view.stage.replaceChildren(element("div", { className: "channels" }, ...channels))
  view.root.classList.toggle("plain", !scene.output)
  view.root.classList.toggle("single", scene.planes.length === 1)
  if (!scene.output) return
  view.output = makeGrid(view, "output", 0, scene.output)
  view.stage.append(joined(scene.combine === "sum" ? "Σ" : "→", view.output))
  view.reached = view.last = view.output.cells.length - 1
  view.scrubber.max = view.last
}

function channelParts(view, plane) {
  const { planes, kernels, terms } = view.scene
  const parts = [makeGrid(view, "input", plane, planes[plane]).element]
  if (kernels) parts.push(joined("∗", makeGrid(view, "kernel", plane, kernels[plane])))
  if (terms) parts.push(joined(kernels ? "=" : "→", makeGrid(view, "terms", plane, terms[0][0][plane])))
  return parts
}

function joined(operator, grid) {
  const sign = element("span", { className: "operator", ariaHidden: "true", textContent: operator })
  return element("div", { className: "joined" }, sign, grid.element)
}

function makeGrid(view, name, plane, values) {
  const grid = { name, plane, values, height: values.length, width: values[0].length, active: 0 }
  grid.editable = view.scene.editable.includes(name)
  grid.cells = values.flatMap((line, row) => line.map((_, column) => makeCell(view, grid, row, column)))
  const rows = values.map((_, row) => element("div", { className: "row", role: "row" },
    ...grid.cells.slice(row * grid.width, (row + 1) * grid.width)))
  const title = caption(view.scene, name, plane)
  grid.frame = element("div", { className: "frame" })
  grid.box = element("div", { className: "grid", role: "grid", ariaLabel: title }, ...rows, grid.frame)
  grid.box.classList.toggle("gray", view.scene.gray.includes(name))
  grid.box.style.setProperty("--columns", grid.width)
  grid.element = element("figure", { className: name, title: grid.editable ? view.scene.labels.edit : "" },
    element("figcaption", {}, `${title} `, element("small", {}, `${grid.height}×${grid.width}`)), grid.box)
  if (name === "terms" && view.scene.planes.length > 1) {
    grid.sum = grid.element.appendChild(element("p", { className: "sum" }))
  }
  view.grids.push(grid)
  return grid
}

function makeCell(view, grid, row, column) {
  const [top, bottom, left, right] = view.scene.pad
  const padding = grid.name === "input" && (row < top || row >= grid.height - bottom ||
    column < left || column >= grid.width - right)
  const cell = element("div", { className: "cell", role: "gridcell" },
    element("span"), element("sub", { ariaHidden: "true" }))
  if (grid.name !== "terms") cell.tabIndex = row + column === 0 ? 0 : -1
  cell.setAttribute("aria-rowindex", row + 1)
  cell.setAttribute("aria-colindex", column + 1)
  cell.classList.toggle("padding", padding)
  cell.classList.toggle("editable", grid.editable && !padding)
  const index = row * grid.width + column
  cell.classList.toggle("unused", grid.name === "input" && view.scene.unused.includes(index))
  view.places.set(cell, { grid, row, column, index, padding })
  return cell
}

function caption(scene, name, plane) {
  const key = name === "terms" ? (scene.kernels ? "products" : "window") : name
  const channel = name === "output" ? "" : scene.names[plane] ?? ""
  return `${scene.labels[key]} ${channel}`.trim()
}

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  Object.assign(made, properties)
  if (properties.role) made.setAttribute("role", properties.role)
  made.append(...children)
  return made
}

// --- painting --------------------------------------------------------------------------------

function paintFixedGrids(view) {
  const { planes, kernels, output } = view.scene
  for (const grid of view.grids.filter((grid) => grid.name !== "terms")) {
    grid.values = { input: planes, kernel: kernels, output: [output] }[grid.name][grid.plane]
    paintAll(view, grid, grid.values)
  }
}

function paintAll(view, grid, values) {
  values.flat().forEach((value, index) => paint(view, grid.cells[index], value))
}

function paint(view, cell, value) {
  const { grid, padding } = view.places.get(cell)
  const limit = view.scene.limits[grid.name]
  cell.firstChild.textContent = showInCell(value)
  cell.classList.toggle("padding", padding || value === null)
  if (padding) return
  const fill = view.scene.gray.includes(grid.name) ? grayFill(value, limit) : divergingFill(value, limit, view.palette)
  cell.style.backgroundColor = value === null ? "" : `rgb(${fill})`
  cell.style.color = value === null ? "" : `rgb(${inkOn(fill)})`
}

function gridsOf(view, name) {
  return view.grids.filter((grid) => grid.name === name)
}

function cellAt(grid, row, column) {
  const inside = row >= 0 && column >= 0 && row < grid.height && column < grid.width
  return inside ? grid.cells[row * grid.width + column] : undefined
}

/** Draw output cell (row, column) as the current one: its window, its terms, its arithmetic. */
function drawStop(view, row, column) {
  const { scene } = view
  view.origin = [row * scene.stride, column * scene.stride]
  for (const grid of gridsOf(view, "input")) placeFrame(grid, ...view.origin, ...scene.size)
  if (scene.kernels) writeWeights(view)
  for (const grid of gridsOf(view, "terms")) {
    paintAll(view, grid, scene.terms[row][column][grid.plane])
    if (grid.sum) grid.sum.textContent = `Σ = ${show(scene.sums[row][column][grid.plane])}`
  }
  placeFrame(view.output, row, column, 1, 1)
  drawArithmetic(view, row, column)
}

/** Write each weight into the input cell that it meets; cells that leave the window lose theirs. */
function writeWeights(view) {
  const [top, left] = view.origin
  const texts = new Map()
  for (const { plane, cells, width } of gridsOf(view, "input")) {
    view.scene.kernels[plane].forEach((line, r) => line.forEach((weight, c) =>
      texts.set(cells[(top + r) * width + left + c], `×${showInCell(weight)}`)))
  }
  for (const cell of view.weighted) if (!texts.has(cell)) weigh(cell, "")
  texts.forEach((text, cell) => weigh(cell, text))
  view.weighted = [...texts.keys()]
}

function weigh(cell, text) {
  if (cell.lastChild.textContent === text) return
  cell.lastChild.textContent = text
  cell.classList.toggle("weighted", text !== "")
}

function placeFrame({ frame }, row, column, height, width) {
  for (const [name, value] of Object.entries({ row, column, height, width })) {
    frame.style.setProperty(`--${name}`, value)
  }
}

// --- the arithmetic line ---------------------------------------------------------------------

function drawArithmetic(view, row, column) {
  const { scene } = view
  const operands = operandsAt(scene, row, column)
  const { open, before, after, close } = ARITHMETIC[scene.combine]
  const pieces = operands.map(({ text, name, quiet, index }, i) => element(
    "span", { className: `operand${quiet ? " quiet" : ""}${name ? "" : " term"}`, index },
    element("i", {}, i ? before : open), name ?? "",
    element("b", {}, text + (i < operands.length - 1 ? after : ""))))
  const last = scene.bias === null ? [] : pieces.splice(-1) // the bias and the sum share a line
  const value = scene.output[row][column]
  const result = element("b", { className: "result" }, show(value))
  result.style.cssText = cellAt(view.output, row, column).style.cssText
  const divided = scene.combine === "average" ? ` ÷ ${operands.length}` : ""
  const equals = isRounded(value) || operands.some((operand) => operand.rounded) ? "≈" : "="
  view.arithmetic.replaceChildren(...pieces, element("span", { className: "total" }, ...last,
    element("i", {}, `${close}${divided} ${equals} `), result))
}

/** The numbers that make an output: one a kernel cell, or one a plane; then the bias. */
function operandsAt(scene, row, column) {
  const planes = scene.terms[row][column]
  const operands = planes.length > 1
    ? planes.map((_, plane) => operand(scene.sums[row][column][plane], scene.names[plane]))
    : planes[0].flat().map((value, index) => scene.kernels
      ? product(scene, row, column, index) : { ...operand(value), index })
  if (scene.bias !== null) operands.push(operand(scene.bias, scene.labels.bias))
  return operands.filter(({ text }) => text) // padding is no part of a pooling window
}

function operand(value, name) {
  return { name, text: bracketed(value), quiet: value === 0, rounded: isRounded(value) }
}

function product(scene, row, column, index) {
  const [r, c] = [Math.floor(index / scene.size[1]), index % scene.size[1]]
  const value = scene.planes[0][row * scene.stride + r][column * scene.stride + c]
  const weight = scene.kernels[0][r][c]
  const text = `${bracketed(value)}×${bracketed(weight)}`
  return { index, text, quiet: value === 0 || weight === 0, rounded: isRounded(value) || isRounded(weight) }
}

// --- fitting ---------------------------------------------------------------------------------

/** Choose the cell size: all matrices side by side where that is comfortable, else one below another. */
function fit(view) {
  const available = view.root.clientWidth
  const firsts = view.grids.filter((grid) => grid.plane === 0)
  const widths = firsts.map((grid) => grid.width)
  const across = widths.reduce((sum, width) => sum + width, 0)
  const beside = (available - OPERATOR.beside * (firsts.length - 1)) / across
  const stacked = beside < CELL.comfortable && firsts.length > 1
  const inner = 2 * view.scene.size[1] // kernel and products keep one line
  const below = Math.min(available / Math.max(...widths), (available - 2 * OPERATOR.stacked) / inner, 42)
  const planes = view.scene.planes.length
  const high = planes > 1 ? Math.max(CELL.comfortable, HIGHEST / (planes * firsts[0].height)) : CELL.largest
  const pitch = Math.min(stacked ? below : beside, high, CELL.largest + CELL.gap)
  const size = Math.max(CELL.smallest, Math.floor(pitch) - CELL.gap)
  view.root.classList.toggle("stacked", stacked)
  view.root.style.setProperty("--operator", `${stacked ? OPERATOR.stacked : OPERATOR.beside}px`)
  view.root.style.setProperty("--cell", `${size}px`)
  for (const grid of view.grids) grid.box.classList.toggle("dense", size / grid.digits < 4.4)
}

/** Let the longest number of a matrix choose its letters, and keep all operands equally wide. */
function measureText(view) {
  const { planes, kernels, terms, output } = view.scene
  const longest = (values, write) => Math.max(1, ...(values ?? []).flat(Infinity).map((value) => write(value).length))
  const values = { input: planes, kernel: kernels, terms, output }
  for (const grid of view.grids) {
    grid.digits = longest(values[grid.name], showInCell)
    grid.box.style.setProperty("--digits", Math.max(2, grid.digits))
  }
  const operand = longest(planes, bracketed) + (kernels ? 1 + longest(kernels, bracketed) : 0)
  view.root.style.setProperty("--operand", `${0.9 * operand}ch`) // signs are narrower than digits
}
