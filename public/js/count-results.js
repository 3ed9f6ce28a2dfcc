// Says on the button of the filters how many communities the choice would show, before it is pressed.
// Without it the button says that it shows them, and the next page how many there are.
const button = document.querySelector('[data-count-of]')
const form = button?.form

if (form) {
  const words = button.textContent
  const number = new Intl.NumberFormat(document.documentElement.lang)
  const heard = document.createElement('output')
  heard.className = 'ds-sr-only'
  button.after(heard)
  let asked = ''
  let timer

  const count = async () => {
    const query = new URLSearchParams(new FormData(form))
    query.set('pageSize', '1')
    asked = query.toString()
    const mine = asked
    const answer = await fetch(`/api/v1/communities?${mine}`).catch(() => undefined)
    if (mine !== asked) return
    const total = answer?.ok ? (await answer.json()).total : undefined
    button.textContent = total === undefined ? words : `${words}: ${number.format(total)}`
    heard.textContent = total === undefined ? '' : button.textContent
  }

  form.addEventListener('change', () => {
    clearTimeout(timer)
    timer = setTimeout(count, 250)
  })
}
