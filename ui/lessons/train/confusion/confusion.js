// @ts-check
// A confusion matrix whose cells are buttons: choosing one asks for its photos.

import { element, find, hit } from "../../../components/shared/dom.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {{ count: number, share: number, said: string }} Cell a share 0..1 of its row */

/**
 * What confusion.py sends.
 * @typedef {object} Scene
 * @property {string} title
 * @property {{ true: string, predicted: string }} words
 * @property {string[]} names of the classes
 * @property {Cell[][]} rows one a true class, with one a predicted class
 * @property {[row: number, column: number] | null} chosen
 */

/** @param {Run<Scene>} run */
export default function confusion(run) {
  return keepView(run, { create: createView, receive })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const table = find(root, "table", HTMLTableElement)
  table.onclick = (event) => {
    const key = hit(event, "button")?.dataset.key
    if (key === undefined) return
    press(table, key)
    tell.trigger("cell", key.split(",").map(Number))
  }
  return table
}

/**
 * @param {HTMLTableElement} table
 * @param {Scene} scene
 */
function receive(table, { title, words, names, rows, chosen }) {
  redraw(table, { title, words, names, rows }, () => [
    element("caption", { textContent: title }),
    element("thead", {}, ...heads(names, words)),
    element("tbody", {}, ...rows.map((cells, place) => line(cells, place, names[place]))),
  ])
  press(table, String(chosen))
}

/**
 * @param {string[]} names
 * @param {Scene["words"]} words
 */
function heads(names, words) {
  const across = element("th", { textContent: words.predicted, colSpan: names.length })
  const columns = names.map((name) => element("th", { textContent: name, scope: "col" }))
  return [
    element("tr", {}, element("td"), across),
    element("tr", {}, element("th", { textContent: words.true }), ...columns),
  ]
}

/**
 * @param {Cell[]} cells
 * @param {number} row
 * @param {string} name
 */
function line(cells, row, name) {
  const drawn = cells.map(({ count, share, said }, column) => element(
    "td",
    {
      className: row === column ? "right" : "wrong",
      style: { "--share": `${count ? 15 + 85 * share : 0}%` }, // one photo shows
    },
    element("button", {
      type: "button", textContent: String(count), ariaLabel: said, disabled: !count, data: { key: `${row},${column}` },
    }),
  ))
  return element("tr", {}, element("th", { textContent: name, scope: "row" }), ...drawn)
}

/**
 * @param {HTMLTableElement} table
 * @param {string} key of the chosen cell
 */
function press(table, key) {
  for (const button of table.querySelectorAll("button")) {
    button.ariaPressed = String(button.dataset.key === key)
  }
}
