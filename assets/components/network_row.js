// A network's layers in a row, as boxes to scale; one is chosen: by click, tap, or arrow keys.

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".network")
  root.setAttribute("aria-label", data.label)
  root.replaceChildren(...data.blocks.map((layers) => block(layers, data.chosen)))
  const buttons = [...root.querySelectorAll("button")]

  const choose = (chosen) => {
    for (const button of buttons) mark(button, button === chosen)
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
    const next = buttons[buttons.indexOf(event.target.closest("button")) + step]
    if (!next) return
    next.focus()
    choose(next)
  }
}

function block(layers, chosen) {
  const element = document.createElement("div")
  element.className = "block"
  element.append(...layers.map((layer) => button(layer, chosen)))
  return element
}

function button(layer, chosen) {
  const element = document.createElement("button")
  element.setAttribute("role", "radio")
  element.setAttribute("aria-label", `${layer.value}, ${layer.shape}`)
  element.dataset.value = layer.value
  element.append(box(layer), line("name", layer.name), line("shape", layer.shape))
  mark(element, layer.value === chosen)
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

function line(name, text) {
  return Object.assign(document.createElement("span"), { className: name, textContent: text })
}

function mark(element, chosen) {
  element.ariaChecked = String(chosen)
  element.tabIndex = chosen ? 0 : -1
}
