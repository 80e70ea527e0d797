// @ts-check
// Finding and making elements.

const SVG = "http://www.w3.org/2000/svg"

/**
 * The first element in `root` that a selector names, which must be there and of this `kind`.
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind such as HTMLElement
 * @returns {Kind}
 */
export function find(root, selector, kind) {
  const found = root.querySelector(selector)
  if (!(found instanceof kind)) throw new Error(`there is no ${kind.name} ${selector}`)
  return found
}

/**
 * All elements in `root` that a selector names and that are of this `kind`.
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind[]}
 */
export function findAll(root, selector, kind) {
  return [...root.querySelectorAll(selector)].flatMap((found) => (found instanceof kind ? [found] : []))
}

/**
 * The element that an event happened in and that a selector names, or null.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | SVGElement | null}
 */
export function hit(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null
}

/**
 * Make an element with these properties; `data` are its data attributes, `style` its styles, of
 * which those that are custom start with two dashes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Omit<Partial<HTMLElementTagNameMap[Tag]>, "style"> & {
 *   data?: Record<string, string | number>, style?: Record<string, string | number> }} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties, ...children) {
  const { data, style, ...others } = properties ?? /** @type {NonNullable<typeof properties>} */ ({})
  const made = Object.assign(document.createElement(tag), others)
  for (const [name, value] of Object.entries(data ?? {})) made.dataset[name] = String(value)
  for (const [name, value] of Object.entries(style ?? {})) made.style.setProperty(name, String(value))
  made.append(...children)
  return made
}

/**
 * Make an element of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag)
  setAttributes(made, attributes)
  made.append(...children)
  return made
}

/**
 * @param {Element} target
 * @param {Record<string, string | number>} attributes
 */
export function setAttributes(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value))
}
