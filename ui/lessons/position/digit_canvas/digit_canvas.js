// White ink on a small black sheet: by mouse, finger or pen. Delete or the button clears it.

const BRUSH = 1.6 // radius of the ink, pixels of the sheet
const views = new WeakMap()

export default function (component) {
  const { parentElement, data, setStateValue } = component
  if (!views.has(parentElement)) views.set(parentElement, createView(parentElement, data))
  const view = views.get(parentElement)
  view.send = () => setStateValue("drawing", btoa(String.fromCharCode(...view.ink)))
  view.canvas.ariaLabel = data.labels.canvas
  view.button.textContent = data.labels.clear
  paint(view)
  return () => views.delete(parentElement)
}

function createView(parent, { side, drawing }) {
  const view = { canvas: parent.querySelector("canvas"), button: parent.querySelector("button"), side }
  view.ink = Uint8Array.from(atob(drawing), (character) => character.charCodeAt(0))
  view.canvas.width = view.canvas.height = side
  listen(view)
  return view
}

function listen(view) {
  const { canvas, button } = view
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId)
    view.last = placeOf(view, event)
    draw(view, view.last)
  }
  canvas.onpointermove = (event) => {
    if (!view.last) return
    const place = placeOf(view, event)
    draw(view, place)
    view.last = place
  }
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (view.last) view.send()
    view.last = undefined
  }
  canvas.onkeydown = (event) => {
    if (event.key === "Delete" || event.key === "Backspace") clear(view)
  }
  button.onclick = () => clear(view)
}

function clear(view) {
  view.ink.fill(0)
  paint(view)
  view.send()
}

function placeOf({ canvas, side }, event) {
  const box = canvas.getBoundingClientRect()
  return [(event.clientX - box.left) / box.width * side, (event.clientY - box.top) / box.height * side]
}

/** Ink the line from the last place to this one, so that a quick stroke has no gaps. */
function draw(view, [x, y]) {
  const [fromX, fromY] = view.last
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(x - fromX, y - fromY)))
  for (let step = 1; step <= steps; step++) {
    const share = step / steps
    dab(view, fromX + (x - fromX) * share, fromY + (y - fromY) * share)
  }
  paint(view)
}

function dab({ ink, side }, x, y) {
  ink.forEach((value, index) => {
    const distance = Math.hypot((index % side) + 0.5 - x, Math.floor(index / side) + 0.5 - y)
    const wet = Math.round(255 * Math.max(0, Math.min(1, BRUSH - distance)))
    if (wet > value) ink[index] = wet
  })
}

function paint({ canvas, ink, side }) {
  const picture = new ImageData(side, side)
  ink.forEach((value, index) => picture.data.set([value, value, value, 255], 4 * index))
  canvas.getContext("2d").putImageData(picture, 0, 0)
}
