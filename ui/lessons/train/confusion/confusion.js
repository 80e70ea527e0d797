// A confusion matrix whose cells are buttons: choosing one asks for its photos.

export default function ({ parentElement, data, setTriggerValue }) {
  const table = parentElement.querySelector("table")
  table.caption.textContent = data.title
  table.tHead.replaceChildren(...heads(data))
  table.tBodies[0].replaceChildren(...data.rows.map((row, place) => line(row, place, data)))

  table.onclick = (event) => {
    const button = event.target.closest("button")
    if (!button) return
    for (const other of table.querySelectorAll("button")) press(other, other === button)
    setTriggerValue("cell", button.dataset.cell.split(",").map(Number))
  }
}

function heads({ names, words }) {
  const above = row(cell("td", ""), Object.assign(cell("th", words.predicted), { colSpan: names.length }))
  const each = row(cell("th", words.true), ...names.map((name) => scoped("col", name)))
  return [above, each]
}

function line(cells, place, { names, chosen }) {
  const drawn = cells.map(({ count, share, said }, column) => {
    const element = cell("td", "")
    element.className = place === column ? "right" : "wrong"
    element.style.setProperty("--share", `${count ? 15 + 85 * share : 0}%`) // one photo shows
    element.append(button(count, said, [place, column], chosen))
    return element
  })
  return row(scoped("row", names[place]), ...drawn)
}

function button(count, said, place, chosen) {
  const element = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: count,
    ariaLabel: said,
    disabled: !count,
  })
  element.dataset.cell = place
  press(element, String(place) === String(chosen))
  return element
}

function press(element, pressed) {
  element.ariaPressed = String(pressed)
}

function scoped(scope, text) {
  return Object.assign(cell("th", text), { scope })
}

function cell(kind, text) {
  return Object.assign(document.createElement(kind), { textContent: text })
}

function row(...cells) {
  const element = document.createElement("tr")
  element.append(...cells)
  return element
}
