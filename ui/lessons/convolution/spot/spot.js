// A photo with a square that is put somewhere by pointer or arrow keys.

const views = new WeakMap()

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".spot")
  const view = views.get(parentElement) ?? { place: null, shown: "", dragging: false, timer: 0 }
  views.set(parentElement, view)
  root.querySelector("img").src = data.source
  root.ariaLabel = data.label
  const told = JSON.stringify([data.place, data.source.length, data.cells])
  if (told !== view.shown) {
    view.shown = told
    view.place = data.place
  }
  draw(root, data, view.place)

  const move = (place) => {
    view.place = within(place, data)
    draw(root, data, view.place)
  }
  const tell = () => setTriggerValue("move", view.place)
  root.onpointerdown = (event) => {
    view.dragging = true
    root.setPointerCapture(event.pointerId)
    move(under(event, root, data))
  }
  root.onpointermove = (event) => view.dragging && move(under(event, root, data))
  root.onpointerup = () => {
    view.dragging = false
    tell()
  }
  root.onkeydown = (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!step) return
    event.preventDefault()
    move([view.place[0] + step[0], view.place[1] + step[1]])
    clearTimeout(view.timer)
    view.timer = setTimeout(tell, 250) // one message for a row of key strokes
  }
}

function under(event, root, { height, width, cells }) {
  const box = root.getBoundingClientRect()
  const row = ((event.clientY - box.top) / box.height) * height
  const column = ((event.clientX - box.left) / box.width) * width
  return [Math.round(row - cells / 2), Math.round(column - cells / 2)]
}

function within([row, column], { height, width, cells }) {
  const clamp = (value, most) => Math.max(0, Math.min(most, value))
  return [clamp(row, height - cells), clamp(column, width - cells)]
}

function draw(root, { height, width, cells }, [row, column]) {
  const { style } = root.querySelector(".square")
  style.top = `${(100 * row) / height}%`
  style.left = `${(100 * column) / width}%`
  style.height = `${(100 * cells) / height}%`
  style.width = `${(100 * cells) / width}%`
}
