// @ts-check
// Steps through training steps, each with other units dropped, or shows the prediction.
// dropout_network.py sends all numbers; nothing goes back.

import { find, findAll } from "../../../components/shared/dom.js"
import { arrow } from "../../../components/shared/keys.js"
import { fillIn, fixed } from "../../../components/shared/numbers.js"
import { keepView } from "../../../components/shared/viewing.js"
import { drawNetwork, drawTable, showStep } from "./dropout_drawing.js"

/** @import { Run } from "../../../components/shared/viewing.js" */

/**
 * @typedef {object} Step
 * @property {number[]} factors of the hidden units, 0 for those that are dropped
 * @property {number[]} scaled the hidden units' values times their factors
 * @property {number[][]} products of each hidden unit with its weight to each output
 * @property {number[]} sums the outputs
 */

/**
 * What dropout_network.py sends.
 * @typedef {object} Scene
 * @property {number} rate
 * @property {number[]} inputs
 * @property {number[]} hidden
 * @property {number[][]} weights from hidden units to outputs
 * @property {(Step & { means: number[] })[]} steps with the outputs' means so far
 * @property {Step} prediction
 * @property {Record<string, string>} labels
 */

/** @typedef {"training" | "prediction"} Mode */

const PACE_MS = 1300 // a step: time to see who dropped out
const SLOW_PACE_MS = 2600 // for readers who asked for less motion

/** @param {Run<Scene>} run */
export default function dropoutNetwork(run) {
  return keepView(run, { create: createView, receive, leave: pause })
}

/** @param {HTMLElement} root */
function createView(root) {
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement)
  const view = {
    root, network: find(root, ".network", SVGSVGElement), where: part(".where"), mean: part(".mean"),
    table: { caption: part("caption"), head: part("thead"), rows: part("tbody"), foot: part("tfoot") },
    spoken: part(".spoken"), modeGroup: part(".mode"),
    modes: findAll(root, "[data-mode]", HTMLButtonElement),
    actions: findAll(root, "[data-action]", HTMLButtonElement),
    mode: /** @type {Mode} */ ("training"),
    step: 0,
    output: 0,
    playing: /** @type {ReturnType<typeof setInterval> | null} */ (null),
    scene: /** @type {Scene | null} */ (null),
    drawing: /** @type {ReturnType<typeof drawNetwork> | null} */ (null),
    signature: "",
  }
  listen(view)
  return view
}

/** @typedef {ReturnType<typeof createView>} View */

/**
 * @param {View} view
 * @param {Scene} scene
 */
function receive(view, scene) {
  const signature = JSON.stringify(scene)
  if (signature === view.signature) return
  view.signature = signature
  view.scene = scene
  pause(view)
  view.step = 0
  view.drawing = drawNetwork(view.network, scene)
  view.network.ariaLabel = scene.labels.drawing
  view.modeGroup.ariaLabel = scene.labels.mode
  for (const button of view.modes) button.textContent = scene.labels[modeOf(button)]
  draw(view, scene)
}

/** @param {HTMLElement} button */
function modeOf(button) {
  return /** @type {Mode} */ (button.dataset.mode)
}

// --- drawing ---------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {Scene} scene
 */
function draw(view, scene) {
  const { labels, steps, prediction } = scene
  const training = view.mode === "training"
  const step = training ? steps[view.step] : prediction
  const count = view.step + 1
  view.root.classList.toggle("playing", view.playing !== null)
  for (const button of view.modes) {
    const chosen = modeOf(button) === view.mode
    button.ariaChecked = String(chosen)
    button.tabIndex = chosen ? 0 : -1
  }
  for (const button of view.actions) {
    const { action = "" } = button.dataset
    button.ariaLabel = labels[action === "play" && view.playing !== null ? "pause" : action]
    button.disabled = !training
  }
  if (view.drawing) showStep(view.drawing, step, view.output)
  drawTable(view.table, scene, step, view.output)
  view.where.textContent = training ? fillIn(labels.step, { step: count, count: steps.length }) : labels.all
  view.mean.textContent = fillIn(labels.mean, {
    step: count,
    mean: fixed(steps[view.step].means[view.output]),
    count: steps.length,
    overall: fixed(steps[steps.length - 1].means[view.output]),
    prediction: fixed(prediction.sums[view.output]),
  })
}

/**
 * @param {View} view
 * @param {Scene} scene
 */
function speak(view, { labels, steps, prediction }) {
  const step = view.mode === "training" ? steps[view.step] : prediction
  const dropped = step.factors.flatMap((factor, index) => (factor ? [] : [index + 1]))
  const sentence = fillIn(labels.spoken, {
    units: dropped.join(", ") || "–", output: view.output + 1, sum: fixed(step.sums[view.output], 3),
  })
  view.spoken.textContent = `${view.where.textContent} ${sentence}`
}

// --- stepping --------------------------------------------------------------------------------

/**
 * @param {View} view
 * @param {{ step?: number, output?: number, mode?: Mode }} [change]
 */
function show(view, change) {
  Object.assign(view, change)
  if (!view.scene) return
  draw(view, view.scene)
  if (view.playing === null) speak(view, view.scene)
}

/** @param {View} view */
function pause(view) {
  if (view.playing !== null) clearInterval(view.playing)
  view.playing = null
}

/** @param {View} view */
function play(view) {
  const pace = matchMedia("(prefers-reduced-motion: reduce)").matches ? SLOW_PACE_MS : PACE_MS
  view.playing = setInterval(() => advance(view), pace)
}

/** @param {View} view */
function advance(view) {
  const atEnd = view.step + 1 === view.scene?.steps.length
  if (atEnd) pause(view)
  show(view, { step: atEnd ? view.step : view.step + 1 })
}

/**
 * @param {View} view
 * @param {string | undefined} action
 */
function act(view, action) {
  const wasPlaying = view.playing !== null
  const count = view.scene?.steps.length ?? 1
  pause(view)
  if (action === "play" && !wasPlaying) play(view)
  const by = action === "back" ? -1 : action === "forward" ? 1 : 0
  show(view, { step: (view.step + by + count) % count })
}

// --- listening -------------------------------------------------------------------------------

/** @param {View} view */
function listen(view) {
  for (const button of view.actions) button.onclick = () => act(view, button.dataset.action)
  for (const button of view.modes) button.onclick = () => choose(view, modeOf(button))
  view.modeGroup.onkeydown = (event) => {
    if (!arrow(event.key)) return
    event.preventDefault()
    choose(view, view.mode === "training" ? "prediction" : "training")
    view.modes.find((button) => modeOf(button) === view.mode)?.focus()
  }
  const inspect = (/** @type {Event} */ event) => {
    const target = event.target instanceof Node ? event.target : null
    const output = view.drawing?.units.outputs.findIndex(({ group }) => group.contains(target)) ?? -1
    if (output >= 0) show(view, { output })
    return output >= 0
  }
  view.network.onclick = inspect
  view.network.onkeydown = (event) => {
    if (["Enter", " "].includes(event.key) && inspect(event)) event.preventDefault()
  }
}

/**
 * @param {View} view
 * @param {Mode} mode
 */
function choose(view, mode) {
  pause(view)
  show(view, { mode })
}
