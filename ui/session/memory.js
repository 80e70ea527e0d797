// @ts-check
// Writes the reader's cookie.

/** @param {{ data: { name: string, value: string } }} run */
export default function memory({ data: { name, value } }) {
  document.cookie = `${name}=${value}; max-age=31536000; path=/; SameSite=Lax`
}
