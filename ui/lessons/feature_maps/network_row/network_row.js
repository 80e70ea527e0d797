// A network's layers in a row, as boxes to scale; one is chosen: by click, tap, or arrow keys.

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".network")
  root.setAttribute("aria-label", data.label)
  redraw(root, data.blocks, () => data.blocks.map(block))
  choosing(root, [...root.querySelectorAll("button")], data.chosen, setTriggerValue)
}

function block(layers) {
  const element = document.createElement("div")
  element.className = "block"
  element.append(...layers.map(button))
  return element
}

function button(layer) {
  const element = document.createElement("button")
  element.setAttribute("role", "radio")
  element.setAttribute("aria-label", `${layer.value}, ${layer.shape}`)
  element.dataset.value = layer.value
  element.append(box(layer), line("name", layer.name), line("shape", layer.shape))
  return element
}

function box({ front, depth, source }) {
  const element = line("box", "")
  element.style.setProperty("--front", `${front}px`)
  element.style.setProperty("--depth", `${depth}px`)
  const picture = Object.assign(document.createElement("img"), { src: source, alt: "" })
  element.append(side("top"), side("side"), picture)
  return element
}

function side(name) {
  return Object.assign(document.createElement("i"), { className: name })
}
