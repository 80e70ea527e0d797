// @ts-check
// The two curves under the cells: answers by the bar's angle, and by its place.

import { drawn, element, setAttributes } from "../../../components/shared/dom.js"
import { drag, placeUnder } from "../../../components/shared/dragging.js"
import { clamp, signed } from "../../../components/shared/numbers.js"

/** @import { Place, Tuning } from "./tuning.js" */

/** @typedef {"angle" | "offset"} Name */

/**
 * @typedef {object} Plot
 * @property {Name} name
 * @property {number[]} values along the horizontal axis
 * @property {(value: number) => number} x where a value stands
 * @property {SVGPathElement[]} lines one a cell
 * @property {SVGPathElement} chosen
 * @property {SVGPathElement} peak
 * @property {SVGCircleElement} here
 * @property {SVGTextElement} note
 * @property {HTMLElement} element
 */

const SIZE = { width: 400, height: 180, left: 34, right: 382, top: 20, bottom: 144 }
const SHOWN_FROM = 0.005 // of an answer, from which on its largest is marked

/**
 * Make both plots; `pick` is told when a place in one is pressed.
 * @param {Tuning} scene
 * @param {(change: Partial<Place>) => void} pick
 */
export function makePlots(scene, pick) {
  const { labels, angles, offsets } = scene
  const turns = [...angles, 180] // which is 0 again
  return [
    makePlot(scene, "angle", turns, labels.by_angle, [0, 30, 60, 90, 120, 150, 180], pick),
    makePlot(scene, "offset", offsets, labels.by_offset, [-16, -8, 0, 8, 16], pick),
  ]
}

/**
 * A thin line a cell, the chosen one thick, a dot at the bar, a mark at the largest answer.
 * @param {Tuning} scene
 * @param {Name} name
 * @param {number[]} values
 * @param {string} title
 * @param {number[]} ticks
 * @param {(change: Partial<Place>) => void} pick
 * @returns {Plot}
 */
function makePlot(scene, name, values, title, ticks, pick) {
  const first = values[0]
  const span = values[values.length - 1] - first
  const x = (/** @type {number} */ value) => SIZE.left + ((value - first) / span) * (SIZE.right - SIZE.left)
  const lines = scene.cells.map(() => drawn("path", { class: "line" }))
  const peak = drawn("path", { class: "peak" })
  const chosen = drawn("path", { class: "line chosen" })
  const here = drawn("circle", { class: "here", r: 5 })
  const note = drawn("text", { class: "note", y: SIZE.top - 7 })
  const svg = drawn("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, "aria-hidden": "true" },
    ...axes(name, x, ticks, scene.labels[name]), ...lines, peak, chosen, here, note)
  const point = (/** @type {PointerEvent} */ event) => {
    const [, right] = placeUnder(event, svg)
    const share = (right * SIZE.width - SIZE.left) / (SIZE.right - SIZE.left)
    pick({ [name]: Math.round(clamp(share, 0, 1) * (values.length - 1)) })
  }
  drag(svg, { start: point, move: point })
  const figure = element("figure", {}, element("figcaption", { textContent: title }), svg)
  return { name, values, x, lines, chosen, peak, here, note, element: figure }
}

/**
 * @param {Name} name
 * @param {Plot["x"]} x
 * @param {number[]} ticks
 * @param {string} title
 */
function axes(name, x, ticks, title) {
  const rules = [0, 50, 100].flatMap((answer) => [
    drawn("path", { class: "rule", d: `M${SIZE.left} ${y(answer / 100)}H${SIZE.right}` }),
    drawn("text", { x: SIZE.left - 6, y: y(answer / 100) + 4, "text-anchor": "end" }, String(answer)),
  ])
  const places = ticks.map((value) => drawn("text", { x: x(value), y: SIZE.bottom + 17, "text-anchor": "middle" },
    name === "angle" ? `${value}°` : signed(value)))
  const middle = (SIZE.left + SIZE.right) / 2
  return [...rules, ...places, drawn("text", { x: middle, y: SIZE.height - 2, "text-anchor": "middle" }, title)]
}

/** @param {number} answer */
function y(answer) {
  return SIZE.bottom - answer * (SIZE.bottom - SIZE.top)
}

/**
 * The answer of a cell, 0..1, to the bar at an index of `angles` and one of `offsets`.
 * @param {Pick<Tuning, "answers" | "cells" | "offsets">} scene
 * @param {Place} place
 */
export function answerAt({ answers, cells, offsets }, { angle, offset, cell }) {
  return answers[(angle * offsets.length + offset) * cells.length + cell]
}

/**
 * @param {Plot} plot
 * @param {Tuning} scene
 * @param {Place} place
 */
export function drawPlot(plot, scene, place) {
  const answers = scene.cells.map((_, cell) => answersAlong(plot, scene, { ...place, cell }))
  plot.lines.forEach((line, cell) => line.setAttribute("d", path(plot, answers[cell])))
  const own = answers[place.cell]
  const at = place[plot.name]
  plot.chosen.setAttribute("d", path(plot, own))
  setAttributes(plot.here, { cx: plot.x(plot.values[at]), cy: y(own[at]) })
  markPeak(plot, own, scene.labels.preferred)
}

/**
 * @param {Plot} plot
 * @param {Tuning} scene
 * @param {Place} place
 */
function answersAlong({ name, values }, scene, place) {
  const count = name === "angle" ? scene.angles.length : values.length
  return values.map((_, index) => answerAt(scene, { ...place, [name]: index % count }))
}

/**
 * @param {Plot} plot
 * @param {number[]} answers
 */
function path({ values, x }, answers) {
  return answers.map((answer, index) => `${index ? "L" : "M"}${x(values[index]).toFixed(1)} ${y(answer).toFixed(1)}`).join("")
}

/**
 * @param {Plot} plot
 * @param {number[]} answers
 * @param {string} sentence with {angle}
 */
function markPeak({ name, values, x, peak, note }, answers, sentence) {
  const highest = Math.max(...answers)
  const value = values[answers.indexOf(highest)]
  const shown = name === "angle" && highest >= SHOWN_FROM
  peak.setAttribute("d", shown ? `M${x(value)} ${y(0)}V${SIZE.top}` : "")
  note.textContent = shown ? sentence.replace("{angle}", String(value)) : ""
  const anchor = value < 30 ? "start" : value > 150 ? "end" : "middle"
  setAttributes(note, { x: Math.max(x(value), SIZE.left + 8), "text-anchor": anchor })
}
