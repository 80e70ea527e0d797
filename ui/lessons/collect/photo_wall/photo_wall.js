// @ts-check
// Photos of which many can be marked at once: by click, or with shift the whole row up to here.
// Marks stay while other photos are shown, and are told to Python when the reader pauses.

import { element, find, hit } from "../../../components/shared/dom.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { rest } from "../../../components/shared/resting.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {{ value: string, source: string, title: string, note: string }} Photo */

/**
 * What photo_wall.py sends; "#" in its words stands for a number.
 * @typedef {object} Scene
 * @property {string} label
 * @property {Photo[]} photos those that are shown
 * @property {string[]} known values of all photos that can be marked
 * @property {string[]} marks values of those that the session has as marked
 * @property {string[]} classes into which photos can be moved
 * @property {Record<"hint" | "marked" | "elsewhere" | "remove" | "move" | "keep" | "clear", string>} words
 */

/** @typedef {{ marked: Set<string>, last: string | null }} Marks with the photo that was pressed last */

const PAUSE_MS = 400 // after the last mark, before Python is told

/** @param {Run<Scene>} run */
export default function photoWall(run) {
  return keepView(run, { create: createView, receive, leave: (view) => view.marking.cancel() })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  const tool = (/** @type {string} */ selector) => find(root, selector, HTMLButtonElement)
  const view = {
    root,
    photos: find(root, ".photos", HTMLElement),
    said: find(root, ".said", HTMLElement),
    remove: tool(".remove"), keep: tool(".keep"), clear: tool(".clear"),
    move: find(root, ".move", HTMLSelectElement),
    marks: /** @type {Marks | null} */ (null),
    scene: /** @type {Scene | null} */ (null),
    marking: rest((/** @type {string[]} */ marks) => {
      tell.state("marks", marks)
      root.dataset.told = String(marks.length)
    }, PAUSE_MS),
  }
  listen(view, tell)
  return view
}

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {View} view
 * @param {Scene} scene
 */
function receive(view, scene) {
  const { words } = scene
  view.scene = scene
  view.marks = stillKnown(view.marks ?? { marked: new Set(scene.marks), last: null }, scene.known)
  view.root.ariaLabel = scene.label
  redraw(view.photos, scene.photos, () => scene.photos.map(button))
  for (const name of /** @type {const} */ (["remove", "keep", "clear"])) view[name].textContent = words[name]
  view.move.ariaLabel = words.move
  redraw(view.move, [words.move, scene.classes], () => {
    const title = new Option(words.move, "", true, true)
    title.disabled = true
    return [title, ...scene.classes.map((name) => new Option(name))]
  })
  show(view)
}

/** @param {Photo} photo */
function button({ value, source, title, note }) {
  const below = note ? [element("span", { textContent: note })] : []
  return element("button", { type: "button", data: { key: value } }, element("img", { src: source, alt: title }), ...below)
}

/** @param {View} view */
function show({ photos, marks, scene, said, ...tools }) {
  if (!scene || !marks) return
  const { marked } = marks
  for (const photo of photos.querySelectorAll("button")) {
    photo.ariaPressed = String(marked.has(photo.dataset.key ?? ""))
  }
  said.textContent = sentence(scene.words, marked.size, scene.photos.filter(({ value }) => marked.has(value)).length)
  tools.remove.hidden = tools.keep.hidden = tools.clear.hidden = !marked.size
  tools.move.hidden = !marked.size || !scene.classes.length
}

/**
 * @param {View} view
 * @param {Tell} tell
 */
function listen(view, tell) {
  const changed = () => {
    show(view)
    view.marking.soon([...(view.marks?.marked ?? [])])
  }
  const clear = () => {
    view.marks?.marked.clear()
    changed()
  }
  const send = (/** @type {{ to?: string, keep?: boolean }} */ act) => {
    tell.trigger("act", { photos: [...(view.marks?.marked ?? [])], ...act })
    clear()
  }
  view.photos.onclick = (event) => {
    const value = hit(event, "button")?.dataset.key
    if (value === undefined || !view.marks || !view.scene) return
    view.marks = toggle(view.marks, view.scene.photos.map((photo) => photo.value), value, event.shiftKey)
    changed()
  }
  view.remove.onclick = () => send({})
  view.move.onchange = () => {
    send({ to: view.move.value })
    view.move.selectedIndex = 0
  }
  view.keep.onclick = () => send({ keep: true })
  view.clear.onclick = clear
}

/**
 * The marks of photos that can still be marked.
 * @param {Marks} marks
 * @param {string[]} known
 * @returns {Marks}
 */
export function stillKnown({ marked, last }, known) {
  const all = new Set(known)
  return { marked: new Set([...marked].filter((value) => all.has(value))), last }
}

/**
 * The marks after a photo was pressed; with `range`, it and all since the one pressed before.
 * @param {Marks} marks
 * @param {string[]} values of the photos that are shown
 * @param {string} value
 * @param {boolean} range
 * @returns {Marks}
 */
export function toggle({ marked, last }, values, value, range) {
  const end = values.indexOf(value)
  const other = range && last !== null ? values.indexOf(last) : -1
  const start = other < 0 ? end : other
  const touched = values.slice(Math.min(start, end), Math.max(start, end) + 1)
  const others = [...marked].filter((each) => !touched.includes(each))
  return { marked: new Set(marked.has(value) ? others : [...marked, ...touched]), last: value }
}

/**
 * @param {Scene["words"]} words
 * @param {number} count of marked photos
 * @param {number} here how many of them are shown
 */
export function sentence(words, count, here) {
  if (!count) return words.hint
  const elsewhere = count > here ? ` (${words.elsewhere.replace("#", String(count - here))})` : ""
  return words.marked.replace("#", String(count)) + elsewhere
}
