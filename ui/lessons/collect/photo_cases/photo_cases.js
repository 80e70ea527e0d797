// Cards of photos with buttons; the reader's choice goes to Python as {case, act}.

const WIDE = 3 // photos from which on a card takes two columns

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".cases")
  root.setAttribute("aria-label", data.label)
  root.replaceChildren(...data.cases.map(card))
  root.onclick = (event) => {
    const button = event.target.closest("button")
    if (button) setTriggerValue("act", { case: button.dataset.case, act: button.dataset.act })
  }
}

function card({ key, title, why, photos, acts }) {
  const element = make("article", { className: photos.length < WIDE ? "case" : "case wide" })
  element.setAttribute("role", "listitem")
  const pictures = make("div", { className: photos.length > 1 ? "photos several" : "photos" })
  pictures.append(...photos.map(figure))
  const buttons = make("div", { className: "acts" })
  buttons.append(...acts.map((act) => button(key, act)))
  const reasons = why.map((text) => make("p", { className: "why", textContent: text }))
  element.append(make("h4", { className: "title", textContent: title }), pictures, ...reasons, buttons)
  return element
}

function figure({ source, title, note, best }) {
  const element = make("figure", { className: best ? "best" : "" })
  element.append(make("img", { src: source, alt: title }), make("figcaption", { textContent: note }))
  return element
}

function button(key, { name, label }) {
  const element = make("button", { type: "button", textContent: label })
  Object.assign(element.dataset, { case: key, act: name })
  return element
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}
