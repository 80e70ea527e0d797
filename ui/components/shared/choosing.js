// @ts-check
// One of several buttons is chosen: by click, tap, or arrow keys.

import { element, hit } from "./dom.js"
import { along } from "./keys.js"
import { redraw } from "./redrawing.js"
import { rest } from "./resting.js"
import { keepView } from "./viewing.js"

/** @import { Run } from "./viewing.js" */

/** @typedef {{ label: string, chosen: string }} Choice what `choose` in component.py sends */

/**
 * What is drawn in the root, and all that it depends on.
 * @template Data
 * @typedef {object} Drawing
 * @property {(data: Data) => unknown} content
 * @property {(root: HTMLElement, data: Data) => Node[]} draw the children; the key of a button in
 *   them is what it stands for
 */

/**
 * Keep a choice among buttons.
 * @template {Choice} Data
 * @param {Run<Data>} run
 * @param {Drawing<Data>} drawing
 */
export function choosing(run, { content, draw }) {
  return keepView(run, {
    create: (root, tell) => createView(root, (value) => tell.trigger("pick", value)),
    /** @param {Data} data */
    receive(view, data) {
      view.root.ariaLabel = data.label
      redraw(view.root, content(data), () => draw(view.root, data))
      const choosesNow = view.ask.waits() && buttons(view).some(isChosen)
      if (!choosesNow) mark(view, data.chosen)
    },
    leave: (view) => view.ask.cancel(),
  })
}

/**
 * A line of text in a button.
 * @param {string} className
 * @param {string} textContent
 */
export function line(className, textContent) {
  return element("span", { className, textContent })
}

/**
 * @param {HTMLElement} root
 * @param {(value: string) => void} pick
 */
function createView(root, pick) {
  const view = { root, ask: rest(pick) }
  root.onclick = (event) => {
    const button = hit(event, "button")
    const value = button?.dataset.key
    if (!button || value === undefined || isChosen(button)) return
    mark(view, value)
    view.ask.now(value)
  }
  root.onkeydown = (event) => {
    const step = along(event.key)
    if (!step) return
    event.preventDefault()
    const all = buttons(view)
    const next = all[all.findIndex((button) => button === hit(event, "button")) + step]
    const value = next?.dataset.key
    if (value === undefined) return
    next.focus()
    mark(view, value)
    view.ask.soon(value)
  }
  return view
}

/** @param {{ root: HTMLElement }} view */
function buttons({ root }) {
  return [...root.querySelectorAll("button")]
}

/** @param {Element} button */
function isChosen(button) {
  return button.ariaChecked === "true"
}

/**
 * @param {{ root: HTMLElement }} view
 * @param {string} chosen
 */
function mark(view, chosen) {
  for (const button of buttons(view)) {
    const here = button.dataset.key === chosen
    button.ariaChecked = String(here)
    button.tabIndex = here ? 0 : -1
  }
}
