// @ts-check
// Pictures made of numbers.

/**
 * Make a canvas so many pixels large and colour them, row by row.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {(index: number) => ArrayLike<number>} colorAt red, green, blue and maybe alpha, 0..255
 */
export function paint(canvas, width, height, colorAt) {
  const picture = new ImageData(width, height)
  for (let index = 0; index < width * height; index++) {
    picture.data[4 * index + 3] = 255
    picture.data.set(colorAt(index), 4 * index)
  }
  Object.assign(canvas, { width, height })
  paper(canvas).putImageData(picture, 0, 0)
}

/**
 * What is drawn with on a canvas.
 * @param {HTMLCanvasElement} canvas
 */
export function paper(canvas) {
  const context = canvas.getContext("2d")
  if (!context) throw new Error("a canvas that cannot be drawn on")
  return context
}
