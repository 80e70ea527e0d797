// What one layer does, in numbers, and what one of its cells sees of the photo.

function detail(index, data) {
  const layer = data.layers[index]
  if (!layer) return [title(data.input.name, data.input.shape), picture(data, null), note(data.labels.first_view)]
  if (!layer.counts) return [title(layer.kindName, "–"), note(layer.use)] // the row says why it cannot be
  const { labels } = data
  return [
    title(layer.kindName, layer.shape),
    note(layer.use),
    picture(data, layer.sees.box),
    term(labels.sees, layer.sees.text),
    term(labels.size, layer.size || layer.shape),
    ...["parameters", "macs"].map((name) => countTerm(labels[name], layer.counts[name])),
  ]
}

function title(name, shape) {
  return make("h3", {}, name, make("span", { textContent: shape }))
}

function note(text) {
  return make("p", { textContent: text })
}

function term(label, ...contents) {
  return make("p", { className: "term" }, make("b", { textContent: label }), ...contents)
}

function countTerm(label, { arithmetic, value, how }) {
  const sum = make("span", { className: "sum", textContent: arithmetic || value })
  return term(label, sum, make("small", { textContent: how }))
}

/** The photo with the window of the middle cell; edges are fractions of the photo. */
function picture({ photo, aspect, pixelated }, box) {
  const image = make("img", { src: photo, alt: "", className: pixelated ? "pixelated" : "" })
  image.style.aspectRatio = aspect
  const frame = make("div", { className: "photo" }, image)
  if (box) {
    const [top, left, bottom, right] = box.map((edge) => 100 * edge)
    const window = make("i", {})
    Object.assign(window.style, { top: `${top}%`, left: `${left}%`, height: `${bottom - top}%`, width: `${right - left}%` })
    frame.append(window)
  }
  return frame
}
