// How answers become a row and a row becomes answers again. What is said of a person has columns of its
// own, so that it can be emptied; the rest is `answers`.
import type { Typed } from '../../platform/http/form.js'
import type { Answers } from './interest.forms.js'
import type { Interest } from './interest.queries.js'

/** What a municipality looks for and says of itself; never about a person. */
export type Told = Pick<
  Answers,
  | 'needs'
  | 'offers'
  | 'kinds'
  | 'sizeLeast'
  | 'sizeMost'
  | 'places'
  | 'languages'
  | 'backing'
  | 'about'
  | 'partners'
  | 'project'
>

/** The columns that answers fill. */
export function columnsOf(answers: Answers) {
  const { contactName, contactOffice, contactEmail, contactPhone, ...rest } = answers
  const { town, country, region, population, website, ...told } = rest
  return {
    town,
    country,
    region: region ?? null,
    population: population ?? null,
    website: website ?? null,
    answers: told satisfies Told as Told,
    contactName,
    contactOffice: contactOffice ?? null,
    contactEmail,
    contactPhone: contactPhone ?? null,
  }
}

const text = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : String(value)

/** An interest's answers as if they had just been typed, for mending them. */
export function typedFrom({ answers, ...row }: Interest): Typed {
  return {
    contactName: text(row.contactName),
    contactOffice: text(row.contactOffice),
    contactEmail: text(row.contactEmail),
    contactPhone: text(row.contactPhone),
    country: row.country,
    town: row.town,
    region: text(row.region),
    population: text(row.population),
    website: text(row.website),
    about: text(answers.about),
    partners: text(answers.partners),
    needs: answers.needs,
    offers: answers.offers,
    project: text(answers.project),
    kinds: answers.kinds,
    sizeLeast: text(answers.sizeLeast),
    sizeMost: text(answers.sizeMost),
    places: answers.places,
    languages: answers.languages,
    backing: text(answers.backing),
  }
}

/** An interest's answers as they were understood; what was emptied is missing. */
export function answersOf({ answers, ...row }: Interest): Partial<Answers> {
  const said = {
    contactName: row.contactName,
    contactOffice: row.contactOffice,
    contactEmail: row.contactEmail,
    contactPhone: row.contactPhone,
    country: row.country,
    town: row.town,
    region: row.region,
    population: row.population,
    website: row.website,
  }
  const known = Object.entries(said).filter(([, value]) => value !== null)
  return { ...answers, ...(Object.fromEntries(known) as Partial<Answers>) }
}
