// The two curves under the cells: answers by the bar's angle, and by its place. Used by tuning.js.

const PLOT = { width: 400, height: 180, left: 34, right: 382, top: 20, bottom: 144 }
const SVG = "http://www.w3.org/2000/svg"

function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag)
  setAll(made, attributes)
  made.append(...children)
  return made
}

function setAll(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
}

function buildCurves(view) {
  const { scene } = view
  const { labels, angles, offsets } = scene
  view.plots = {
    angle: makePlot(view, "angle", [...angles, 180], labels.by_angle, [0, 30, 60, 90, 120, 150, 180]),
    offset: makePlot(view, "offset", offsets, labels.by_offset, [-16, -8, 0, 8, 16]),
  }
  return Object.values(view.plots).map((plot) => plot.element)
}

/** One plot: a thin line a cell, the chosen one thick, a dot at the bar, a mark at the largest answer. */
function makePlot(view, name, values, title, ticks) {
  const span = values.at(-1) - values[0]
  const x = (value) => PLOT.left + ((value - values[0]) / span) * (PLOT.right - PLOT.left)
  const plot = { name, values, x, lines: view.scene.cells.map(() => drawn("path", { class: "line" })) }
  Object.assign(plot, {
    chosen: drawn("path", { class: "line chosen" }), here: drawn("circle", { class: "here", r: 5 }),
    peak: drawn("path", { class: "peak" }), note: drawn("text", { class: "note", y: PLOT.top - 7 }),
  })
  plot.svg = drawn("svg", { viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, "aria-hidden": "true" }, ...axes(plot, ticks, view),
    ...plot.lines, plot.peak, plot.chosen, plot.here, plot.note)
  plot.element = element("figure", {}, element("figcaption", { textContent: title }), plot.svg)
  plot.svg.onpointerdown = (event) => pick(view, plot, event)
  plot.svg.onpointermove = (event) => event.buttons && pick(view, plot, event)
  return plot
}

function axes({ name, x }, ticks, { scene }) {
  const rules = [0, 50, 100].flatMap((answer) => [
    drawn("path", { class: "rule", d: `M${PLOT.left} ${y(answer / 100)}H${PLOT.right}` }),
    text(answer, { x: PLOT.left - 6, y: y(answer / 100) + 4, "text-anchor": "end" }),
  ])
  const sign = name === "angle" ? (value) => `${value}°` : signed
  const places = ticks.map((value) => text(sign(value), { x: x(value), y: PLOT.bottom + 17, "text-anchor": "middle" }))
  const middle = (PLOT.left + PLOT.right) / 2
  return [...rules, ...places, text(scene.labels[name], { x: middle, y: PLOT.height - 2, "text-anchor": "middle" })]
}

function text(content, attributes) {
  return drawn("text", attributes, String(content))
}

function y(answer) {
  return PLOT.bottom - answer * (PLOT.bottom - PLOT.top)
}

function drawCurves(view) {
  for (const plot of Object.values(view.plots)) drawPlot(view, plot)
}

function drawPlot(view, plot) {
  const { place } = view
  const answers = plot.lines.map((_, cell) => answersAlong(view, plot, cell))
  plot.lines.forEach((line, cell) => line.setAttribute("d", path(plot, answers[cell])))
  const own = answers[place.cell]
  plot.chosen.setAttribute("d", path(plot, own))
  setAll(plot.here, { cx: plot.x(plot.values[place[plot.name]]), cy: y(own[place[plot.name]]) })
  markPeak(view, plot, own)
}

function answersAlong(view, { name, values }, cell) {
  const { angle, offset } = view.place
  const turns = view.scene.angles.length
  return values.map((_, index) =>
    name === "angle" ? answerAt(view, cell, index % turns, offset) : answerAt(view, cell, angle, index))
}

function path({ values, x }, answers) {
  return answers.map((answer, index) => `${index ? "L" : "M"}${x(values[index]).toFixed(1)} ${y(answer).toFixed(1)}`).join("")
}

function markPeak(view, { name, values, x, peak, note }, answers) {
  const highest = Math.max(...answers)
  const value = values[answers.indexOf(highest)]
  const shown = name === "angle" && highest >= 0.005
  peak.setAttribute("d", shown ? `M${x(value)} ${y(0)}V${PLOT.top}` : "")
  note.textContent = shown ? view.scene.labels.preferred.replace("{angle}", value) : ""
  setAll(note, { x: Math.max(x(value), PLOT.left + 8), "text-anchor": value < 30 ? "start" : value > 150 ? "end" : "middle" })
}

/** A place in a curve is an angle or a place of the bar. */
function pick(view, plot, event) {
  const box = plot.svg.getBoundingClientRect()
  const at = ((event.clientX - box.left) / box.width) * PLOT.width
  const share = (at - PLOT.left) / (PLOT.right - PLOT.left)
  const index = Math.round(Math.max(0, Math.min(1, share)) * (plot.values.length - 1))
  stop(view)
  move(view, { [plot.name]: index })
}
