// @ts-check
// A row a layer; the chosen row opens: its settings, and the buttons that move, remove and add.

import { element } from "../../../components/shared/dom.js"

/** @import { Count, Edit, Field, Layer, Scene } from "./stack.js" */

/**
 * @param {Scene} scene
 * @param {number} chosen index of a layer; -1 is the input
 */
export function rows(scene, chosen) {
  const list = [heading(scene), inputRow(scene, chosen)]
  scene.layers.forEach((layer, index) => {
    if (layer.part !== scene.layers[index - 1]?.part) list.push(partRow(layer.part, scene))
    list.push(layerRow(layer, index, scene, chosen))
  })
  return list
}

/** @param {Scene} scene */
function heading({ labels }) {
  const names = [labels.layer, labels.settings, labels.output, labels.parameters, labels.macs]
  const cells = names.map((textContent) => element("span", { textContent }))
  return element("li", { className: "heading line", ariaHidden: "true" }, ...cells)
}

/**
 * @param {Layer["part"]} part
 * @param {Scene} scene
 */
function partRow(part, { parts }) {
  const { name, note } = parts[part === "classifier" ? 1 : 0]
  const texts = [element("b", { textContent: name }), element("span", { textContent: note })]
  return element("li", { className: `part ${part}` }, ...texts)
}

/**
 * @param {Scene} scene
 * @param {number} chosen
 */
function inputRow(scene, chosen) {
  const cells = [cell("name", scene.input.name), cell("settings", ""), cell("shape", scene.input.shape)]
  return row(-1, chosen, "input", cells, chosen === -1 ? [palette(-1, scene)] : [])
}

/**
 * @param {Layer} layer
 * @param {number} index
 * @param {Scene} scene
 * @param {number} chosen
 */
function layerRow(layer, index, scene, chosen) {
  const name = cell("name", layer.kindName)
  if (layer.counts) name.append(element("small", { textContent: layer.name }))
  const cells = [
    name, cell("settings", layer.settings), cell("shape", layer.counts ? layer.shape : "–"),
    countCell("parameters", layer.counts?.parameters), countCell("macs", layer.counts?.macs),
  ]
  const refusal = layer.counts ? "" : layer.refusal
  const below = refusal ? [element("p", { className: "refusal", textContent: refusal })] : []
  const open = index === chosen ? [settings(layer, index, scene), palette(index, scene)] : []
  const state = layer.counts ? "" : refusal ? "refused" : "waiting"
  return row(index, chosen, `${layer.part} ${state}`, cells, [...below, ...open])
}

/**
 * @param {number} index
 * @param {number} chosen
 * @param {string} name
 * @param {Node[]} cells
 * @param {Node[]} below
 */
function row(index, chosen, name, cells, below) {
  const open = index === chosen
  const button = element(
    "button",
    { type: "button", className: "line", ariaExpanded: String(open), data: { index, key: `row:${index}` } },
    ...cells,
  )
  return element("li", { className: `row ${name} ${open ? "chosen" : ""}` }, button, ...below)
}

/**
 * @param {string} className
 * @param {string} textContent
 */
function cell(className, textContent) {
  return element("span", { className, textContent })
}

/**
 * A count with a bar as long as its share of the largest one.
 * @param {string} className
 * @param {Count | undefined} count
 */
function countCell(className, count) {
  return element("span", { className, textContent: count?.value ?? "–", style: { "--share": count?.share ?? 0 } })
}

/**
 * @param {Layer} layer
 * @param {number} index
 * @param {Scene} scene
 */
function settings(layer, index, { labels, layers }) {
  const actions = [
    action("↑", labels.up, { action: "move", index, to: index - 1 }, index === 0),
    action("↓", labels.down, { action: "move", index, to: index + 1 }, index === layers.length - 1),
    action("×", labels.remove, { action: "remove", index }, false),
  ]
  const fields = layer.fields.map((field) => labelled(field, index))
  return element("div", { className: "settings-form" }, ...fields, element("span", { className: "actions" }, ...actions))
}

/**
 * @param {Field} field
 * @param {number} index
 */
function labelled(field, index) {
  const input = field.options ? select(field.options) : number(field)
  input.value = String(field.value)
  Object.assign(input.dataset, { index, field: field.name, key: `field:${field.name}` })
  return element("label", {}, element("span", { textContent: field.label }), input)
}

/** @param {string[]} options */
function select(options) {
  return element("select", {}, ...options.map((value) => element("option", { value, textContent: value })))
}

/** @param {Field} field */
function number({ min, max, step }) {
  const input = element("input", { type: "number", required: true })
  return Object.assign(input, { min, max, step })
}

/**
 * @param {string} sign
 * @param {string} title
 * @param {Edit} edit
 * @param {boolean} disabled
 */
function action(sign, title, edit, disabled) {
  const data = { edit: JSON.stringify(edit), key: `action:${sign}` }
  return element("button", { type: "button", textContent: sign, title, ariaLabel: title, disabled, data })
}

/**
 * @param {number} index
 * @param {Scene} scene
 */
function palette(index, { palette: kinds, labels }) {
  const buttons = kinds.map(({ kind, name }) => {
    const edit = JSON.stringify({ action: "add", index: index + 1, kind })
    return element("button", { type: "button", textContent: `+ ${name}`, title: kind, data: { edit, key: `add:${kind}` } })
  })
  const label = element("span", { textContent: index < 0 ? labels.add_first : labels.add })
  return element("div", { className: "palette" }, label, ...buttons)
}
