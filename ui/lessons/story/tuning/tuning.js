// A bar of light that is turned and moved before a bank of cells, and what each cell answers.
// ui/lessons/story/tuning/tuning.py sends the answers at every angle and place; the browser looks up, draws and listens.
// It joins viewing.js, tuning_curves.js and this file into one module.

const SETTLE_MS = 300 // after the last move, before the server is told and the answers are spoken
const TURN_MS = 60 // a step of the turning bar

export default function (component) {
  return keepView(component, {
    send: (place) => component.setStateValue("place", place),
    leave: (view) => {
      clearTimeout(view.settling)
      clearInterval(view.turning)
    },
  })
}

function createView(parent) {
  const find = (selector) => parent.querySelector(selector)
  const view = {
    screen: find(".screen"), filter: find(".filter"), bar: find(".bar"), hint: find(".hint"),
    axes: Object.fromEntries([...parent.querySelectorAll(".axis")].map((axis) => [axis.dataset.axis, axis])),
    player: find(".play"), heads: find(".heads").children, cells: find(".cells"), curves: find(".curves"),
    spoken: find(".spoken"), rows: [], place: null, signature: "", settling: 0, turning: 0,
  }
  listen(view)
  return view
}

function receive(view, scene) {
  view.scene = { ...scene, answers: floats(scene.answers) }
  view.place ??= scene.place
  const signature = JSON.stringify([scene.labels, scene.cells])
  if (signature !== view.signature) build(view)
  view.signature = signature
  draw(view)
}

function floats(text) {
  return new Float32Array(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer)
}

/** The answer of a cell, 0..1, to the bar at an index of `angles` and one of `offsets`. */
function answerAt({ scene }, cell, angle, offset) {
  return scene.answers[(angle * scene.offsets.length + offset) * scene.cells.length + cell]
}

// --- building --------------------------------------------------------------------------------

function build(view) {
  const { labels, cells, field, angles, offsets } = view.scene
  const half = field / 2
  view.screen.setAttribute("viewBox", `${-half} ${-half} ${field} ${field}`)
  view.screen.setAttribute("aria-label", labels.screen)
  setAll(view.filter, { x: -half, y: -half, width: field, height: field })
  view.hint.textContent = labels.hint
  view.cells.ariaLabel = labels.cell
  for (const [index, name] of ["cell", "response", "spikes"].entries()) view.heads[index].textContent = labels[name]
  for (const [name, values] of Object.entries({ angle: angles, offset: offsets })) {
    const [title, slider] = view.axes[name].children
    title.textContent = labels[name]
    Object.assign(slider, { min: 0, max: values.length - 1, step: 1 })
  }
  view.rows = cells.map((cell, index) => makeRow(view, cell, index))
  view.cells.replaceChildren(...view.rows.map((row) => row.element))
  view.curves.replaceChildren(...buildCurves(view))
  namePlayer(view)
}

function makeRow(view, cell, index) {
  const fill = element("i")
  const value = element("b")
  const spikes = drawn("path", { class: "spikes" })
  const strip = drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, spikes)
  const row = element("button", { type: "button", className: "cell", onclick: () => move(view, { cell: index }) },
    element("img", { src: cell.picture, alt: "" }), element("span", { className: "name", textContent: cell.name }),
    element("span", { className: "track" }, fill), value, strip)
  row.setAttribute("role", "radio")
  return { element: row, fill, value, spikes }
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

// --- drawing ---------------------------------------------------------------------------------

function draw(view) {
  const { scene, place } = view
  const [angle, offset] = [scene.angles[place.angle], scene.offsets[place.offset]]
  const { width, length } = scene.bar
  view.filter.setAttribute("href", scene.cells[place.cell].picture)
  setAll(view.bar, { x: -length / 2, y: -width / 2, width: length, height: width,
    transform: `rotate(${-angle}) translate(0 ${-offset})` })
  showAxis(view, "angle", `${angle}°`)
  showAxis(view, "offset", signed(offset))
  view.rows.forEach((row, index) => drawRow(view, row, index))
  drawCurves(view)
}

function showAxis({ axes, place }, name, text) {
  const [, slider, shown] = axes[name].children
  slider.value = place[name]
  slider.setAttribute("aria-valuetext", text)
  shown.textContent = text
}

function drawRow(view, row, index) {
  const { scene, place } = view
  const answer = answerAt(view, index, place.angle, place.offset)
  row.fill.style.transform = `scaleX(${answer})`
  row.value.textContent = percent(answer)
  const spikes = Math.round(answer * scene.rate)
  const ticks = Array.from({ length: spikes }, (_, spike) => `M${((spike + 0.5) * 100) / spikes} 0V10`)
  row.spikes.setAttribute("d", ticks.join(""))
  row.element.ariaChecked = String(index === place.cell)
  row.element.tabIndex = index === place.cell ? 0 : -1
}

function percent(answer) {
  return String(Math.round(100 * answer))
}

function signed(value) {
  return value > 0 ? `+${value}` : String(value).replace("-", "−")
}

// --- moving ----------------------------------------------------------------------------------

function move(view, change) {
  const { angles, offsets } = view.scene
  const { angle, offset, cell } = { ...view.place, ...change }
  const turned = (angle + angles.length) % angles.length // half a turn brings the bar back
  view.place = { angle: turned, offset: Math.max(0, Math.min(offsets.length - 1, offset)), cell }
  draw(view)
  clearTimeout(view.settling)
  if (!view.turning) view.settling = setTimeout(() => settle(view), SETTLE_MS)
}

function settle(view) {
  const { scene, place, rows } = view
  const said = rows.map((row, index) => `${scene.cells[index].name}: ${row.value.textContent}`)
  view.spoken.textContent = `${scene.labels.angle} ${scene.angles[place.angle]}°. ${said.join(", ")}`
  view.send(place)
}

function turn(view) {
  const turning = view.turning
  stop(view)
  if (turning) settle(view)
  else view.turning = setInterval(() => move(view, { angle: view.place.angle + 1 }), TURN_MS)
  namePlayer(view)
}

function stop(view) {
  clearInterval(view.turning)
  view.turning = 0
  namePlayer(view)
}

function namePlayer(view) {
  view.player.textContent = view.turning ? view.scene.labels.stop : view.scene.labels.turn
  view.player.ariaPressed = String(Boolean(view.turning))
}

// --- listening -------------------------------------------------------------------------------

function listen(view) {
  for (const [name, axis] of Object.entries(view.axes)) {
    axis.querySelector("input").oninput = (event) => {
      stop(view)
      move(view, { [name]: Number(event.target.value) })
    }
  }
  view.player.onclick = () => turn(view)
  const point = (event) => event.buttons && pointAt(view, event)
  Object.assign(view.screen, { onpointermove: point, onkeydown: (event) => press(view, event) })
  view.screen.onpointerdown = (event) => {
    view.screen.setPointerCapture(event.pointerId)
    stop(view)
    pointAt(view, event)
  }
  view.cells.onkeydown = (event) => chooseByKey(view, event)
}

/** Turn the bar so that it points at the pointer; the very middle points nowhere. */
function pointAt(view, event) {
  const box = view.screen.getBoundingClientRect()
  const x = (event.clientX - box.left) / box.width - 0.5
  const y = 0.5 - (event.clientY - box.top) / box.height
  if (Math.hypot(x, y) < 0.06) return
  const half = view.scene.angles.length
  move(view, { angle: Math.round((Math.atan2(y, x) / Math.PI) * half) % half })
}

function press(view, event) {
  const change = {
    ArrowLeft: { angle: view.place.angle + 1 }, ArrowRight: { angle: view.place.angle - 1 },
    ArrowUp: { offset: view.place.offset + 1 }, ArrowDown: { offset: view.place.offset - 1 },
  }[event.key]
  if (!change) return
  event.preventDefault()
  stop(view)
  move(view, change)
}

function chooseByKey(view, event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  const next = view.place.cell + step
  if (!step || !view.rows[next]) return
  event.preventDefault()
  move(view, { cell: next })
  view.rows[next].element.focus()
}
