// Suggests places of the chosen country while the name of a municipality is being typed. Without it the
// name is simply typed, and the next page asks which place is meant.
const [town, country, region] = ['town', 'country', 'region'].map((id) => document.getElementById(id))

if (town && country) {
  const list = document.createElement('datalist')
  list.id = 'town-places'
  town.after(list)
  town.setAttribute('list', list.id)
  const number = new Intl.NumberFormat(document.documentElement.lang)
  let asked = ''
  let timer

  const suggest = async () => {
    const query = new URLSearchParams({
      q: town.value.trim(),
      country: country.value,
      lang: document.documentElement.lang,
    }).toString()
    if (town.value.trim().length < 2 || !country.value || query === asked) return
    asked = query
    const answer = await fetch(`/api/v1/places?${query}`).catch(() => undefined)
    if (!answer?.ok || query !== asked) return
    const { places } = await answer.json()
    list.replaceChildren(
      ...places.map(({ name, called, region, population }) => {
        const option = document.createElement('option')
        option.value = name
        option.label = [called, region, population && number.format(population)].filter(Boolean).join(', ')
        option.dataset.region = region ?? ''
        return option
      }),
    )
  }

  town.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(suggest, 200)
    const meant = [...list.options].filter(({ value }) => value === town.value)
    if (meant.length === 1 && region && !region.value) region.value = meant[0].dataset.region
  })
  country.addEventListener('change', suggest)
}
