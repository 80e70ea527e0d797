// @ts-check
// The networks' columns, and how they look at one place of the digit.

import { element } from "../../../components/shared/dom.js"
import { fillIn, percent } from "../../../components/shared/numbers.js"
import { mix } from "../../../components/shared/palette.js"
import { paint } from "../../../components/shared/pictures.js"

/** @import { Palette } from "../../../components/shared/palette.js" */
/** @import { Network, Scene, Shift, ShiftMaps } from "./shift_maps.js" */

/** @typedef {{ element: HTMLElement, fill: HTMLElement, share: HTMLElement }} Bar */

/** @typedef {{ element: HTMLElement, canvas: HTMLCanvasElement, marker: HTMLElement, value: HTMLElement, values: number[] }} ShiftMap */

/**
 * @typedef {object} Panel a network's column
 * @property {string} name
 * @property {HTMLElement} element
 * @property {HTMLElement} said the digit that the network says
 * @property {HTMLElement} verdict
 * @property {Bar[]} bars one a digit
 * @property {ShiftMap} answer
 * @property {ShiftMap} accuracy
 */

const DIGITS = [...Array(10).keys()]

// --- numbers ---------------------------------------------------------------------------------

/** @param {{ reach: number }} scene */
export function width({ reach }) {
  return 2 * reach + 1
}

/**
 * The index of a shift [down, right] in a map, row by row.
 * @param {{ reach: number }} scene
 * @param {Shift} shift
 */
export function indexOf(scene, [down, right]) {
  return (down + scene.reach) * width(scene) + right + scene.reach
}

/**
 * What a network gives a digit at a place of its map, 0..1.
 * @param {{ reach: number, answers: ArrayLike<number> }} scene
 * @param {number} network
 * @param {number} place
 * @param {number} digit
 */
export function probability(scene, network, place, digit) {
  return scene.answers[(network * width(scene) ** 2 + place) * DIGITS.length + digit]
}

// --- building --------------------------------------------------------------------------------

/**
 * @param {Network} network
 * @param {Pick<Scene, "labels" | "label" | "reach">} scene
 * @returns {Panel}
 */
export function makePanel({ name, facts }, { labels, label, reach }) {
  const bars = DIGITS.map((digit) => makeBar(digit, digit === label))
  const said = element("b")
  const verdict = element("span")
  const answer = makeMap(width({ reach }), fillIn(labels.answers, { label }))
  const accuracy = makeMap(width({ reach }), labels.accuracy)
  const panel = element(
    "section", { className: "network" }, element("h4", {}, name),
    element("small", { className: "facts" }, ...facts.map((textContent) => element("span", { textContent }))),
    element("p", { className: "verdict" }, said, verdict),
    element("div", { className: "bars", ariaHidden: "true" }, ...bars.map((bar) => bar.element)),
    answer.element, accuracy.element,
  )
  return { name, element: panel, said, verdict, bars, answer, accuracy }
}

/**
 * @param {number} digit
 * @param {boolean} right
 * @returns {Bar}
 */
function makeBar(digit, right) {
  const fill = element("i")
  const share = element("small")
  const name = element("b", { textContent: String(digit) })
  const bar = element("div", { className: right ? "bar right" : "bar" }, name, element("span", {}, fill), share)
  return { element: bar, fill, share }
}

/**
 * @param {number} cells a side
 * @param {string} title
 * @returns {ShiftMap}
 */
function makeMap(cells, title) {
  const canvas = element("canvas", { width: cells, height: cells })
  const marker = element("div", { className: "marker" })
  const frame = element("div", { className: "map", style: { "--cells": cells } }, canvas, marker)
  const value = element("b")
  const caption = element("figcaption", {}, element("span", { textContent: title }), value)
  return { element: element("figure", {}, caption, frame), canvas, marker, value, values: [] }
}

// --- drawing ---------------------------------------------------------------------------------

/**
 * White ink that can be drawn anywhere; black is left to the paper.
 * @param {Uint8Array} ink
 * @param {number} side
 */
export function digitPicture(ink, side) {
  const canvas = element("canvas")
  paint(canvas, side, side, (index) => [ink[index], ink[index], ink[index], ink[index] ? 255 : 0])
  return canvas
}

/**
 * Paint both maps of a network.
 * @param {Panel} panel
 * @param {number} network
 * @param {ShiftMaps} scene
 * @param {Palette} palette
 */
export function paintMaps({ answer, accuracy }, network, scene, palette) {
  const places = [...Array(width(scene) ** 2).keys()]
  answer.values = places.map((place) => probability(scene, network, place, scene.label))
  accuracy.values = places.map((place) => scene.accuracy[network * places.length + place])
  for (const { canvas, values } of [answer, accuracy]) {
    paint(canvas, width(scene), width(scene), (place) => mix(palette.zero, palette.positive, values[place]))
  }
}

/**
 * Show what a network says where the digit is.
 * @param {Panel} panel
 * @param {number} network
 * @param {ShiftMaps} scene
 * @param {Shift} shift
 */
export function showAnswers(panel, network, scene, [down, right]) {
  const { label, labels, reach } = scene
  const place = indexOf(scene, [down, right])
  const shares = DIGITS.map((digit) => probability(scene, network, place, digit))
  const said = shares.indexOf(Math.max(...shares))
  panel.said.textContent = String(said)
  panel.verdict.textContent = said === label ? labels.correct : labels.wrong
  panel.element.classList.toggle("mistaken", said !== label)
  panel.bars.forEach((bar, digit) => {
    bar.fill.style.transform = `scaleX(${shares[digit]})`
    bar.share.textContent = digit === said || digit === label ? percent(shares[digit]) : ""
  })
  for (const { value, values, marker } of [panel.answer, panel.accuracy]) {
    value.textContent = percent(values[place])
    marker.style.setProperty("--row", String(down + reach))
    marker.style.setProperty("--column", String(right + reach))
  }
}
