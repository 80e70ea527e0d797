// The network as boxes: height and width of a map, channels as depth. Sizes come from Python.

const SVG = "http://www.w3.org/2000/svg"
const WIDTH = 860 // that the boxes fill where there are enough of them, pixels
const GAP = [9, 64] // least and most between boxes, pixels
const LABEL_GAP = 44 // from which the shapes are written under the boxes, pixels
const RISE = 0.55 // of a slant that goes up
const LARGEST = 1.3 // times its own size
const EDGE = 6 // around the drawing, pixels

function drawNetwork(scroller, data) {
  const boxes = place(data.boxes)
  const above = Math.max(...boxes.map((box) => box.height / 2 + box.slant * RISE))
  const below = Math.max(...boxes.map((box) => box.height / 2))
  const end = boxes.at(-1)
  const refused = data.boxes.length <= data.layers.length
  const width = end.x + end.depth + Math.max(end.slant, LABEL_GAP / 2) + (refused ? 60 : 0) + EDGE
  const labelled = boxes.every((box) => box.gap >= LABEL_GAP)
  const height = above + below + 2 * EDGE + (labelled ? 26 : 10)

  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": data.labels.drawing })
  svg.style.maxWidth = `${width * LARGEST}px`
  svg.style.minWidth = `min(${width}px, 620px)`
  const middle = above + EDGE
  boxes.forEach((box, index) => svg.append(drawBox(box, index, middle, data)))
  if (labelled) svg.append(...boxes.map((box, index) => caption(box, height - 16, index, data)))
  if (refused) svg.append(drawRefused(end, middle))
  svg.append(...brackets(boxes, height - 6, data))
  scroller.replaceChildren(svg)
}

/** Give every box its place from left to right; where there are many, one hides part of the other. */
function place(boxes) {
  const free = WIDTH - boxes.reduce((sum, box) => sum + box.depth, 0)
  const even = Math.min(GAP[1], Math.max(GAP[0], free / boxes.length))
  let x = EDGE + (even >= LABEL_GAP ? LABEL_GAP / 2 : 0)
  return boxes.map((box) => {
    const gap = Math.max(even, box.slant * 0.5)
    const placed = { ...box, x, gap }
    x += box.depth + gap
    return placed
  })
}

function drawBox({ x, height, depth, slant }, index, middle, { layers }) {
  const top = middle - height / 2
  const rise = slant * RISE
  const layer = layers[index - 1]
  const group = draw("g", { class: `box ${layer ? `${layer.part} ${layer.kind}` : "input"}`, "data-index": index - 1 })
  group.append(
    polygon("lid", [x, top], [x + slant, top - rise], [x + depth + slant, top - rise], [x + depth, top]),
    polygon("side", [x + depth, top], [x + depth + slant, top - rise], [x + depth + slant, top - rise + height], [x + depth, top + height]),
    polygon("front", [x, top], [x + depth, top], [x + depth, top + height], [x, top + height]),
  )
  return group
}

function caption({ x, depth }, y, index, { input, layers }) {
  const text = draw("text", { x: x + depth / 2, y, "text-anchor": "middle" })
  text.textContent = (layers[index - 1] ?? input).shape
  return text
}

function drawRefused(end, middle) {
  const x = end.x + end.depth + end.slant + GAP[0]
  return draw("rect", { class: "refused", x, y: middle - 24, width: 30, height: 48, rx: 4 })
}

/** A line under each part of the network, in the part's colour. */
function brackets(boxes, y, { layers }) {
  return ["extractor", "classifier"].flatMap((part) => {
    const own = boxes.filter((_, index) => layers[index - 1]?.part === part)
    if (!own.length) return []
    const last = own.at(-1)
    return [draw("line", { class: `bracket ${part}`, x1: own[0].x, x2: last.x + last.depth, y1: y, y2: y })]
  })
}

function polygon(name, ...points) {
  return draw("polygon", { class: name, points: points.map((point) => point.join(",")).join(" ") })
}

function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
