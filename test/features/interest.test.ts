// A municipality abroad fills in the form and checks its answers.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { days } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import { aCommunity } from '../support/builders.js'
import { claire, fillsIn, sendsIn } from '../support/claire.js'

let app: TestApp

beforeAll(async () => {
  app = await createTestApp()
  const { db } = app.ctx
  await aCommunity(db, { id: 'fr-valence', nameUk: 'Валанс', geonamesId: 2971053, population: 63_864 })
  const lviv = { code: 'UA.15', country: 'UA', nameEn: 'Lviv Oblast', nameUk: 'Львівська область' }
  await db
    .insertInto('countries')
    .values({ code: 'UA', nameEn: 'Ukraine', nameUk: 'Україна', worldRegion: 'Europe' })
    .execute()
  await db.insertInto('regions').values(lviv).execute()
})
afterAll(() => app.close())

beforeEach(async () => {
  await app.ctx.pool.query('truncate interests, interest_drafts, letters, events, sessions')
  app.startOver()
})

const interests = () => app.ctx.db.selectFrom('interests').selectAll().orderBy('createdAt').execute()
const states = async () => (await interests()).map(({ town, state }) => [town, state])
const subjects = async () => (await app.letters()).map(({ subject }) => subject)
describe('the form', () => {
  it('takes the least a small town can say, without a cookie', async () => {
    const person = app.visitor()
    const page = await fillsIn(person)
    expect([page.status, page.heading]).toEqual([200, 'Check your answers'])
    expect(page.headers.getSetCookie()).toEqual([])
    const sent = await sendsIn(person)
    expect([sent.status, sent.at, sent.heading]).toEqual([
      200,
      '/en/interest/check-email',
      'Check your email',
    ])
    expect(await states()).toEqual([['Die', 'unconfirmed']])
    expect(await app.ctx.db.selectFrom('sessions').selectAll().execute()).toEqual([])
  })

  it('keeps everything that was answered, and about the person in columns of its own', async () => {
    const person = app.visitor()
    await fillsIn(person, {
      contactOffice: 'Adjointe au maire',
      contactEmail: 'Claire@Die.Example',
      contactPhone: '+33 4 75 21 08 33',
      region: 'Drôme',
      population: '4.924',
      website: 'www.die.fr',
      about: 'A small town.\r\n\r\nWith vineyards.',
      partners: 'Frankenau',
      project: 'A choir',
      'offers-youth': true,
      'kinds-trial': true,
      sizeLeast: '2 000',
      sizeMost: '10,000',
      'Lviv Oblast': true,
      French: true,
      'It is being discussed': true,
    })
    await sendsIn(person)
    const [row] = await interests()
    expect(row).toMatchObject({
      locale: 'en',
      town: 'Die',
      country: 'FR',
      region: 'Drôme',
      population: 4924,
      website: 'https://www.die.fr',
      contactName: 'Claire Dubois',
      contactOffice: 'Adjointe au maire',
      contactEmail: 'claire@die.example',
      contactPhone: '+33 4 75 21 08 33',
      consentVersion: '2026-11',
      answers: {
        needs: ['energy'],
        offers: ['youth'],
        kinds: ['trial'],
        sizeLeast: 2000,
        sizeMost: 10_000,
        places: ['UA.15'],
        languages: ['fr'],
        backing: 'in-discussion',
        about: 'A small town.\n\nWith vineyards.',
        partners: 'Frankenau',
        project: 'A choir',
      },
    })
    expect(JSON.stringify(row?.answers)).not.toMatch(/Claire|claire|Adjointe|4 75/)
  })

  it('says what to mend, in the order of the page, and loses nothing', async () => {
    const person = app.visitor()
    const page = await fillsIn(person, {
      contactName: '',
      contactEmail: 'claire@die',
      population: 'few',
      'needs-energy': false,
      sizeLeast: '900',
      sizeMost: '100',
      website: 'die',
      consent: false,
      about: 'Vineyards & <walnuts>',
    })
    expect([page.status, page.heading]).toEqual([422, 'Find a partner community in Ukraine'])
    expect(page.errors).toEqual([
      'Enter the name of the contact person, without any link',
      'Enter an office email address, such as townhall@example.org',
      'Enter the number of inhabitants as a whole number such as 4924',
      'Enter the address of the website, such as www.example.org',
      'Tick at least one topic: one that interests you, or one you can help with',
      'The largest number of inhabitants cannot be below the smallest',
      'Without your consent we cannot keep the form',
    ])
    expect(page.html.indexOf('id="errors"')).toBeLessThan(page.html.indexOf('<h1'))
    expect(page.html).toMatch(/id="errors"[^>]*data-focus/)
    for (const field of ['contactEmail', 'population', 'needs', 'sizeMost', 'consent'])
      expect([field, page.html.includes(`href="#${field}"`), page.html.includes(`id="${field}"`)]).toEqual([
        field,
        true,
        true,
      ])
    expect(page.value('contactEmail')).toBe('claire@die')
    expect(page.value('about')).toBe('Vineyards & <walnuts>')
    expect(page.value('country')).toBe('FR')
    expect((await fillsInAgain(person)).heading).toBe('Check your answers')
  })

  const fillsInAgain = (person: ReturnType<TestApp['visitor']>) =>
    person.sends({ ...claire, population: '4924', sizeMost: '', website: '' }, 'Check your answers')

  it.each([
    ['UA', /municipalities abroad/],
    ['RU', /no introductions/],
    ['BY', /no introductions/],
    ['XK', /from the list/],
    ['', /from the list/],
  ])('has a plain word for the country %j', async (country, words) => {
    const page = await fillsIn(app.visitor(), { country })
    expect([page.status, page.errors.length]).toEqual([422, 1])
    expect(page.errors[0]).toMatch(words)
  })

  it('offers every other country of the world, in the reader’s language and order', async () => {
    const page = await app.visitor().opens('/uk/interest')
    const offered = [...page.html.matchAll(/<option value="([A-Z]{2})">([^<]+)/g)]
    expect(offered).toHaveLength(246)
    expect(offered.slice(0, 3).map(([, code, name]) => `${code} ${name}`)).toEqual([
      'AU Австралія',
      'AT Австрія',
      'AZ Азербайджан',
    ])
  })

  it('asks once more when the page was open for days, or was never opened', async () => {
    const person = app.visitor()
    await person.opens('/en/interest')
    app.travel(days(3))
    const late = await person.sends({ ...claire, project: 'A choir' }, 'Check your answers')
    expect([late.status, ...late.errors]).toEqual([
      422,
      'The page was open for too long. Check your answers and send them again',
    ])
    expect(late.value('project')).toBe('A choir')
    expect((await person.sends({}, 'Check your answers')).heading).toBe('Check your answers')
  })

  it('keeps nothing of whoever fills in what people do not see', async () => {
    const page = await fillsIn(app.visitor(), { comment: 'Buy' })
    expect([page.status, page.heading]).toEqual([200, 'Check your email'])
    expect([await interests(), await subjects()]).toEqual([[], []])
  })
})

describe('the answers to check', () => {
  it('go back to the form with everything in it', async () => {
    const person = app.visitor()
    await fillsIn(person, { project: 'A choir', French: true })
    const back = await person.sends({}, 'Change your answers')
    expect([back.status, back.value('project'), back.value('French')]).toEqual([200, 'A choir', true])
    expect(back.value('consent')).toBe(true)
    await person.sends({ town: 'Crest' }, 'Check your answers')
    await sendsIn(person)
    expect(await states()).toEqual([['Crest', 'unconfirmed']])
  })

  it('are one interest, however often they are sent', async () => {
    const person = app.visitor()
    const page = await fillsIn(person)
    const body = new URLSearchParams({
      sealed: String(page.html.match(/name="sealed" value="([^"]+)"/)?.[1]),
    })
    body.set('place', 'none')
    const press = () => app.visitor().asks('/en/interest/send', { method: 'POST', body })
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await states()).toHaveLength(1)
    expect(await subjects()).toEqual(['Please confirm the interest of Die'])
  })

  it('are looked at again when somebody changed them on the way, or they are too old', async () => {
    const person = app.visitor()
    const page = await fillsIn(person, { project: 'A choir' })
    const sealed = String(page.html.match(/name="sealed" value="([^"]+)"/)?.[1])
    const send = async (value: string) => {
      const body = new URLSearchParams({ sealed: value, place: 'none' })
      const answer = await person.asks('/en/interest/send', { method: 'POST', body })
      return [answer.status, (await answer.text()).includes('A choir')]
    }
    expect(await send(`${sealed.slice(0, -4)}AAAA`)).toEqual([422, true])
    expect(await send('nonsense')).toEqual([422, false])
    expect(await send('')).toEqual([422, false])
    app.travel(days(3))
    expect(await send(sealed)).toEqual([422, true])
    expect(await interests()).toEqual([])
  })

  it('begin anew for whoever asks for the page itself', async () => {
    for (const page of ['check', 'send', 'save'])
      expect((await app.visitor().opens(`/en/interest/${page}`)).at).toBe('/en/interest')
  })
})
