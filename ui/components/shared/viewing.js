// @ts-check
// One view for each place in the page: made when a component comes, kept through every rerun of the
// page, forgotten when the component leaves.

import { find } from "./dom.js"

/**
 * What Streamlit gives a component with every run of its page.
 * @template Data
 * @typedef {object} Run
 * @property {ParentNode} parentElement
 * @property {Data} data what Python sends
 * @property {(name: string, value: unknown) => void} setStateValue
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/**
 * How a view tells Python something: a state stays the component's, a trigger is for one rerun.
 * @typedef {object} Tell
 * @property {(name: string, value: unknown) => void} state
 * @property {(name: string, value: unknown) => void} trigger
 */

/**
 * @template Data, View
 * @typedef {object} Life
 * @property {(root: HTMLElement, tell: Tell) => View} create
 * @property {(view: View, data: Data) => void} receive shows the data of a run
 * @property {(view: View) => void} [leave] stops what the view has started
 */

/**
 * @typedef {object} Place
 * @property {HTMLElement} root
 * @property {Run<unknown>} run the latest
 * @property {(data: unknown) => void} receive
 * @property {() => void} leave
 */

/** @type {WeakMap<ParentNode, Place>} */
const places = new WeakMap()

/**
 * Show the data of a run in the view of its place. The component's root is the element of class cs.
 * @template Data, View
 * @param {Run<Data>} run
 * @param {Life<Data, View>} life
 * @returns {() => void} what Streamlit calls when the component leaves the page
 */
export function keepView(run, life) {
  const { parentElement, data } = run
  const root = find(parentElement, ".cs", HTMLElement)
  let place = places.get(parentElement)
  if (place?.root !== root) {
    place?.leave() // its elements are no longer in the page
    place = open(root, run, life)
    places.set(parentElement, place)
  }
  place.run = run
  place.receive(data)
  return () => {
    if (places.get(parentElement)?.run !== run) return // a later run has the place now
    places.delete(parentElement)
    place.leave()
  }
}

/**
 * @template Data, View
 * @param {HTMLElement} root
 * @param {Run<Data>} run
 * @param {Life<Data, View>} life
 * @returns {Place}
 */
function open(root, run, { create, receive, leave }) {
  const view = create(root, {
    state: (name, value) => place.run.setStateValue(name, value),
    trigger: (name, value) => place.run.setTriggerValue(name, value),
  })
  /** @type {Place} */
  const place = {
    root, run,
    receive: (data) => receive(view, /** @type {Data} */ (data)), // that of a run of the same component
    leave: () => leave?.(view),
  }
  return place
}
