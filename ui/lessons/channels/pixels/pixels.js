// A photo whose pixels are read off under the pointer, and its planes: R, G, B and grey.
// ui/lessons/channels/pixels/pixels.py sends the planes as bytes, so that every number is the array's own; the browser
// looks up, draws and listens. It joins viewing.js and this file into one module.

const SETTLE_MS = 300 // after the last move, before the server is told and the pixel is spoken
const LOUPE = 9 // pixels a side of the enlarged neighbourhood
const TINTS = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]]

export default function (component) {
  return keepView(component, {
    send: (place) => component.setStateValue("place", place),
    leave: (view) => clearTimeout(view.settling),
  })
}

function createView(parent) {
  const find = (selector) => parent.querySelector(selector)
  const view = {
    photo: find(".photo"), loupe: find(".loupe"), place: find(".place"), values: find(".values"),
    formula: find(".formula"), tints: find(".tints"), planes: find(".planes"), spoken: find(".spoken"),
    at: null, shown: "", signature: "", tinted: true, rows: [], maps: [], settling: 0,
  }
  listen(view)
  return view
}

function receive(view, scene) {
  if (scene.data !== view.shown) {
    const values = Uint8Array.from(atob(scene.data), (character) => character.charCodeAt(0))
    const size = scene.height * scene.width
    view.layers = [0, 1, 2, 3].map((layer) => values.subarray(layer * size, (layer + 1) * size))
    view.at = scene.place
  }
  const signature = JSON.stringify([scene.data, scene.labels])
  view.scene = scene
  if (signature !== view.signature) build(view)
  view.shown = scene.data
  view.signature = signature
  draw(view)
}

// --- building --------------------------------------------------------------------------------

function build(view) {
  const { labels, names } = view.scene
  view.photo.ariaLabel = labels.photo
  paintPhoto(view)
  view.rows = names.map((name, layer) => makeRow(name, layer))
  view.values.replaceChildren(...view.rows.map((row) => row.element))
  view.maps = names.map((name, layer) => makePlane(view, name, layer))
  view.planes.replaceChildren(...view.maps.map((map) => map.element))
  view.tints.ariaLabel = labels.tints
  view.tints.replaceChildren(...[true, false].map((tinted) => makeTint(view, tinted)))
  paintPlanes(view)
}

function makeRow(name, layer) {
  const fill = element("i", { className: `layer${layer}` })
  const value = element("b")
  const row = element("div", { className: "value" }, element("span", { textContent: name }),
    element("span", { className: "track" }, fill), value)
  return { element: row, fill, value }
}

function makePlane(view, name, layer) {
  const canvas = element("canvas", { width: view.scene.width, height: view.scene.height })
  const marker = element("div", { className: "marker" })
  const value = element("b")
  const frame = element("div", { className: "frame" }, canvas, marker)
  const caption = element("figcaption", {}, element("span", { textContent: name }), value)
  return { layer, canvas, marker, value, frame, element: element("figure", {}, frame, caption) }
}

function makeTint(view, tinted) {
  const { labels } = view.scene
  const button = element("button", { type: "button", textContent: tinted ? labels.tinted : labels.gray })
  button.ariaPressed = String(tinted === view.tinted)
  button.onclick = () => {
    view.tinted = tinted
    for (const other of view.tints.children) other.ariaPressed = String(other === button)
    paintPlanes(view)
  }
  return button
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

// --- drawing ---------------------------------------------------------------------------------

function paint(canvas, width, height, colorAt) {
  Object.assign(canvas, { width, height })
  const picture = new ImageData(width, height)
  for (let index = 0; index < width * height; index += 1) picture.data.set([...colorAt(index), 255], 4 * index)
  canvas.getContext("2d").putImageData(picture, 0, 0)
}

function paintPhoto(view) {
  const { width, height } = view.scene
  const [red, green, blue] = view.layers
  paint(view.photo.querySelector("canvas"), width, height, (index) => [red[index], green[index], blue[index]])
}

function paintPlanes(view) {
  const { width, height } = view.scene
  for (const { layer, canvas } of view.maps) {
    const tint = view.tinted ? TINTS[layer] : TINTS[3]
    paint(canvas, width, height, (index) => tint.map((share) => share * view.layers[layer][index]))
  }
}

function draw(view) {
  const { width, height, labels } = view.scene
  const [row, column] = view.at
  const values = view.layers.map((layer) => layer[row * width + column])
  view.place.textContent = fillIn(labels.place, { row, column })
  view.rows.forEach((shown, layer) => {
    shown.value.textContent = values[layer]
    shown.fill.style.transform = `scaleX(${values[layer] / 255})`
  })
  const [red, green, blue, gray] = values
  view.formula.textContent = fillIn(labels.formula, { red, green, blue, gray })
  for (const map of view.maps) map.value.textContent = values[map.layer]
  for (const marker of [view.photo.querySelector(".marker"), ...view.maps.map((map) => map.marker)]) {
    marker.style.left = `${(100 * (column + 0.5)) / width}%`
    marker.style.top = `${(100 * (row + 0.5)) / height}%`
  }
  drawLoupe(view, row, column)
}

/** The neighbourhood, a pixel a square; outside the photo there is nothing. */
function drawLoupe(view, row, column) {
  const { width, height } = view.scene
  const half = (LOUPE - 1) / 2
  const canvas = view.loupe.querySelector("canvas")
  Object.assign(canvas, { width: LOUPE, height: LOUPE })
  const paper = canvas.getContext("2d")
  for (let down = 0; down < LOUPE; down += 1) {
    for (let right = 0; right < LOUPE; right += 1) {
      const [r, c] = [row + down - half, column + right - half]
      if (r < 0 || c < 0 || r >= height || c >= width) continue
      paper.fillStyle = `rgb(${view.layers.slice(0, 3).map((layer) => layer[r * width + c])})`
      paper.fillRect(right, down, 1, 1)
    }
  }
}

function fillIn(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

// --- moving ----------------------------------------------------------------------------------

function move(view, row, column) {
  const { width, height } = view.scene
  const clamp = (value, most) => Math.max(0, Math.min(most, Math.floor(value)))
  view.at = [clamp(row, height - 1), clamp(column, width - 1)]
  draw(view)
  clearTimeout(view.settling)
  view.settling = setTimeout(() => settle(view), SETTLE_MS)
}

function settle(view) {
  const said = view.rows.map((row, layer) => `${view.scene.names[layer]} ${row.value.textContent}`)
  view.spoken.textContent = `${view.place.textContent}: ${said.join(", ")}`
}

function listen(view) {
  const point = (event) => {
    const frame = event.target.closest(".photo, .frame")
    if (!frame) return
    const box = frame.getBoundingClientRect()
    const { width, height } = view.scene
    move(view, ((event.clientY - box.top) / box.height) * height, ((event.clientX - box.left) / box.width) * width)
  }
  for (const area of [view.photo, view.planes]) {
    area.onpointermove = area.onpointerdown = point
    area.onclick = (event) => event.target.closest(".photo, .frame") && view.send(view.at)
  }
  view.photo.onkeydown = (event) => press(view, event)
}

function press(view, event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
  if (step) move(view, view.at[0] + step[0], view.at[1] + step[1])
  else if (event.key === "Enter") view.send(view.at)
  else return
  event.preventDefault()
}
