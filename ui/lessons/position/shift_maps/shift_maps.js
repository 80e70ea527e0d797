// A digit that can be dragged over its sheet, and what three networks say to it at every place.
// ui/lessons/position/shift_maps/shift_maps.py sends every answer at once; the browser looks up, draws and listens.
// It joins viewing.js, shift_maps_drawing.js and this file into one module.

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
const SETTLE_MS = 250 // after the last move, before the server is told and the move is spoken

export default function (component) {
  return keepView(component, {
    send: (shift) => component.setStateValue("shift", shift),
    leave: (view) => clearTimeout(view.settling),
  })
}

function createView(parent) {
  const find = (selector) => parent.querySelector(selector)
  const view = {
    root: find(".shift-maps"), paper: find(".paper"), canvas: find("canvas"), hint: find(".hint"),
    axes: [...parent.querySelectorAll(".axis")], reset: find(".reset"), legend: find(".legend span"), networks: find(".networks"),
    spoken: find(".spoken"), panels: [], signature: "", revision: null, shift: [0, 0], settling: 0,
  }
  listen(view)
  return view
}

function receive(view, scene) {
  view.scene = { ...scene, answers: floats(scene.answers), accuracy: floats(scene.accuracy) }
  view.digit = digitPicture(bytes(scene.digit), scene.side)
  view.palette = readPalette(view.root)
  const signature = JSON.stringify([scene.labels, scene.networks, scene.label])
  if (signature !== view.signature) build(view)
  view.signature = signature
  if (scene.revision !== view.revision) view.shift = scene.shift
  view.revision = scene.revision
  view.panels.forEach((panel, index) => {
    paintMap(view, panel.answer, (place) => probability(view, index, place, scene.label))
    paintMap(view, panel.accuracy, (place) => view.scene.accuracy[index * places(scene) + place])
  })
  draw(view)
}

// --- moving ----------------------------------------------------------------------------------

function move(view, shift) {
  const { reach } = view.scene
  const [down, right] = shift.map((value) => Math.max(-reach, Math.min(reach, Math.round(value))))
  if (down === view.shift[0] && right === view.shift[1]) return
  view.shift = [down, right]
  draw(view)
  clearTimeout(view.settling)
  view.settling = setTimeout(() => settle(view), SETTLE_MS)
}

function settle(view) {
  const { labels, label } = view.scene
  const said = view.panels.map((panel) =>
    fillIn(labels.says, { network: panel.name, digit: panel.said.textContent, label, share: panel.answer.value.textContent }))
  const [down, right] = view.shift.map(signed)
  view.spoken.textContent = [fillIn(labels.place, { down, right }), ...said].join(" ")
  if (view.held === undefined) view.send(view.shift) // else when the digit is let go
}

function listen(view) {
  listenToPaper(view)
  listenToMaps(view)
  for (const axis of view.axes) {
    const slider = axis.querySelector("input")
    slider.oninput = () => move(view, view.shift.with(axis.dataset.axis, Number(slider.value)))
  }
  view.reset.onclick = () => move(view, [0, 0])
}

function listenToPaper(view) {
  const { paper } = view
  paper.onpointerdown = (event) => {
    paper.setPointerCapture(event.pointerId)
    view.held = { at: [event.clientY, event.clientX], shift: view.shift }
    paper.classList.add("held")
  }
  paper.onpointermove = (event) => {
    if (!view.held) return
    const pixel = view.canvas.getBoundingClientRect().width / view.scene.side
    const { at, shift } = view.held
    move(view, [shift[0] + (event.clientY - at[0]) / pixel, shift[1] + (event.clientX - at[1]) / pixel])
  }
  paper.onpointerup = paper.onpointercancel = () => release(view)
  paper.onkeydown = (event) => {
    const step = ARROWS[event.key]
    if (!step && event.key !== "Home") return
    event.preventDefault()
    move(view, step ? [view.shift[0] + step[0], view.shift[1] + step[1]] : [0, 0])
  }
}

/** A place in a map is a shift: pressing or dragging there moves the digit. */
function listenToMaps(view) {
  const point = (event) => {
    const box = view.held.map.getBoundingClientRect()
    const cell = box.width / width(view.scene)
    const { reach } = view.scene
    move(view, [Math.floor((event.clientY - box.top) / cell) - reach, Math.floor((event.clientX - box.left) / cell) - reach])
  }
  view.networks.onpointerdown = (event) => {
    const map = event.target.closest(".map")
    if (!map) return
    view.networks.setPointerCapture(event.pointerId)
    view.held = { map }
    point(event)
  }
  view.networks.onpointermove = (event) => view.held?.map && point(event)
  view.networks.onpointerup = view.networks.onpointercancel = () => release(view)
}

function release(view) {
  if (!view.held) return
  view.held = undefined
  view.paper.classList.remove("held")
  clearTimeout(view.settling)
  settle(view)
}
