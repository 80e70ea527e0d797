// A grid of pictures of which one is chosen: by click, tap, or arrow keys.

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery")
  root.setAttribute("aria-label", data.label)
  root.style.setProperty("--tile", `${data.tileWidth}px`)
  redraw(root, data.tiles, () => data.tiles.map((tile) => button(tile, data.pixelated)))
  choosing(root, [...root.children], data.chosen, setTriggerValue)
}

function button(tile, pixelated) {
  const element = document.createElement("button")
  element.setAttribute("role", "radio")
  element.dataset.value = tile.value
  element.className = pixelated ? "pixelated" : ""
  const picture = Object.assign(document.createElement("img"), { src: tile.source, alt: "" })
  element.append(picture, line("title", tile.title), line("note", tile.note))
  return element
}
