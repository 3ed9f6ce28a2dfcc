// While something is computed for longer than a moment, its button can be pressed once and the words beside it
// say that it goes on. Without it the browser waits as it always does.
for (const words of document.querySelectorAll('[data-working]')) {
  const form = words.closest('form')
  const buttons = [...form.querySelectorAll('[type="submit"]')]
  const working = (now) => {
    words.textContent = now ? words.dataset.working : ''
    for (const button of buttons)
      for (const state of ['aria-busy', 'aria-disabled'])
        if (now) button.setAttribute(state, 'true')
        else button.removeAttribute(state)
  }

  form.addEventListener('submit', (event) => {
    if (words.textContent) event.preventDefault()
    else working(true)
  })
  // Somebody came back with the browser's button to a page that still stands as it was left.
  addEventListener('pageshow', ({ persisted }) => persisted && working(false))
}
