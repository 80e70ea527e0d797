// A row a layer; the chosen row opens: its settings, and the buttons that move, remove and add.

function rows(data, chosen) {
  const list = [heading(data), inputRow(data, chosen)]
  data.layers.forEach((layer, index) => {
    if (layer.part !== data.layers[index - 1]?.part) list.push(partRow(layer.part, data))
    list.push(layerRow(layer, index, data, chosen))
  })
  return list
}

function heading({ labels }) {
  const names = [labels.layer, labels.settings, labels.output, labels.parameters, labels.macs]
  const cells = names.map((text) => make("span", { textContent: text }))
  return make("li", { className: "heading line", ariaHidden: "true" }, ...cells)
}

function partRow(part, { parts }) {
  const { name, note } = parts[part === "classifier" ? 1 : 0]
  return make("li", { className: `part ${part}` }, make("b", { textContent: name }), make("span", { textContent: note }))
}

function inputRow(data, chosen) {
  const cells = [cell("name", data.input.name), cell("settings", ""), cell("shape", data.input.shape)]
  return row(-1, chosen, "input", cells, chosen === -1 ? [palette(-1, data)] : [])
}

function layerRow(layer, index, data, chosen) {
  const name = cell("name", layer.kindName)
  if (layer.name) name.append(make("small", { textContent: layer.name }))
  const cells = [name, cell("settings", layer.settings), cell("shape", layer.shape ?? "–")]
  for (const count of ["parameters", "macs"]) cells.push(countCell(count, layer.counts?.[count]))
  const below = []
  if (layer.refusal) below.push(make("p", { className: "refusal", textContent: layer.refusal }))
  if (index === chosen) below.push(settings(layer, index, data), palette(index, data))
  const state = layer.counts ? "" : layer.refusal ? "refused" : "waiting"
  return row(index, chosen, `${layer.part} ${state}`, cells, below)
}

function row(index, chosen, name, cells, below) {
  const button = make("button", { type: "button", className: "line", ariaExpanded: String(index === chosen) }, ...cells)
  Object.assign(button.dataset, { index, focus: `row:${index}` })
  return make("li", { className: `row ${name} ${index === chosen ? "chosen" : ""}` }, button, ...below)
}

function cell(name, text) {
  return make("span", { className: name, textContent: text })
}

/** A count with a bar as long as its share of the largest one. */
function countCell(name, count) {
  const element = cell(name, count?.value ?? "–")
  element.style.setProperty("--share", count?.share ?? 0)
  return element
}

function settings(layer, index, { labels, layers }) {
  const fields = layer.fields.map((field) => fieldOf(field, index))
  const actions = make(
    "span",
    { className: "actions" },
    action("↑", labels.up, { action: "move", index, to: index - 1 }, index === 0),
    action("↓", labels.down, { action: "move", index, to: index + 1 }, index === layers.length - 1),
    action("×", labels.remove, { action: "remove", index }, false),
  )
  return make("div", { className: "settings-form" }, ...fields, actions)
}

function fieldOf(field, index) {
  const input = field.options ? make("select", {}, ...field.options.map(option)) : make("input", { type: "number", required: true })
  if (!field.options) Object.assign(input, { min: field.min, max: field.max, step: field.step })
  input.value = field.value
  Object.assign(input.dataset, { index, field: field.name, focus: `field:${field.name}` })
  return make("label", {}, make("span", { textContent: field.label }), input)
}

function option(value) {
  return make("option", { value, textContent: value })
}

function action(sign, title, edit, disabled) {
  const button = make("button", { type: "button", textContent: sign, title, ariaLabel: title, disabled })
  Object.assign(button.dataset, { edit: JSON.stringify(edit), focus: `action:${sign}` })
  return button
}

function palette(index, { palette, labels }) {
  const buttons = palette.map(({ kind, name }) => {
    const edit = { action: "add", index: index + 1, kind }
    const button = make("button", { type: "button", textContent: `+ ${name}`, title: kind })
    Object.assign(button.dataset, { edit: JSON.stringify(edit), focus: `add:${kind}` })
    return button
  })
  const label = make("span", { textContent: index < 0 ? labels.add_first : labels.add })
  return make("div", { className: "palette" }, label, ...buttons)
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}
