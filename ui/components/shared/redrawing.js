// @ts-check
// Replacing elements without taking the reader's place from them. Elements that can have the focus
// and are replaced have a key (data-key) that tells them from the others of their component.

/** @type {WeakMap<Element, string>} what was drawn last, by the element that it was drawn in */
const signatures = new WeakMap()

/**
 * Fill `root` with what `children` makes, if `content` is not what it shows already: pictures that
 * stay do not flicker.
 * @param {Element} root
 * @param {unknown} content all that the children depend on
 * @param {() => Iterable<Node>} children
 * @returns {boolean} whether it was drawn
 */
export function redraw(root, content, children) {
  const signature = JSON.stringify(content)
  if (signatures.get(root) === signature) return false
  signatures.set(root, signature)
  replace(root, children)
  return true
}

/**
 * Fill `root` anew.
 * @param {Element} root
 * @param {() => Iterable<Node>} children
 */
export function replace(root, children) {
  const restore = remember(root)
  root.replaceChildren(...children())
  restore()
}

/**
 * Return a function that gives the focus, the selected text and the scrolled parts in `root` back
 * to the elements that have their keys now.
 * @param {Element} root
 */
function remember(root) {
  const before = keyed(root)
  const focused = focusedIn(root)
  const key = focused?.dataset.key
  const restoreSelection = rememberSelection(focused)
  const scrolled = [...before].flatMap(([name, { scrollTop, scrollLeft }]) =>
    scrollTop || scrollLeft ? [{ name, scrollTop, scrollLeft }] : [])
  return () => {
    const now = keyed(root)
    for (const { name, ...place } of scrolled) Object.assign(now.get(name) ?? {}, place)
    if (key === undefined || focused?.isConnected) return
    const place = Math.min([...before.keys()].indexOf(key), now.size - 1)
    const heir = now.get(key) ?? [...now.values()].at(place) // what stands where it was
    heir?.focus({ preventScroll: true })
    if (heir?.dataset.key === key) restoreSelection(heir)
  }
}

/**
 * @param {Element} root
 * @returns {HTMLElement | SVGElement | null}
 */
function focusedIn(root) {
  const page = /** @type {Document | ShadowRoot} */ (root.getRootNode())
  const focused = page.activeElement
  const ours = focused instanceof HTMLElement || focused instanceof SVGElement
  return ours && focused !== root && root.contains(focused) ? focused : null
}

/**
 * @param {Element} root
 * @returns {Map<string, HTMLElement | SVGElement>}
 */
function keyed(root) {
  const found = /** @type {NodeListOf<HTMLElement | SVGElement>} */ (root.querySelectorAll("[data-key]"))
  return new Map([...found].map((each) => [each.dataset.key ?? "", each]))
}

/**
 * @param {Element | null} field
 * @returns {(heir: Element) => void}
 */
function rememberSelection(field) {
  if (!(field instanceof HTMLInputElement)) return () => {}
  const { selectionStart: start, selectionEnd: end } = field // null where there is no text to select
  return (heir) => {
    if (heir instanceof HTMLInputElement && start !== null) heir.setSelectionRange(start, end)
  }
}
