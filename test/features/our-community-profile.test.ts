// Oksana writes her community's profile, a colleague writes at the same time, and readers elsewhere see
// what they should and nothing else.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { forgetProfile, profilesForScoring } from '../../src/features/our-community/index.js'
import { canonicalAddress } from '../../src/features/our-community/profile.model.js'
import { paths } from '../../src/paths.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onSmallRegistry } from '../support/pair.js'

let app: TestApp
let oksana: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  oksana = await app.member('ua-drohobych')
})

const profile = paths.our.profile('uk')
const saves = 'Зберегти профіль'
const petro = () => app.member('ua-drohobych', { name: 'Петро', email: 'petro@drohobych.example' })
const versions = () => app.ctx.db.selectFrom('profileVersions').selectAll().orderBy('seq').execute()
const texts = () => app.ctx.db.selectFrom('communityProfiles').selectAll().execute()

async function writes(person: SignedIn, typed: Record<string, string | boolean>) {
  await person.opens(profile)
  return person.sends(typed, saves)
}

/** Sends the form as it is on the page, with the topics of these fields ticked. */
async function ticks(person: SignedIn, fields: Record<string, string>) {
  const { html } = await person.opens(profile)
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const body = new URLSearchParams({ _csrf: hidden('_csrf'), version: hidden('version'), ...fields })
  return person.asks(profile, { method: 'POST', body })
}

describe('the profile form', () => {
  it('keeps wishes, texts and the website, and stands filled in again', async () => {
    const page = await writes(oksana, {
      Польща: true,
      hardPlaces: true,
      'пробний рік': true,
      'Про громаду українською': 'Місто солі.\r\n\r\nДуже давнє.',
      'Про громаду англійською': 'A town of salt.',
      'Сайт громади': 'WWW.Drohobych-rada.gov.ua/',
    })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Профіль збережено.')
    expect(page.value('пробний рік')).toBe(true)
    expect(page.value('Сайт громади')).toBe('https://www.drohobych-rada.gov.ua')
    expect(await texts()).toMatchObject([{ textUk: 'Місто солі.\n\nДуже давнє.', textEn: 'A town of salt.' }])
    const scored = (await profilesForScoring(app.ctx.db)).find(({ id }) => id === 'ua-drohobych')
    expect(scored!.wishes).toMatchObject({
      places: { value: ['PL'], hard: true },
      kinds: { value: ['trial'], hard: false },
    })
    expect(await versions()).toMatchObject([{ communityId: 'ua-drohobych', by: oksana.accountId }])
  })

  it('keeps everything typed beside what is wrong, and saves nothing', async () => {
    const page = await writes(oksana, {
      Щонайменше: 'багато',
      'Сайт громади': 'javascript:alert(1)',
      'Про громаду англійською': 'x'.repeat(2001),
      'Про громаду українською': 'Місто солі',
    })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Найменшу кількість мешканців укажіть цілим числом, як-от 20000',
      'Адресу сайту введіть повністю, як-от drohobych-rada.gov.ua',
      'Текст англійською скоротіть до 2000 знаків',
    ])
    expect(page.value('Про громаду українською')).toBe('Місто солі')
    expect(page.value('Сайт громади')).toBe('javascript:alert(1)')
    expect(await versions()).toEqual([])
  })

  it('saves once when pressed twice, and nothing when nothing changed', async () => {
    await oksana.opens(profile)
    const { html } = oksana.page()
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const body = () => new URLSearchParams({ _csrf: csrf, version: '', textEn: 'Salt\n\nOil' })
    const send = () => oksana.asks(profile, { method: 'POST', body: body() })
    const both = await Promise.all([send(), send()])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    await writes(oksana, {})
    expect(await versions()).toHaveLength(1)
  })

  it('shows both versions when a colleague was faster; nothing is lost, and a second save is a choice', async () => {
    const other = await petro()
    await oksana.opens(profile)
    await writes(other, { 'Про громаду англійською': 'Salt', Польща: true })
    const page = await oksana.sends({ 'Про громаду англійською': 'Salt and oil', Франція: true }, saves)
    expect(page.status).toBe(409)
    expect(page.text).toContain('Поки ви писали, профіль змінено: Петро')
    expect(page.text).toMatch(
      /Що змінив інший Звідки партнер Додано: Польща .*Текст англійською Додано текст/,
    )
    expect(page.text).toMatch(/Що зміните ви.* Додано: Франція Прибрано: Польща/)
    expect(page.value('Про громаду англійською')).toBe('Salt and oil')
    expect(page.value('Франція')).toBe(true)
    expect(await texts()).toMatchObject([{ textEn: 'Salt' }])
    const again = await oksana.sends({}, saves)
    expect(again.text).toContain('Профіль збережено.')
    expect(await texts()).toMatchObject([{ textEn: 'Salt and oil' }])
    expect(await versions()).toHaveLength(2)
  })

  it('still notices the colleague when the form was wrong in between', async () => {
    const other = await petro()
    await oksana.opens(profile)
    await writes(other, { 'Про громаду англійською': 'Salt' })
    await oksana.sends({ 'Сайт громади': 'x' }, saves)
    expect((await oksana.sends({ 'Сайт громади': '' }, saves)).status).toBe(409)
    expect(await texts()).toMatchObject([{ textEn: 'Salt' }])
  })

  it('changes the community of whoever is signed in, whatever is sent along', async () => {
    const claire = await app.member('pl-legnica')
    await ticks(claire, { communityId: 'ua-drohobych', id: 'ua-drohobych', textEn: 'We are Legnica' })
    expect(await versions()).toMatchObject([{ communityId: 'pl-legnica' }])
    const forged = await oksana.asks(profile, {
      method: 'POST',
      body: new URLSearchParams({ textEn: 'forged' }),
    })
    expect(forged.status).toBe(403)
  })
})

describe('a reader elsewhere', () => {
  const page = (locale: string) => app.visitor().opens(paths.community(locale, 'ua-drohobych'))

  it('sees the text in the own language or in English, the site, the topics, and no wishes', async () => {
    await ticks(oksana, { textEn: 'A town\n\nof salt', website: 'drohobych.example', needs: 'energy' })
    const ukrainian = await page('uk')
    expect(ukrainian.text).toContain('Громада про себе A town of salt')
    expect(ukrainian.html).toMatch(/lang="en">\s*<p>A town<\/p>\s*<p>of salt<\/p>/)
    expect(ukrainian.href('drohobych.example')).toBe('https://drohobych.example')
    await ticks(oksana, { textUk: 'Місто <b>солі</b>', places: 'PL', hardPlaces: 'yes', needs: 'energy' })
    expect((await page('uk')).text).toContain('Громада про себе Місто <b>солі</b>')
    const english = await page('en')
    expect(english.text).not.toContain('The community about itself')
    expect(english.text).toContain('Energy')
    await ticks(oksana, { textUk: 'Місто <b>солі</b>', needs: 'energy' })
    expect((await page('en')).text).toBe(english.text)
  })

  it('is shown in the preview, in the language that is chosen', async () => {
    await ticks(oksana, { textEn: 'A town of salt', needs: 'energy' })
    const preview = await oksana.opens(paths.our.preview('uk'))
    expect(preview.value('Мова читача')).toBe('en')
    expect(preview.text).toContain('Drohobych Lviv Oblast, Ukraine')
    expect(preview.text).toContain('A town of salt')
    expect(preview.text).toContain('Energy')
    const ours = await oksana.sends({ 'Мова читача': 'uk' }, 'Показати')
    expect(ours.text).toContain('Дрогобич Львівська область, Україна')
    const claire = await app.member('pl-legnica')
    const theirs = await claire.opens(paths.our.preview('en'))
    expect(theirs.value('Language of the reader')).toBe('uk')
    expect(theirs.text).toContain('In this language, readers do not see a word about the community.')
    expect((await claire.opens(`${paths.our.preview('en')}?lang=xx`)).status).toBe(200)
  })

  it('sees nothing of it any more once the community has withdrawn', async () => {
    await ticks(oksana, { textEn: 'A town of salt', needs: 'energy', places: 'PL' })
    const { db } = app.ctx
    await db.transaction().execute((trx) => forgetProfile(trx, 'ua-drohobych'))
    expect((await page('en')).text).not.toContain('salt')
    expect(await versions()).toEqual([])
    expect(await texts()).toEqual([])
    expect(await db.selectFrom('wishes').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('communityTopics').selectAll().execute()).toEqual([])
  })
})

it('an address on the web is kept in one form, or refused', () => {
  expect(canonicalAddress(' www.Die.fr ')).toBe('https://www.die.fr')
  expect(canonicalAddress('http://die.fr/mairie?x=1#top')).toBe('http://die.fr/mairie?x=1')
  expect(canonicalAddress('die.fr:8080')).toBe('https://die.fr:8080')
  for (const wrong of [
    'javascript:alert(1)',
    'ftp://die.fr',
    'mairie',
    'a b.fr',
    'https://u:p@die.fr',
    '10.0.0.1',
  ])
    expect([wrong, canonicalAddress(wrong)]).toEqual([wrong, undefined])
})
