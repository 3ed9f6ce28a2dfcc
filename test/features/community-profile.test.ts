// A community on one page: for everybody, in every language, with what its public page says and no more; the
// letters of an introduction lead to it.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import type { TestApp } from '../support/app.js'
import { typesLetter } from '../support/approval-letters.js'
import {
  claire,
  entersContacts,
  oksana,
  onSmallRegistry,
  opensIntroduction,
  proposalOf,
} from '../support/pair.js'

let app: TestApp
onSmallRegistry((opened) => {
  app = opened
})

const profile = (locale: string, id = 'ua-drohobych') => paths.profile(locale, id)
const links = (text: string) => text.match(/https?:\/\/\S+/g) ?? []

async function wishes(given: { state?: 'open' | 'paused' } = {}) {
  const { db } = app.ctx
  const { id: by } = await db
    .insertInto('accounts')
    .values({
      id: '7f0c5a52-6d5c-4b57-9a3f-1d6f6f0f0f0f',
      email: 'o@d.example',
      name: 'Оксана',
      role: 'staff',
      createdAt: app.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('wishes')
    .values({
      communityId: 'ua-drohobych',
      ...{ places: ['PL'], placesHard: true, sizeLeast: 1234, sizeMost: null, sizeHard: true },
      ...{ needsHard: false, offersHard: false, languagesHard: true, kindsHard: true },
      languages: ['uk', 'pl'],
      kinds: ['twinning', 'project'],
      enteredBy: by,
      enteredAt: app.now(),
    })
    .execute()
  await db
    .insertInto('communityProfiles')
    .values({
      communityId: 'ua-drohobych',
      website: 'https://drohobych.example',
      textUk: 'Місто солі.\n\nДруге речення.',
      textEn: 'A town of salt.',
      updatedAt: app.now(),
    })
    .execute()
  if (given.state)
    await db
      .insertInto('declarations')
      .values({
        communityId: 'ua-drohobych',
        state: given.state,
        until: null,
        declaredBy: by,
        declaredAt: app.now(),
        remindedAt: null,
      })
      .execute()
}

describe('the page', () => {
  it('says who it is, what it says of itself, whom it knows and where to read more', async () => {
    await wishes()
    const page = await app.visitor().opens(profile('uk'))
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/Дрогобич/)
    for (const words of ['Львівська область, Україна', '73 682 мешканці', 'Місто солі.', 'Друге речення.'])
      expect(page.text.replace(/\s/g, ' ')).toContain(words)
    expect(page.text).toContain('українська і польська')
    expect(page.text).toContain('побратимство і спільний проєкт')
    expect(page.text).toContain('Майсен')
    expect(page.text).toContain(`Докладніше: ${app.url}/uk/communities/ua-drohobych`)
    expect(page.html).toContain('aria-label="Карта: Дрогобич, Україна"')
    expect(page.headers.get('cache-control')).toBeNull()
  })

  it('keeps whom the community would not have to itself', async () => {
    await wishes()
    const { html } = await app.visitor().opens(profile('uk'))
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/1\s?234|обовʼязков/)
  })

  it('speaks the reader’s language, and marks what is in another', async () => {
    await wishes()
    await app.ctx.db
      .updateTable('communities')
      .set({ nameNative: 'Дрогобич' })
      .where('id', '=', 'ua-drohobych')
      .execute()
    const { html, text } = await app.visitor().opens(profile('de'))
    expect(html).toContain('<p class="profile-native" lang="uk">Дрогобич</p>')
    expect(html).toContain('<div class="profile-text" lang="en">')
    expect(text).toContain('A town of salt.')
    expect(text).toContain('Ukrainisch und Polnisch')
  })

  it('does not say what a community looks for that looks for nobody now', async () => {
    await wishes({ state: 'paused' })
    for (const at of [profile('uk'), paths.community('uk', 'ua-drohobych')]) {
      const { text } = await app.visitor().opens(at)
      expect(text).toContain('українська і польська')
      expect(text).not.toContain('побратимство')
    }
  })

  it('says how an occupied community stands, and nothing of wishes', async () => {
    await wishes()
    await app.ctx.db
      .updateTable('communities')
      .set({
        standing: 'occupied',
        standingSince: '2026-02-03',
        standingSource: 'Наказ № 376',
        seeking: true,
      })
      .where('id', '=', 'ua-drohobych')
      .execute()
    const { text } = await app.visitor().opens(profile('uk'))
    expect(text).toContain('Тимчасово окупована')
    expect(text).toContain('Наказ № 376')
    expect(text).not.toMatch(/побратимство|Шукає партнера/)
  })

  it('does not name partners in doubt or of the past', async () => {
    const { db } = app.ctx
    await db.updateTable('partnerships').set({ status: 'suspended-check' }).execute()
    const { text } = await app.visitor().opens(profile('uk'))
    expect(text).not.toContain('Майсен')
    expect(text).toContain('Партнерів у відкритих джерелах не знайдено')
  })

  it('leads on from a record that was merged, and is not there for no community', async () => {
    await app.ctx.db
      .insertInto('communityRedirects')
      .values({ oldId: 'ua-old', newId: 'ua-drohobych', at: app.now() })
      .execute()
    const moved = await app.visitor().asks(profile('pl', 'ua-old'), { redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([301, profile('pl')])
    expect((await app.visitor().opens(profile('pl', 'ua-nowhere'))).status).toBe(404)
  })

  it('is found from the community’s own page', async () => {
    const anybody = app.visitor()
    await anybody.opens(paths.community('en', 'fr-die'))
    const page = await anybody.clicks('The community on one page')
    expect([page.status, page.at]).toEqual([200, profile('en', 'fr-die')])
  })
})

describe('the letters of an introduction', () => {
  const to = async (email: string) =>
    (await app.letters()).filter(
      ({ to: reader, subject }) => reader.email === email && !/увійти/.test(subject),
    )

  it('carry the other side on one page, in the reader’s language, after the answer', async () => {
    const taras = await app.staff()
    const { links: answers } = await opensIntroduction(app, taras)
    const [toClaire] = await to(claire.email)
    const [toOksana] = await to(oksana.email)
    expect(links(toClaire!.text)).toEqual([answers.claire, app.url + profile('en')])
    expect(links(toOksana!.text)).toEqual([answers.oksana, app.url + profile('uk', 'pl-legnica')])
    expect((await app.visitor().opens(links(toOksana!.text)[1]!)).text).toContain('Легниця')
    app.travel(days(11))
    await tendIntroductions(app.ctx)
    const reminder = (await to(claire.email)).at(-1)
    expect(links(reminder!.text)).toEqual([answers.claire, app.url + profile('en')])
    const anybody = app.visitor()
    await anybody.opens(answers.claire)
    await anybody.sends({ Yes: true })
    await anybody.opens(answers.oksana)
    await anybody.sends({ Так: true })
    const connected = (await to(oksana.email)).at(-1)
    expect(connected!.text).toContain(claire.email)
    expect(links(connected!.text)).toEqual([app.url + profile('uk', 'pl-legnica')])
  })
})

describe('a letter that staff edit', () => {
  let taras: Awaited<ReturnType<TestApp['staff']>>
  let at: string
  let letters: string
  beforeEach(async () => {
    taras = await app.staff()
    const pair = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    at = pair.at
    letters = paths.staff.proposalLetters('uk', pair.id)
    await entersContacts(taras, pair.id)
  })
  const body = async () => String((await taras.opens(letters)).value('foreign-body'))
  const saves = async (typed: string) => (await typesLetter(taras, letters, 'foreign', { body: typed }))()
  const approved = async () => {
    await taras.opens(at)
    await taras.sends({ Схвалити: true })
    return (await app.letters()).find(({ to }) => to.email === claire.email)!
  }
  const line = '([Drohobych on one page]({profile}))'

  it.each([
    ['as it stood', line],
    ['without its outer brackets', '[See Drohobych]({profile})'],
  ])('keeps the page where its place stays, %s', async (_, typed) => {
    expect(await body()).toContain(line)
    const saved = await saves((await body()).replace('It takes a minute.', 'Please do.').replace(line, typed))
    expect(saved.status).toBe(303)
    const { text, html } = await approved()
    expect(links(text)[1]).toBe(app.url + profile('en'))
    expect(html).toContain(`href="${app.url}${profile('en')}" style="color:#1b4d8f"`)
    expect(html.match(/display:inline-block/g)).toHaveLength(1)
  })

  it('goes without it where it was taken out', async () => {
    await saves((await body()).replace(line, ''))
    expect(links((await approved()).text)).toHaveLength(1)
  })

  it.each([
    ['twice', `${line}\n\n${line}`],
    ['within a sentence', 'Read {profile} first.'],
    ['to somewhere else', '([Elsewhere](https://example.org))'],
  ])('does not let it stand %s', async (_, typed) => {
    const wrong = await saves((await body()).replace(line, typed))
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('Посилання на сторінку про іншу громаду може бути лише одне')
  })
})
