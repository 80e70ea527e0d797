// The network of the dropout lesson as SVG, and the arithmetic of one output as a table.

const COLUMNS = { inputs: 60, hidden: 230, outputs: 400 }
const RADIUS = 23

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

function element(tag, text = "", className = "") {
  return Object.assign(document.createElement(tag), { textContent: text, className })
}

function number(value, decimals = 2) {
  return value.toFixed(decimals).replace("-", "−").replace(/^−(0\.0*)$/, "$1")
}

/** Build the network once: lines first, units on top, their numbers in them. */
function buildNetwork(view) {
  const { inputs, hidden, weights, labels } = view.scene
  const counts = { inputs: inputs.length, hidden: hidden.length, outputs: weights[0].length }
  const heights = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, places(count)]))
  view.lines = { inputs: connect(heights, "inputs", "hidden"), outputs: connect(heights, "hidden", "outputs") }
  view.units = Object.fromEntries(
    Object.entries(heights).map(([layer, ys]) => [layer, ys.map((y) => unit(COLUMNS[layer], y, layer))]),
  )
  const titles = Object.entries(COLUMNS).map(([layer, x]) => {
    const title = drawn("text", { x, y: 16, class: "title" })
    title.textContent = labels[layer]
    return title
  })
  view.network.replaceChildren(
    ...titles,
    ...Object.values(view.lines).flat().map((line) => line.drawn),
    ...Object.values(view.units).flat().map((made) => made.group),
  )
  inputs.forEach((value, index) => (view.units.inputs[index].text.textContent = number(value, 1)))
  view.units.outputs.forEach(({ group }, index) => {
    setAttributes(group, { role: "button", tabindex: 0, "aria-label": `${labels.choose} ${index + 1}` })
  })
}

function places(count) {
  const pitch = 60
  return Array.from({ length: count }, (_, index) => 215 + (index - (count - 1) / 2) * pitch)
}

function connect(heights, from, to) {
  return heights[from].flatMap((y1, start) =>
    heights[to].map((y2, end) => ({
      start, end, drawn: drawn("line", { x1: COLUMNS[from], y1, x2: COLUMNS[to], y2, class: "line" }),
    })),
  )
}

function unit(x, y, layer) {
  const text = drawn("text", { x, y: y + 4.5 })
  const cross = drawn("path", { class: "cross", d: `M${x - 9} ${y - 9}l18 18m0-18l-18 18` })
  const circle = drawn("circle", { cx: x, cy: y, r: RADIUS })
  return { group: drawn("g", { class: `unit ${layer}` }, circle, cross, text), text }
}

function setAttributes(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
}

/** Show one step: dropped units lose their number and their lines. */
function drawNetwork(view, step) {
  const dropped = step.factors.map((factor) => factor === 0)
  view.units.hidden.forEach(({ group, text }, index) => {
    group.classList.toggle("dropped", dropped[index])
    text.textContent = dropped[index] ? "" : number(step.scaled[index])
  })
  view.units.outputs.forEach(({ group, text }, index) => {
    group.setAttribute("aria-pressed", String(index === view.output))
    text.textContent = number(step.sums[index])
  })
  for (const line of view.lines.inputs) line.drawn.classList.toggle("off", dropped[line.end])
  for (const line of view.lines.outputs) {
    line.drawn.classList.toggle("off", dropped[line.start])
    line.drawn.classList.toggle("chosen", line.end === view.output)
  }
}

/** Show how the chosen output comes about: a row a hidden unit. */
function drawTable(view, step) {
  const { labels, hidden, weights } = view.scene
  const names = ["unit", "value", "factor", "weight", "product"]
  view.caption.textContent = fill(labels.sum, { unit: view.output + 1 })
  view.head.replaceChildren(row("th", names.map((name) => labels[name])))
  view.rows.replaceChildren(
    ...hidden.map((value, index) => {
      const factor = step.factors[index]
      const cells = [index + 1, number(value), factor ? `× ${number(factor)}` : `× 0`]
      const made = row("td", [...cells, `× ${number(weights[index][view.output], 1)}`,
        number(step.products[index][view.output], 3)])
      made.className = factor ? "" : "dropped"
      return made
    }),
  )
  view.foot.replaceChildren(row("td", ["", "", "", "Σ", number(step.sums[view.output], 3)]))
}

function row(tag, texts) {
  const made = element("tr")
  made.append(...texts.map((text) => element(tag, text)))
  return made
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])
}
