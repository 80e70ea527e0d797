// Builds the networks' columns and draws one place of the digit. Used by shift_maps.js.

// --- numbers ---------------------------------------------------------------------------------

function bytes(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function floats(text) {
  return new Float32Array(bytes(text).buffer)
}

function width({ reach }) {
  return 2 * reach + 1
}

function places(scene) {
  return width(scene) ** 2
}

/** The index of a shift [down, right] in a map, row by row. */
function placeOf({ scene }, [down, right]) {
  return (down + scene.reach) * width(scene) + right + scene.reach
}

function probability({ scene }, network, place, label) {
  return scene.answers[(network * places(scene) + place) * 10 + label]
}

function fillIn(text, values) {
  return text.replace(/{(\w+)}/g, (_, name) => values[name])
}

function percent(share) {
  return share > 0.995 && share < 1 ? "> 99%" : `${Math.round(100 * share)}%`
}

function signed(number) {
  return number < 0 ? `−${-number}` : `${number}`
}

// --- building --------------------------------------------------------------------------------

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function build(view) {
  const { labels, reach, networks, side } = view.scene
  view.canvas.width = view.canvas.height = side
  view.paper.setAttribute("aria-label", labels.sheet)
  view.hint.textContent = labels.hint
  view.reset.textContent = labels.reset
  view.legend.textContent = labels.legend
  for (const axis of view.axes) {
    const [name, slider] = axis.children
    name.textContent = Number(axis.dataset.axis) ? labels.right : labels.down
    Object.assign(slider, { min: -reach, max: reach })
  }
  view.panels = networks.map((network) => makePanel(view, network))
  view.networks.replaceChildren(...view.panels.map((panel) => panel.element))
}

function makePanel(view, network) {
  const { labels, label } = view.scene
  const panel = { name: network.name, bars: [...Array(10).keys()].map((digit) => makeBar(digit, digit === label)) }
  panel.said = element("b")
  panel.verdict = element("span")
  panel.answer = makeMap(view, fillIn(labels.answers, { label }))
  panel.accuracy = makeMap(view, labels.accuracy)
  panel.element = element("section", { className: "network" },
    element("h4", {}, network.name), element("small", { className: "facts" }, ...lines(network.facts)),
    element("p", { className: "verdict" }, panel.said, panel.verdict),
    element("div", { className: "bars", ariaHidden: "true" }, ...panel.bars.map((bar) => bar.element)),
    panel.answer.element, panel.accuracy.element)
  return panel
}

function lines(texts) {
  return texts.map((text) => element("span", { textContent: text }))
}

function makeBar(digit, right) {
  const fill = element("i")
  const share = element("small")
  const bar = element("div", { className: right ? "bar right" : "bar" },
    element("b", { textContent: digit }), element("span", {}, fill), share)
  return { element: bar, fill, share }
}

function makeMap(view, title) {
  const cells = width(view.scene)
  const canvas = element("canvas", { width: cells, height: cells })
  const marker = element("div", { className: "marker" })
  const frame = element("div", { className: "map" }, canvas, marker)
  frame.style.setProperty("--cells", cells)
  const value = element("b")
  const caption = element("figcaption", {}, element("span", { textContent: title }), value)
  return { canvas, marker, frame, value, values: [], element: element("figure", {}, caption, frame) }
}

// --- drawing ---------------------------------------------------------------------------------

/** White ink that can be drawn anywhere; black is left to the paper. */
function digitPicture(ink, side) {
  const picture = new ImageData(side, side)
  ink.forEach((value, index) => picture.data.set([value, value, value, value ? 255 : 0], 4 * index))
  const canvas = element("canvas", { width: side, height: side })
  canvas.getContext("2d").putImageData(picture, 0, 0)
  return canvas
}

function readPalette(root) {
  const probe = root.appendChild(document.createElement("i"))
  const read = (name) => {
    probe.style.color = `var(${name})`
    return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number)
  }
  const background = read("--st-background-color")
  root.toggleAttribute("data-dark", Math.max(...background) < 110)
  const palette = [read("--cs-zero"), read("--cs-positive")]
  probe.remove()
  return palette
}

function paintMap(view, map, valueAt) {
  const [low, high] = view.palette
  const side = map.canvas.width
  const picture = new ImageData(side, side)
  map.values = Array.from({ length: side * side }, (_, place) => valueAt(place))
  map.values.forEach((value, place) => {
    const color = low.map((from, channel) => from + (high[channel] - from) * value)
    picture.data.set([...color, 255], 4 * place)
  })
  map.canvas.getContext("2d").putImageData(picture, 0, 0)
}

/** Draw where the digit is now, and everything that depends on it. */
function draw(view) {
  const [down, right] = view.shift
  const paper = view.canvas.getContext("2d")
  paper.clearRect(0, 0, view.canvas.width, view.canvas.height)
  paper.drawImage(view.digit, right, down)
  for (const axis of view.axes) {
    const [, slider, shown] = axis.children
    slider.value = view.shift[axis.dataset.axis]
    shown.textContent = signed(view.shift[axis.dataset.axis])
  }
  view.reset.disabled = !down && !right
  view.panels.forEach((panel, index) => drawPanel(view, panel, index))
}

function drawPanel(view, panel, index) {
  const { label, labels, reach } = view.scene
  const place = placeOf(view, view.shift)
  const shares = panel.bars.map((_, digit) => probability(view, index, place, digit))
  const said = shares.indexOf(Math.max(...shares))
  panel.said.textContent = said
  panel.verdict.textContent = said === label ? labels.correct : labels.wrong
  panel.element.classList.toggle("mistaken", said !== label)
  panel.bars.forEach((bar, digit) => {
    bar.fill.style.transform = `scaleX(${shares[digit]})`
    bar.share.textContent = digit === said || digit === label ? percent(shares[digit]) : ""
    bar.element.classList.toggle("said", digit === said)
  })
  for (const map of [panel.answer, panel.accuracy]) {
    map.value.textContent = percent(map.values[place])
    map.marker.style.setProperty("--row", view.shift[0] + reach)
    map.marker.style.setProperty("--column", view.shift[1] + reach)
  }
}
