// Countries by whatever name a paper calls them: in any of our languages, official or short.
import { countriesIn, countryCodes } from '../../platform/i18n/countries.js'
import { locales } from '../../platform/i18n/locales.js'
import { fold } from '../../platform/search/fold.js'

const official: Record<string, string> = {
  AE: 'обєднані арабські емірати', AR: 'аргентинська республіка', AT: 'австрійська республіка', AZ: 'азербайджанська республіка',
  BA: 'боснія і герцеговина', BY: 'білорусія', CH: 'швейцарська конфедерація', CN: 'китайська народна республіка;кнр;китай',
  CZ: 'чеська республіка', DE: 'федеративна республіка німеччина;фрн;germany', DK: 'королівство данія', EE: 'естонська республіка',
  EG: 'арабська республіка єгипет', ES: 'королівство іспанія', FR: 'французька республіка', GB:
  'сполучене королівство великої британії і північної ірландії;сполучене королівство великої британії та північної ірландії;сполучене королівство;велика британія;великобританія;англія;шотландія;уельс;united kingdom;uk;great britain;england;scotland;wales',
  GR: 'грецька республіка;еллінська республіка', IE: 'республіка ірландія', IL: 'держава ізраїль', IT: 'італійська республіка', JO: 'йорданське хашимітське королівство',
  KG: 'киргизька республіка;киргизія', KR: 'республіка корея;південна корея;south korea', LT: 'литовська республіка', LU: 'велике герцогство люксембург', LV: 'латвійська республіка',
  MD: 'республіка молдова;молдавія', MK: 'республіка македонія;македонія', NL: 'королівство нідерландів;королівство нідерланди;голландія',
  NO: 'королівство норвегія', PT: 'португальська республіка', RU: 'російська федерація;рф', SE: 'королівство швеція', SK: 'словацька республіка',
  TR: 'турецька республіка;республіка туреччина;turkey', UA: 'україна', US: 'сполучені штати америки;сша;usa;united states;united states of america', UZ: 'республіка узбекистан',
} // prettier-ignore

let known: ReadonlyMap<string, string> | undefined

function names(): ReadonlyMap<string, string> {
  if (known) return known
  const map = new Map<string, string>()
  for (const locale of locales) {
    // Papers may say «Сполучені Штати» where our pages say «США».
    const also = new Intl.DisplayNames(locale, { type: 'region' })
    for (const { code, name } of countriesIn(locale))
      for (const called of [name, also.of(code) ?? name])
        if (!map.has(fold(called))) map.set(fold(called), code)
  }
  for (const [code, list] of Object.entries(official))
    for (const name of list.split(';')) map.set(fold(name), code)
  return (known = map)
}

const forms =
  /^(?:республіка|королівство|держава|князівство|велике герцогство|федеративна республіка|republic of|kingdom of|the) /

/** ISO code of the country that a text names; the parts of «Англія, Сполучене Королівство» agree. */
export function countryIn(text: string): string | undefined {
  const bare = text.trim()
  if (/^[A-Za-z]{2}$/.test(bare) && countryCodes.includes(bare.toUpperCase())) return bare.toUpperCase()
  const wanted = fold(bare)
  if (wanted === '') return undefined
  const byName = names()
  const found = byName.get(wanted) ?? byName.get(wanted.replace(forms, ''))
  if (found) return found
  const parts = bare.split(/[,(;)]/).map(fold)
  if (parts.length < 2) return undefined
  const codes = new Set(
    parts.flatMap((part) => byName.get(part) ?? byName.get(part.replace(forms, '')) ?? []),
  )
  return codes.size === 1 ? [...codes][0] : undefined
}
