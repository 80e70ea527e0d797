// Table 1 of the VGG paper. A column is chosen by a click anywhere in it, or its button on top.

export default function ({ parentElement, data, setTriggerValue }) {
  const table = parentElement.querySelector("table")
  const { columns, labels, shared } = data
  const head = line("tr", columns.map((column) => line("th", [button(column)], column)))
  const sections = columns[0].blocks.flatMap((_, block) => [
    line("tr", columns.map((column) => line("td", column.blocks[block].map(entry), column))),
    across(labels.maxpool, columns.length),
  ])
  const dense = shared.map((text) => across(text, columns.length))
  table.replaceChildren(
    line("caption", [labels.caption]),
    line("thead", [
      head,
      facts(columns, "layers"),
      across(labels.input, columns.length),
    ]),
    line("tbody", [...sections, ...dense]),
    line("tfoot", [facts(columns, "paper"), facts(columns, "exact")]),
  )

  const columnUnder = (event) => event.target.closest("[data-column]")?.dataset.column
  const mark = (name) => {
    for (const cell of table.querySelectorAll("[data-column]"))
      cell.classList.toggle("here", cell.dataset.column === name)
  }
  table.onpointerover = (event) => mark(columnUnder(event))
  table.onpointerleave = () => mark(null)
  table.onclick = (event) => {
    const name = columnUnder(event)
    if (name) setTriggerValue("pick", name)
  }
}

function button({ name, chosen }) {
  const element = document.createElement("button")
  Object.assign(element, { type: "button", textContent: name, ariaPressed: String(chosen) })
  return element
}

function entry({ text, added }) {
  return Object.assign(document.createElement(added ? "b" : "span"), { textContent: text })
}

function facts(columns, name) {
  return line("tr", columns.map((column) => line("td", [column[name]], column)))
}

function across(text, count) {
  const cell = line("td", [text])
  cell.colSpan = count
  cell.className = "across"
  return line("tr", [cell])
}

function line(tag, children, column) {
  const element = document.createElement(tag)
  element.append(...children)
  if (column) {
    element.dataset.column = column.name
    element.classList.toggle("chosen", column.chosen)
  }
  return element
}
