// Photos of which many can be marked at once: by click, or with shift the whole row up to here.
// Marks stay while other photos are shown, and are told to Python when the reader pauses.

const kept = new WeakMap()
const PAUSE = 400 // ms

export default function ({ parentElement, data, setTriggerValue, setStateValue }) {
  const state = kept.get(parentElement) ?? { marked: new Set(data.marks), last: null, waiting: 0 }
  kept.set(parentElement, state)
  const known = new Set(data.known)
  state.marked = new Set([...state.marked].filter((value) => known.has(value)))
  const values = data.photos.map((photo) => photo.value)

  const root = parentElement.querySelector(".wall")
  root.setAttribute("aria-label", data.label)
  const photos = root.querySelector(".photos")
  photos.replaceChildren(...data.photos.map(button))
  const tools = toolbar(root, data)

  const show = () => {
    for (const photo of photos.children) {
      photo.setAttribute("aria-pressed", String(state.marked.has(photo.dataset.value)))
    }
    tools.show(state.marked.size, values.filter((value) => state.marked.has(value)).length)
  }
  const tell = () => {
    clearTimeout(state.waiting)
    state.waiting = setTimeout(() => {
      setStateValue("marks", [...state.marked])
      root.dataset.told = state.marked.size
    }, PAUSE)
  }
  const clear = () => {
    state.marked.clear()
    show()
    tell()
  }
  const send = (act) => {
    setTriggerValue("act", { photos: [...state.marked], ...act })
    clear()
  }

  photos.onclick = (event) => {
    const photo = event.target.closest("button")
    if (!photo) return
    toggle(state, values, photo.dataset.value, event.shiftKey)
    show()
    tell()
  }
  tools.remove.onclick = () => send({})
  tools.move.onchange = () => send({ to: tools.move.value })
  tools.keep.onclick = () => send({ keep: true })
  tools.clear.onclick = clear
  show()
}

function button({ value, source, title, note }) {
  const element = Object.assign(document.createElement("button"), { type: "button" })
  element.dataset.value = value
  element.append(Object.assign(document.createElement("img"), { src: source, alt: title }))
  if (note) element.append(Object.assign(document.createElement("span"), { textContent: note }))
  return element
}

function toggle(state, values, value, range) {
  const marking = !state.marked.has(value)
  const ends = [range && state.last ? values.indexOf(state.last) : -1, values.indexOf(value)]
  const [from, to] = ends[0] < 0 ? [ends[1], ends[1]] : [Math.min(...ends), Math.max(...ends)]
  for (const each of values.slice(from, to + 1)) {
    if (marking) state.marked.add(each)
    else state.marked.delete(each)
  }
  state.last = value
}

function toolbar(root, { words, classes }) {
  const [said, remove, move, keep, clear] = root.querySelector(".tools").children
  remove.textContent = words.remove
  keep.textContent = words.keep
  clear.textContent = words.clear
  move.setAttribute("aria-label", words.move)
  move.replaceChildren(new Option(words.move, "", true, true), ...classes.map((name) => new Option(name)))
  move.options[0].disabled = true
  const show = (count, here) => {
    const marked = words.marked.replace("#", count)
    const elsewhere = count > here ? ` (${words.elsewhere.replace("#", count - here)})` : ""
    said.textContent = count ? marked + elsewhere : words.hint
    remove.hidden = keep.hidden = clear.hidden = !count
    move.hidden = !count || !classes.length
    move.selectedIndex = 0
  }
  return { remove, move, keep, clear, show }
}
