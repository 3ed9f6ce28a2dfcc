// Which community somebody means who types a name, a code or the address of a page.
import type { Db } from '../../platform/db/connect.js'
import { fold } from '../../platform/search/fold.js'
import type { Locale } from '../../platform/i18n/locales.js'
import { placeNames, wordingIn } from '../pairs/index.js'
import type { Side } from './batches.model.js'

/** A code alone or at the end of an address. */
const codeIn = (typed: string) => /(?:^|\/)([a-z]{2}-[a-z0-9-]+)\/?(?:[?#].*)?$/.exec(typed.trim())?.[1]

async function byCode(db: Db, id: string): Promise<string | undefined> {
  const moved = await db
    .selectFrom('communityRedirects')
    .select('newId')
    .where('oldId', '=', id)
    .executeTakeFirst()
  const known = await db
    .selectFrom('communities')
    .select('id')
    .where('id', '=', moved?.newId ?? id)
    .executeTakeFirst()
  return known?.id
}

/** All that may be meant: the one of a code, else those of a name, with the place behind a comma or without. */
export async function communitiesMeant(db: Db, side: Side, typed: string, locale: Locale): Promise<string[]> {
  const code = codeIn(typed)
  const coded = code === undefined ? undefined : await byCode(db, code)
  if (coded !== undefined) return [coded]
  const called = await db
    .selectFrom('communityNames')
    .innerJoin('communities', 'communities.id', 'communityNames.communityId')
    .select(['communities.id', 'communities.country', 'communities.regionCode', 'communityNames.name'])
    .$if(side !== 'community', (query) => query.where('country', side === 'ua' ? '=' : '!=', 'UA'))
    .orderBy('communities.id')
    .execute()
  const of = (name: string) => {
    const wanted = fold(name)
    return wanted === '' ? [] : called.filter((one) => fold(one.name) === wanted)
  }
  const distinct = (rows: typeof called) => [...new Set(rows.map(({ id }) => id))]
  const whole = distinct(of(typed))
  if (whole.length > 0) return whole
  const { placeOf } = wordingIn(locale, await placeNames(db, distinct(called)))
  for (const comma of typed.matchAll(/,/g)) {
    const where = fold(typed.slice(comma.index + 1))
    const there = of(typed.slice(0, comma.index)).filter((one) =>
      ` ${fold(placeOf(one))} `.includes(` ${where} `),
    )
    if (where !== '' && there.length > 0) return distinct(there)
  }
  return []
}
