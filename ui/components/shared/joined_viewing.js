// One view for each place in the page: made when the component comes, kept through every rerun,
// forgotten when it leaves. Joined to the components that use it; they have createView and receive.

const views = new WeakMap()

function keepView({ parentElement, data }, { send, leave }) {
  if (!views.has(parentElement)) views.set(parentElement, createView(parentElement))
  const view = views.get(parentElement)
  view.send = send
  receive(view, data)
  return () => {
    leave(view)
    views.delete(parentElement)
  }
}
