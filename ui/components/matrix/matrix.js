// One scene of linked number grids: input, kernel, terms of the current window, output.
// ui/components/matrix/matrix.py computes every number; the browser looks numbers up, draws them and listens.
// It joins viewing.js, matrix_values.js, matrix_drawing.js and this file into one module.

const STEP_MS = 400
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

export default function (component) {
  return keepView(component, {
    send: (edits) => component.setTriggerValue("edit", edits),
    leave: (view) => {
      pause(view)
      clearTimeout(view.speaker)
      view.observer.disconnect()
    },
  })
}

function createView(parent) {
  const find = (selector) => parent.querySelector(selector)
  const view = {
    root: find(".matrix"), stage: find(".scene"), note: find(".note"), arithmetic: find(".arithmetic"),
    transport: find(".transport"), player: find(".play"), scrubber: find(".scrubber"), spoken: find(".spoken"),
    places: new WeakMap(), pending: new Map(), signature: "", timer: 0, speaker: 0,
  }
  view.observer = new ResizeObserver(() => fit(view))
  listen(view)
  return view
}

function receive(view, scene) {
  const { shapes, pad, size, stride, combine, labels, names, editable, revision } = scene
  const signature = JSON.stringify([shapes, pad, size, stride, combine, labels, names, editable, revision])
  view.scene = scene
  view.palette = readPalette(view.root)
  if (signature !== view.signature) {
    pause(view)
    build(view)
    nameControls(view)
    view.signature = signature
  }
  paintFixedGrids(view)
  keepPending(view)
  measureText(view)
  view.observer.observe(view.root) // reports the first size, too
  fit(view)
  if (view.output) select(view, view.current)
}

function nameControls(view) {
  const { labels } = view.scene
  for (const button of view.transport.querySelectorAll("button")) nameButton(button, labels[button.dataset.action])
  view.scrubber.ariaLabel = labels.progress
}

function nameButton(button, name) {
  button.title = button.ariaLabel = name
}

// --- the current output cell -----------------------------------------------------------------

function select(view, index) {
  view.current = index
  const { row, column } = view.places.get(view.output.cells[index])
  drawStop(view, row, column)
  makeActive(view.output, index)
  notePosition(view)
  view.output.cells.forEach((cell, i) => cell.classList.toggle("unreached", i > view.reached && i !== index))
  view.scrubber.value = index
  view.scrubber.style.setProperty("--share", view.last ? index / view.last : 1)
  view.scrubber.setAttribute("aria-valuetext", view.note.textContent)
}

function notePosition(view) {
  const { row, column } = view.places.get(view.output.cells[view.current])
  view.note.textContent = fillIn(view.scene.labels.position, { row: row + 1, column: column + 1 })
}

/** Tell screen readers where we are, once the window stands still. */
function speak(view) {
  clearTimeout(view.speaker)
  view.speaker = setTimeout(() => {
    view.spoken.textContent = `${view.note.textContent}: ${view.arithmetic.textContent}`
  }, STEP_MS + 100)
}

// --- linking ---------------------------------------------------------------------------------

function inspect(view, { grid, row, column, index }) {
  unlink(view)
  if (!view.output) return
  if (grid.name === "output") select(view, index)
  else if (grid.name === "input") linkInput(view, grid, row, column)
  else linkTerm(view, row, column)
}

/** Show which output cells an input cell contributes to. */
function linkInput(view, grid, row, column) {
  const { stride, size, labels } = view.scene
  const covers = (r, c) => row >= r && row < r + size[0] && column >= c && column < c + size[1]
  const fed = view.output.cells.filter((cell) => {
    const place = view.places.get(cell)
    return covers(place.row * stride, place.column * stride)
  })
  const [top, left] = view.origin
  if (covers(top, left)) linkTerm(view, row - top, column - left)
  for (const cell of [cellAt(grid, row, column), ...fed]) light(view, cell)
  view.note.textContent = fillIn(labels.feeds, { row: row + 1, column: column + 1, count: fed.length })
}

/** Show where kernel cell (row, column) stands in every matrix and in the arithmetic. */
function linkTerm(view, row, column) {
  const [top, left] = view.origin
  const index = row * view.scene.size[1] + column
  for (const grid of gridsOf(view, "input")) light(view, cellAt(grid, top + row, left + column))
  for (const grid of [...gridsOf(view, "kernel"), ...gridsOf(view, "terms")]) light(view, grid.cells[index])
  for (const piece of view.arithmetic.children) if (piece.index === index) light(view, piece)
}

function light(view, target) {
  target.classList.add("lit")
  view.linked.push(target)
}

function unlink(view) {
  if (!view.linked.length) return
  for (const target of view.linked.splice(0)) target.classList.remove("lit")
  notePosition(view)
}

// --- playing ---------------------------------------------------------------------------------

function goTo(view, index) {
  view.reached = Math.max(0, Math.min(view.last, index))
  select(view, view.reached)
  speak(view)
}

function play(view) {
  goTo(view, view.current === view.last ? 0 : view.current)
  view.root.classList.add("playing")
  nameButton(view.player, view.scene.labels.pause)
  view.timer = setInterval(() => {
    if (view.current < view.last) goTo(view, view.current + 1)
    else pause(view)
  }, STEP_MS)
}

function pause(view) {
  if (!view.timer) return
  clearInterval(view.timer)
  view.timer = 0
  view.root.classList.remove("playing")
  nameButton(view.player, view.scene.labels.play)
}

function press(view, action) {
  const playing = view.timer
  pause(view)
  if (action === "play" && !playing) play(view)
  if (action === "back") goTo(view, view.current - 1)
  if (action === "forward") goTo(view, view.current + 1)
}

// --- editing ---------------------------------------------------------------------------------

function edit(view, cell, typed) {
  const { grid, row, column } = view.places.get(cell)
  const before = String(Number(grid.values[row][column].toFixed(4)))
  const input = element("input", { className: "editor", value: typed ?? before,
    ariaLabel: view.scene.labels.edit, autocomplete: "off" })
  const close = () => {
    input.onblur = null // removing a focused field blurs it
    input.remove()
  }
  const commit = () => {
    const value = parse(input.value)
    if (value !== null && input.value !== before) send(view, cell, value)
    return value !== null
  }
  input.onblur = () => {
    commit()
    close()
  }
  input.oninput = () => input.removeAttribute("aria-invalid")
  input.onkeydown = (event) => pressEditorKey(view, cell, input, event, { close, commit })
  cell.append(input)
  input.focus()
  if (typed === undefined) input.select()
}

function pressEditorKey(view, cell, input, event, { close, commit }) {
  event.stopPropagation() // the page's shortcuts must not hear what is typed
  const { grid, index } = view.places.get(cell)
  const next = grid.cells[index + (event.shiftKey ? -1 : 1)]
  const accepted = ["Enter", "Tab"].includes(event.key) && commit()
  if (event.key === "Enter" && !accepted) {
    input.setAttribute("aria-invalid", "true")
    view.note.textContent = view.spoken.textContent = view.scene.labels.invalid
  } else if (event.key === "Tab" && accepted && next?.matches(".editable")) {
    event.preventDefault()
    close()
    edit(view, next)
  } else if (event.key === "Enter" || event.key === "Escape") {
    close()
    cell.focus()
  }
}

/** Send what Python has not confirmed yet: of two messages in one rerun only the newer arrives. */
function send(view, cell, value) {
  const { grid, row, column } = view.places.get(cell)
  const [top, , left] = grid.name === "input" ? view.scene.pad : [0, 0, 0]
  view.pending.set(cell, { target: grid.name, plane: grid.plane, row: row - top, column: column - left, value })
  paint(view, cell, value)
  view.send([...view.pending.values()])
}

function keepPending(view) {
  for (const [cell, { value }] of view.pending) {
    const { grid, row, column } = view.places.get(cell)
    if (Math.abs(grid.values[row][column] - value) < 1e-5) view.pending.delete(cell)
    else paint(view, cell, value)
  }
}

// --- listening -------------------------------------------------------------------------------

/** Called once a view; the elements and their handlers live as long as it does. */
function listen(view) {
  const { root, stage, transport, scrubber } = view
  const placeOf = (event) => view.places.get(event.target.closest(".cell"))
  root.onpointerover = (event) => point(view, placeOf(event), event.target.closest(".operand"))
  root.onpointerleave = () => unlink(view)
  root.addEventListener("focusin", (event) => placeOf(event) && inspect(view, placeOf(event))) // has no property
  root.onkeydown = (event) => placeOf(event) && pressKey(view, placeOf(event), event)
  stage.onclick = (event) => {
    const cell = event.target.closest(".editable")
    if (cell && !cell.querySelector(".editor")) edit(view, cell)
  }
  transport.onclick = (event) => {
    const button = event.target.closest("button")
    if (button) press(view, button.dataset.action)
  }
  scrubber.oninput = () => {
    pause(view)
    goTo(view, Number(scrubber.value))
  }
}

function point(view, place, piece) {
  if (place) {
    pause(view)
    inspect(view, place)
  } else {
    unlink(view)
    const columns = view.scene.size[1]
    if (piece?.index !== undefined) linkTerm(view, Math.floor(piece.index / columns), piece.index % columns)
  }
}

function pressKey(view, { grid, row, column, index }, event) {
  const cell = grid.cells[index]
  const ends = { Home: 0, End: grid.cells.length - 1 }
  const typed = /^[-.\d]$/.test(event.key)
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key in ends) moveFocus(view, grid, grid.cells[ends[event.key]])
  else if (event.key in ARROWS) {
    const [down, right] = ARROWS[event.key]
    moveFocus(view, grid, cellAt(grid, row + down, column + right))
  } else if (event.key === " " && view.output) press(view, "play")
  else if (cell.matches(".editable") && (typed || event.key === "Enter")) edit(view, cell, typed ? event.key : undefined)
  else return
  event.preventDefault()
}

function moveFocus(view, grid, cell) {
  if (!cell) return
  pause(view)
  makeActive(grid, view.places.get(cell).index)
  cell.focus()
  if (grid.name === "output") speak(view)
}

/** Keep one tab stop a grid. */
function makeActive(grid, index) {
  grid.cells[grid.active].tabIndex = -1
  grid.cells[index].tabIndex = 0
  grid.active = index
}
