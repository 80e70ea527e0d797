// @ts-check
// Table 1 of the VGG paper. A column is chosen by a click anywhere in it, or its button on top.

import { element, find, hit } from "../../../components/shared/dom.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {{ text: string, added: boolean }} Entry a layer; added where the column before has it not */

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {string} layers
 * @property {string} paper
 * @property {string} exact
 * @property {Entry[][]} blocks
 * @property {boolean} chosen
 */

/**
 * What vgg_columns.py sends.
 * @typedef {object} Scene
 * @property {Column[]} columns
 * @property {string[]} shared what all columns end with
 * @property {{ caption: string, input: string, maxpool: string }} labels
 */

/** @param {Run<Scene>} run */
export default function vggColumns(run) {
  return keepView(run, { create: createView, receive })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const table = find(root, "table", HTMLTableElement)
  const columnUnder = (/** @type {Event} */ event) => hit(event, "[data-column]")?.dataset.column
  table.onpointerover = (event) => toggle(table, "here", columnUnder(event))
  table.onpointerleave = () => toggle(table, "here", undefined)
  table.onclick = (event) => {
    const name = columnUnder(event)
    if (name !== undefined) tell.trigger("pick", name)
  }
  return table
}

/**
 * @param {HTMLTableElement} table
 * @param {Scene} scene
 */
function receive(table, { columns, labels, shared }) {
  const content = [columns.map((column) => ({ ...column, chosen: false })), labels, shared]
  redraw(table, content, () => [
    element("caption", { textContent: labels.caption }),
    element("thead", {}, head(columns), facts(columns, "layers"), across(labels.input, columns.length)),
    element("tbody", {}, ...blocks(columns, labels.maxpool), ...shared.map((text) => across(text, columns.length))),
    element("tfoot", {}, facts(columns, "paper"), facts(columns, "exact")),
  ])
  const chosen = columns.find((column) => column.chosen)?.name
  toggle(table, "chosen", chosen)
  for (const button of table.querySelectorAll("button")) {
    button.ariaPressed = String(button.dataset.key === chosen)
  }
}

/**
 * Give a class to the cells of one column alone.
 * @param {HTMLTableElement} table
 * @param {string} className
 * @param {string | undefined} column
 */
function toggle(table, className, column) {
  for (const cell of table.querySelectorAll("[data-column]")) {
    cell.classList.toggle(className, cell instanceof HTMLElement && cell.dataset.column === column)
  }
}

/** @param {Column[]} columns */
function head(columns) {
  return row(columns, "th", ({ name }) => [element("button", { type: "button", textContent: name, data: { key: name } })])
}

/**
 * @param {Column[]} columns
 * @param {string} maxpool
 */
function blocks(columns, maxpool) {
  return columns[0].blocks.flatMap((_, block) => [
    row(columns, "td", (column) => column.blocks[block].map(entry)),
    across(maxpool, columns.length),
  ])
}

/** @param {Entry} entry */
function entry({ text, added }) {
  return element(added ? "b" : "span", { textContent: text })
}

/**
 * @param {Column[]} columns
 * @param {"layers" | "paper" | "exact"} name
 */
function facts(columns, name) {
  return row(columns, "td", (column) => [column[name]])
}

/**
 * @param {Column[]} columns
 * @param {"th" | "td"} tag
 * @param {(column: Column) => (Node | string)[]} contents
 */
function row(columns, tag, contents) {
  const cells = columns.map((column) => element(tag, { data: { column: column.name } }, ...contents(column)))
  return element("tr", {}, ...cells)
}

/**
 * @param {string} text
 * @param {number} count
 */
function across(text, count) {
  return element("tr", {}, element("td", { className: "across", colSpan: count, textContent: text }))
}
