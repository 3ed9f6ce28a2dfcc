// What the funnel is counted from: one line of life for each proposal, what is known of communities, and
// which of them are partners. One value for each question, because ten thousand rows take longer to hand
// over than to count.
import { sql } from 'kysely'
import type { Db } from '../../platform/db/connect.js'
import { dayNumber, type Community, type Life, type Sources, type Tie } from './figures.model.js'

const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Kyiv', dateStyle: 'short' })
/** The calendar day of a moment in Kyiv: '2026-11-23'. */
const dayInKyiv = (moment: Date): string => swedish.format(moment)

// A moment travels as its hour, which is cheap; which day in Kyiv that hour belongs to is found here, once.
const hour = (moment: string) => sql.raw(`floor(date_part('epoch', ${moment}) / 3600)::int`)
const dayOfHour = new Map<number, number>()
const rememberedAtMost = 100_000

function dayOf(hours: string | number): number {
  const asked = Number(hours)
  const known = dayOfHour.get(asked)
  if (known !== undefined) return known
  const day = dayNumber(dayInKyiv(new Date(asked * 3_600_000)))
  if (dayOfHour.size >= rememberedAtMost) dayOfHour.clear()
  dayOfHour.set(asked, day)
  return day
}

const orNull = <T>(text: string | undefined, read: (text: string) => T): T | null =>
  text === undefined || text === '-' ? null : read(text)

/** All that the figures of a moment are counted from. */
export async function sourcesOfFigures(db: Db, now: Date): Promise<Sources> {
  return {
    lives: await livesOfProposals(db),
    communities: await communitiesInFigures(db),
    ties: await tiesInFigures(db),
    today: dayNumber(dayInKyiv(now)),
  }
}

/** Every proposal, with the days on which something came of it. */
async function livesOfProposals(db: Db): Promise<Life[]> {
  const onDay = (date: string) => sql.raw(`coalesce((${date} - date '2000-01-01')::text, '-')`)
  const atHour = (moment: string) => sql`coalesce(${hour(moment)}::text, '-')`
  const { rows } = await sql<{ lives: string | null }>`
    with answers as (
      select introduction_id, min(answered_at) as first_at,
        case when count(*) filter (where answer = 'yes') = 2 then max(answered_at) end as agreed_at
      from introduction_sides where answered_at is not null group by introduction_id),
    -- Who was put off and asked again has no answer of the first time in hand: the diary has it.
    earlier as (
      select what->>'introduction' as introduction, min(at) as first_at from events
      where did = 'answered' and what->>'introduction' in (
        select id::text from introductions where follow_ups > 0)
      group by 1),
    came as (
      select introduction_id, min(on_date) filter (where kind <> 'ended') as met_on,
        min(on_date) filter (where kind = 'signed') as signed_on,
        max(on_date) filter (where kind = 'ended') as ended_on
      from milestones group by introduction_id),
    opened as (
      select proposal_id, concat_ws(' ', '', ${atHour('opened_at')},
        ${atHour('least(answers.first_at, earlier.first_at)')}, ${atHour('agreed_at')}, ${onDay('met_on')}, ${onDay('signed_on')}, ${onDay('ended_on')}) as days
      from introductions
      left join answers on answers.introduction_id = id
      left join earlier on earlier.introduction = id::text
      left join came on came.introduction_id = id)
    select string_agg(ua_id || ' ' || foreign_id || ' ' || ${hour('offered_at')} || coalesce(days, ''), ',')
      as lives
    from proposals left join opened on proposal_id = id`.execute(db)
  const lives = rows[0]?.lives
  return lives ? lives.split(',').map(readLife) : []
}

function readLife(text: string): Life {
  const [ua = '', foreign = '', proposed = '', sent, answered, agreed, met, signed, ended] = text.split(' ')
  return [
    ua,
    foreign,
    dayOf(proposed),
    orNull(sent, dayOf),
    orNull(answered, dayOf),
    orNull(agreed, dayOf),
    orNull(met, Number),
    orNull(signed, Number),
    orNull(ended, Number),
  ]
}

/** What the figures are grouped by. */
async function communitiesInFigures(db: Db): Promise<Map<string, Community>> {
  const { rows } = await sql<{ all: [string, string | null, string, string[], string[] | null][] | null }>`
    select json_agg(json_build_array(id, region_code, country, features, topics)) as all
    from communities
    left join (
      select community_id, array_agg(distinct topic) as topics from community_topics group by community_id
    ) as told on told.community_id = id`.execute(db)
  return new Map(
    (rows[0]?.all ?? []).map(([id, region, country, features, topics]) => [
      id,
      { region, country, features, topics: topics ?? [] },
    ]),
  )
}

/** Who is whose partner, and since which day the registry knows. */
async function tiesInFigures(db: Db): Promise<Tie[]> {
  const { rows } = await sql<{ all: Tie[] | null }>`
    select json_agg(json_build_array(ua_id, foreign_id, ${hour('created_at')}, status = 'terminated')) as all
    from partnerships`.execute(db)
  return (rows[0]?.all ?? []).map(([ua, foreign, since, over]) => [ua, foreign, dayOf(since), over])
}

/** Names of countries and of Ukraine's oblasts by code. */
export async function namesForFigures(db: Db) {
  const countries = await db.selectFrom('countries').select(['code', 'nameUk', 'nameEn']).execute()
  const regions = await db
    .selectFrom('regions')
    .select(['code', 'nameUk', 'nameEn'])
    .where('country', '=', 'UA')
    .execute()
  return {
    countries: new Map(countries.map((row) => [row.code, row])),
    regions: new Map(regions.map((row) => [row.code, row])),
  }
}
