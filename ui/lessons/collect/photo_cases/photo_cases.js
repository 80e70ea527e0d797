// @ts-check
// Cards of photos with buttons; the reader's choice goes to Python as {case, act}.

import { element, hit } from "../../../components/shared/dom.js"
import { redraw } from "../../../components/shared/redrawing.js"
import { keepView } from "../../../components/shared/viewing.js"

/** @import { Run, Tell } from "../../../components/shared/viewing.js" */

/** @typedef {{ source: string, title: string, note: string, best: boolean }} Photo */

/** @typedef {{ name: string, label: string }} Act */

/** @typedef {{ key: string, title: string, why: string[], photos: Photo[], acts: Act[] }} Case */

/** @typedef {{ label: string, cases: Case[] }} Scene what photo_cases.py sends */

const WIDE = 3 // photos from which on a card takes two columns

/** @param {Run<Scene>} run */
export default function photoCases(run) {
  return keepView(run, { create: createView, receive })
}

/**
 * @param {HTMLElement} root
 * @param {Tell} tell
 */
function createView(root, tell) {
  root.onclick = (event) => {
    const pressed = hit(event, "button")
    if (pressed) tell.trigger("act", { case: pressed.dataset.case, act: pressed.dataset.act })
  }
  return root
}

/**
 * @param {HTMLElement} root
 * @param {Scene} scene
 */
function receive(root, { label, cases }) {
  root.ariaLabel = label
  redraw(root, cases, () => cases.map(card))
}

/** @param {Case} scene */
function card({ key, title, why, photos, acts }) {
  return element(
    "article",
    { className: photos.length < WIDE ? "case" : "case wide", role: "listitem" },
    element("h4", { className: "title", textContent: title }),
    element("div", { className: photos.length > 1 ? "photos several" : "photos" }, ...photos.map(figure)),
    ...why.map((text) => element("p", { className: "why", textContent: text })),
    element("div", { className: "acts" }, ...acts.map((act) => button(key, act))),
  )
}

/** @param {Photo} photo */
function figure({ source, title, note, best }) {
  return element(
    "figure",
    { className: best ? "best" : "" },
    element("img", { src: source, alt: title }),
    element("figcaption", { textContent: note }),
  )
}

/**
 * @param {string} key
 * @param {Act} act
 */
function button(key, { name, label }) {
  const data = { key: `${key}:${name}`, case: key, act: name }
  return element("button", { type: "button", textContent: label, data })
}
