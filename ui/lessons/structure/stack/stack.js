// The editor of a stack of layers. All shapes and counts come from Python with every edit.

const NARROW = 640 // pixels of width below which the details go under the chosen row
const states = new WeakMap()

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".stack")
  const state = states.get(root) ?? { chosen: 0, revision: data.revision }
  states.set(root, state)
  if (state.revision !== data.revision) Object.assign(state, { chosen: 0, revision: data.revision })
  state.chosen = Math.min(state.chosen, data.layers.length - 1)

  const send = (edit) => {
    state.chosen = chosenAfter(edit, state.chosen)
    setTriggerValue("edit", edit)
  }
  const choose = (index) => {
    const before = topOf(root, index)
    state.chosen = index
    render(root, data, index)
    scrollerOf(root).scrollBy(0, topOf(root, index) - before) // what was pressed stays in its place
  }
  listen(root, data, state, choose, send)
  render(root, data, state.chosen)
}

function render(root, data, chosen) {
  const focus = root.getRootNode().activeElement?.dataset.focus
  colorParts(root)
  drawNetwork(root.querySelector(".scroller"), data)
  root.querySelector(".parts").replaceChildren(...data.parts.map(legend))
  root.querySelector(".scale").textContent = data.labels.scale
  root.querySelector(".rows").ariaLabel = data.labels.rows
  root.querySelector(".rows").replaceChildren(...rows(data, chosen))
  const place = isNarrow(root) ? root.querySelector(".row.chosen") : root.querySelector(".board")
  place.append(root.detail ??= root.querySelector(".detail"))
  show(root, data, chosen)
  if (focus) root.querySelector(`[data-focus="${focus}"]`)?.focus()
}

/** Give the parts the colours that the theme's charts give them. */
function colorParts(root) {
  const colors = getComputedStyle(root).getPropertyValue("--st-chart-categorical-colors").split(",")
  root.style.setProperty("--extractor", colors[0])
  root.style.setProperty("--classifier", colors[1])
}

/** Show a layer's details and light it up in the drawing and the rows. */
function show(root, data, index) {
  root.detail.replaceChildren(...detail(index, data))
  for (const marked of root.querySelectorAll("[data-index]:is(g, .line)"))
    marked.classList.toggle("here", Number(marked.dataset.index) === index)
}

/** Say whether the details stand among the rows, where hovering must not move what is below. */
function isNarrow(root) {
  return root.clientWidth < NARROW
}

function topOf(root, index) {
  return root.querySelector(`.line[data-index="${index}"]`).getBoundingClientRect().top
}

function scrollerOf(element) {
  const parent = element.parentElement ?? element.getRootNode().host
  if (!parent) return document.documentElement
  return /auto|scroll/.test(getComputedStyle(parent).overflowY) ? parent : scrollerOf(parent)
}

function legend({ name, note }, index) {
  const part = index ? "classifier" : "extractor"
  return make("span", { className: part }, make("b", { textContent: name }), ` ${note}`)
}

function chosenAfter({ action, index, to }, chosen) {
  return { add: index, move: to, remove: Math.max(index - 1, 0) }[action] ?? chosen
}

function listen(root, data, state, choose, send) {
  const indexUnder = (event) => {
    const marked = event.target.closest("[data-index]:is(g, .line)")
    return marked && Number(marked.dataset.index)
  }
  root.onpointerover = (event) => {
    if (event.pointerType === "mouse" && !isNarrow(root)) show(root, data, indexUnder(event) ?? state.chosen)
  }
  root.onpointerleave = () => show(root, data, state.chosen)
  root.onclick = (event) => {
    const edit = event.target.closest("[data-edit]")?.dataset.edit
    const index = indexUnder(event)
    if (edit) send(JSON.parse(edit))
    else if (index !== null) choose(index)
  }
  root.onchange = ({ target }) => {
    if (!target.reportValidity()) return
    const { index, field } = target.dataset
    const value = target.type === "number" ? target.valueAsNumber : target.value
    send({ action: "change", index: Number(index), field, value })
  }
  root.onkeydown = (event) => onKey(event, data, choose, send)
}

/** On a row: arrows choose the next one, with Alt they move the layer; Delete removes it. */
function onKey(event, { layers }, choose, send) {
  const line = event.target.closest("button.line")
  if (!line) return
  const index = Number(line.dataset.index)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const to = index + (step ?? 0)
  if (event.key === "Delete" && index >= 0) send({ action: "remove", index })
  else if (step && event.altKey && index >= 0 && layers[to]) send({ action: "move", index, to })
  else if (step && !event.altKey && to >= -1 && to < layers.length) {
    choose(to)
    line.getRootNode().querySelector(`[data-focus="row:${to}"]`).focus()
  } else return
  event.preventDefault()
}
