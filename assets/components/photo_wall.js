// Photos of which many can be marked at once: by click, or with shift the whole row up to here.

const kept = new WeakMap() // marks of each wall; a new photo must not lose them

export default function ({ parentElement, data, setTriggerValue }) {
  const state = kept.get(parentElement) ?? { marked: new Set(), last: null }
  kept.set(parentElement, state)
  const values = data.photos.map((photo) => photo.value)
  state.marked = new Set(values.filter((value) => state.marked.has(value)))

  const root = parentElement.querySelector(".wall")
  root.setAttribute("aria-label", data.label)
  const photos = root.querySelector(".photos")
  photos.replaceChildren(...data.photos.map(button))
  const tools = toolbar(root, data)

  const show = () => {
    for (const photo of photos.children) {
      photo.setAttribute("aria-pressed", String(state.marked.has(photo.dataset.value)))
    }
    tools.show(state.marked.size)
  }
  const send = (to) => {
    setTriggerValue("act", { photos: [...state.marked], to })
    state.marked.clear()
    show()
  }

  photos.onclick = (event) => {
    const photo = event.target.closest("button")
    if (!photo) return
    toggle(state, values, photo.dataset.value, event.shiftKey)
    show()
  }
  tools.remove.onclick = () => send(null)
  tools.move.onchange = () => send(tools.move.value)
  tools.clear.onclick = () => {
    state.marked.clear()
    show()
  }
  show()
}

function button(photo) {
  const element = Object.assign(document.createElement("button"), { type: "button" })
  element.dataset.value = photo.value
  element.append(Object.assign(document.createElement("img"), { src: photo.source, alt: photo.title }))
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
  const [said, remove, move, clear] = root.querySelector(".tools").children
  remove.textContent = words.remove
  clear.textContent = words.clear
  move.replaceChildren(new Option(words.move, "", true, true), ...classes.map((name) => new Option(name)))
  move.options[0].disabled = true
  const show = (count) => {
    said.textContent = count ? words.marked.replace("#", count) : words.hint
    remove.hidden = clear.hidden = !count
    move.hidden = !count || !classes.length
    move.selectedIndex = 0
  }
  return { remove, move, clear, show }
}
