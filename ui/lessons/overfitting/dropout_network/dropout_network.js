// Steps through training steps, each with other units dropped, or shows the prediction.
// ui/lessons/overfitting/dropout_network/dropout_network.py sends all numbers, and joins viewing.js, dropout_drawing.js and this file into one module.

const PACE_MS = 1300 // a step: time to see who dropped out
const SLOW_PACE_MS = 2600 // for readers who asked for less motion

export default function (component) {
  return keepView(component, { leave: (view) => clearInterval(view.playing) })
}

function createView(parent) {
  const find = (selector) => parent.querySelector(selector)
  const view = {
    root: find(".dropout"), network: find(".network"), where: find(".where"), mean: find(".mean"),
    caption: find("caption"), head: find("thead"), rows: find("tbody"), foot: find("tfoot"),
    spoken: find(".spoken"), modes: [...parent.querySelectorAll("[data-mode]")], modeGroup: find(".mode"),
    actions: [...parent.querySelectorAll("[data-action]")],
    mode: "training", step: 0, output: 0, playing: 0, signature: "",
  }
  listen(view)
  return view
}

function receive(view, scene) {
  view.scene = scene
  const signature = JSON.stringify(scene)
  if (signature === view.signature) return
  view.signature = signature
  pause(view)
  view.step = 0
  buildNetwork(view)
  view.modeGroup.ariaLabel = scene.labels.mode
  for (const button of view.modes) button.textContent = scene.labels[button.dataset.mode]
  draw(view)
}

// --- drawing ---------------------------------------------------------------------------------

function draw(view) {
  const { scene, mode } = view
  const { labels } = scene
  const training = mode === "training"
  const step = training ? scene.steps[view.step] : scene.prediction
  const count = view.step + 1
  view.root.classList.toggle("predicting", !training)
  view.root.classList.toggle("playing", Boolean(view.playing))
  view.network.ariaLabel = labels.drawing
  for (const button of view.modes) {
    const chosen = button.dataset.mode === mode
    button.ariaChecked = String(chosen)
    button.tabIndex = chosen ? 0 : -1
  }
  for (const button of view.actions) {
    const action = button.dataset.action === "play" && view.playing ? "pause" : button.dataset.action
    button.ariaLabel = labels[action]
    button.disabled = !training
  }
  drawNetwork(view, step)
  drawTable(view, step)
  view.where.textContent = training ? fill(labels.step, { step: count, count: scene.steps.length }) : labels.all
  view.mean.textContent = fill(labels.mean, {
    step: count,
    mean: number(scene.steps[view.step].means[view.output]),
    count: scene.steps.length,
    overall: number(scene.steps.at(-1).means[view.output]),
    prediction: number(scene.prediction.sums[view.output]),
  })
}

function speak(view) {
  const { scene } = view
  const step = view.mode === "training" ? scene.steps[view.step] : scene.prediction
  const dropped = step.factors.flatMap((factor, index) => (factor ? [] : [index + 1]))
  view.spoken.textContent = `${view.where.textContent} ` + fill(scene.labels.spoken, {
    units: dropped.join(", ") || "–", output: view.output + 1, sum: number(step.sums[view.output], 3),
  })
}

// --- stepping --------------------------------------------------------------------------------

function show(view, change) {
  Object.assign(view, change)
  draw(view)
  if (!view.playing) speak(view)
}

function go(view, by) {
  const { length } = view.scene.steps
  show(view, { step: (view.step + by + length) % length })
}

function pause(view) {
  clearInterval(view.playing)
  view.playing = 0
}

function play(view) {
  const pace = matchMedia("(prefers-reduced-motion: reduce)").matches ? SLOW_PACE_MS : PACE_MS
  view.playing = setInterval(() => advance(view), pace)
}

function advance(view) {
  if (view.step === view.scene.steps.length - 1) pause(view)
  else view.step += 1
  show(view, {})
}

function act(view, action) {
  const wasPlaying = view.playing
  pause(view)
  if (action === "back") go(view, -1)
  else if (action === "forward") go(view, 1)
  else {
    if (!wasPlaying) play(view)
    show(view, {})
  }
}

// --- listening -------------------------------------------------------------------------------

function listen(view) {
  for (const button of view.actions) button.onclick = () => act(view, button.dataset.action)
  for (const button of view.modes) button.onclick = () => choose(view, button.dataset.mode)
  view.modeGroup.onkeydown = (event) => {
    if (!event.key.startsWith("Arrow")) return
    event.preventDefault()
    choose(view, view.mode === "training" ? "prediction" : "training")
    view.modes.find((button) => button.dataset.mode === view.mode).focus()
  }
  const outputOf = (event) => view.units.outputs.findIndex(({ group }) => group.contains(event.target))
  const inspect = (event) => {
    const output = outputOf(event)
    if (output >= 0) show(view, { output })
    return output >= 0
  }
  view.network.onclick = inspect
  view.network.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && inspect(event)) event.preventDefault()
  }
}

function choose(view, mode) {
  pause(view)
  show(view, { mode })
}
