// One of several buttons is chosen: by click, tap, or arrow keys. Joined to the components that use it.

const drawn = new WeakMap()

function redraw(root, content, children) {
  const signature = JSON.stringify(content)
  if (drawn.get(root) === signature) return // pictures that stay neither flicker nor lose the focus
  drawn.set(root, signature)
  root.replaceChildren(...children())
}

function choosing(root, buttons, value, setTriggerValue) {
  for (const button of buttons) mark(button, button.dataset.value === value)
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

function line(name, text) {
  return Object.assign(document.createElement("span"), { className: name, textContent: text })
}

function mark(element, chosen) {
  element.ariaChecked = String(chosen)
  element.tabIndex = chosen ? 0 : -1
}
