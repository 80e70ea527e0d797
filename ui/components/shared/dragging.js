// @ts-check
// Following a pointer while it is held down.

/**
 * Follow the pointer from where it is pressed on `target` until it is let go or taken away, as a
 * phone does to scroll the page. `start` may return false to leave the pointer alone.
 * @param {HTMLElement | SVGElement} target
 * @param {{ start: (event: PointerEvent) => unknown, move: (event: PointerEvent) => void,
 *   end?: () => void }} handlers
 */
export function drag(target, { start, move, end }) {
  /** @type {number | undefined} */
  let held
  target.onpointerdown = (event) => {
    if (held !== undefined || start(event) === false) return
    held = event.pointerId
    target.setPointerCapture(held)
  }
  target.onpointermove = (event) => {
    if (event.pointerId === held) move(event)
  }
  target.onpointerup = target.onpointercancel = (event) => {
    if (event.pointerId !== held) return
    held = undefined
    end?.()
  }
}

/**
 * Where in an element a pointer is, as shares [down, right] of its height and width.
 * @param {{ clientX: number, clientY: number }} event
 * @param {Element} target
 * @returns {[down: number, right: number]}
 */
export function placeUnder(event, target) {
  const box = target.getBoundingClientRect()
  return [(event.clientY - box.top) / box.height, (event.clientX - box.left) / box.width]
}
