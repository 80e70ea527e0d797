// A grid of pictures of which one is chosen: by click, tap, or arrow keys.

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery")
  root.setAttribute("aria-label", data.label)
  root.style.setProperty("--tile", `${data.tileWidth}px`)
  root.replaceChildren(...data.tiles.map((tile) => button(tile, data)))

  const choose = (chosen) => {
    for (const other of root.children) mark(other, other === chosen)
    setTriggerValue("pick", chosen.dataset.value)
  }
  root.onclick = (event) => {
    const chosen = event.target.closest("button")
    if (chosen && chosen.ariaChecked !== "true") choose(chosen)
  }
  root.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const tiles = [...root.children]
    const next = tiles[tiles.indexOf(event.target.closest("button")) + step]
    if (!next) return
    next.focus()
    choose(next)
  }
}

function button(tile, { chosen, pixelated }) {
  const element = document.createElement("button")
  element.setAttribute("role", "radio")
  element.dataset.value = tile.value
  element.className = pixelated ? "pixelated" : ""
  const picture = Object.assign(document.createElement("img"), { src: tile.source, alt: "" })
  element.append(picture, line("title", tile.title), line("note", tile.note))
  mark(element, tile.value === chosen)
  return element
}

function line(name, text) {
  return Object.assign(document.createElement("span"), { className: name, textContent: text })
}

function mark(element, chosen) {
  element.ariaChecked = String(chosen)
  element.tabIndex = chosen ? 0 : -1
}
