// What somebody typed becomes a question to the diary: names become numbers, and a coordinator's questions
// keep to the oblast.
import type { AppContext } from '../../context.js'
import { ownRegion, type StaffMember } from '../../platform/http/access.js'
import type { Locale } from '../../platform/i18n/locales.js'
import type { Translate } from '../../platform/i18n/translate.js'
import { fold } from '../../platform/search/fold.js'
import type { DiaryFilter } from './diary.forms.js'
import { isUuid, roles, typedSign } from './diary.model.js'
import {
  accountsNamed,
  branchOf,
  communitiesIn,
  communityExists,
  drawnUpFor,
  thingsOf,
  type DiaryQuestion,
  type Within,
} from './diary.queries.js'

type Needs = Pick<AppContext, 'db' | 'search'>

interface Reader {
  t: Translate
  locale: Locale
  by: StaffMember
}

export interface Asked {
  question: DiaryQuestion
  /** The communities that the typed name was taken for. */
  communities: string[]
}

/** A name may be typed as one likes; where some communities bear exactly this one, only they are meant. */
async function communitiesCalled({ db, search }: Needs, text: string, locale: Locale): Promise<string[]> {
  if (await communityExists(db, text)) return [text]
  const { hits } = await search.find({
    text,
    choice: {},
    sort: 'relevance',
    page: 1,
    pageSize: 10,
    locale,
  })
  const wanted = fold(text)
  const exact = hits.filter(({ community: { nameUk, nameEn, nameNative } }) =>
    [nameUk, nameEn, nameNative].some((name) => name !== undefined && fold(name) === wanted),
  )
  return (exact.length > 0 ? exact : hits).map(({ community }) => community.id)
}

async function peopleCalled({ db }: Needs, name: string, t: Translate): Promise<string[]> {
  if (isUuid(name)) return [name]
  const wanted = fold(name)
  const acting = roles.filter((role) => fold(t(`diary-actors.${role.replace(':', '-')}`)).includes(wanted))
  return [...acting, ...(await accountsNamed(db, name, typedSign(name)))]
}

const oblastOf = async (db: Needs['db'], region: string): Promise<Within> => ({
  things: [...(await thingsOf(db, await communitiesIn(db, region))), ...(await drawnUpFor(db, region))],
  branch: await branchOf(db, region),
})

export async function diaryQuestion(
  needs: Needs,
  { who, did, about, from, to, note, before }: DiaryFilter,
  { t, locale, by }: Reader,
): Promise<Asked> {
  const region = ownRegion(by)
  const isNumber = about !== undefined && isUuid(about)
  const communities = about === undefined || isNumber ? [] : await communitiesCalled(needs, about, locale)
  return {
    communities,
    question: {
      who: who === undefined ? undefined : await peopleCalled(needs, who, t),
      did,
      about: about === undefined ? undefined : isNumber ? [about] : await thingsOf(needs.db, communities),
      within: region === undefined ? undefined : await oblastOf(needs.db, region),
      from,
      to,
      note,
      before,
    },
  }
}
