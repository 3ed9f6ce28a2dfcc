// Taras writes down what a community told him, and sees what that means for it; the proposal, the letter
// and the page behind its link then speak of both sides.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { matchCommunities } from '../../src/features/matching/matching.job.js'
import { prospectsOf } from '../../src/features/our-community/our-community.model.js'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import type { TestApp } from '../support/app.js'
import { aCommunity, aProfile } from '../support/builders.js'
import type { Visitor } from '../support/page.js'
import { claire, oksana, opensIntroduction, proposalOf, onSmallRegistry } from '../support/pair.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

const saves = 'Зберегти побажання'
const wishes = (id: string) => paths.staff.wishes('uk', id)
const told = () => app.ctx.db.selectFrom('wishes').selectAll().execute()

async function tellsTaras(id: string, typed: Record<string, string | boolean>) {
  await taras.opens(wishes(id))
  return taras.sends(typed, saves)
}

/** A new night, after which the proposal of Drohobych and Legnica is open before Taras. */
async function nextMorning() {
  app.travel(days(1))
  await matchCommunities(app.ctx)
  return taras.opens((await proposalOf(app, 'ua-drohobych', 'pl-legnica')).at)
}

describe('the wishes of a community', () => {
  it('are reached from the proposal, recorded, and stand in the form again', async () => {
    await taras.opens((await proposalOf(app, 'ua-drohobych', 'pl-legnica')).at)
    const form = await taras.clicks('Побажання громади Дрогобич')
    expect(form.heading).toBe('Якого партнера шукає Дрогобич')
    const page = await taras.sends({ Польща: true, hardPlaces: true, Щонайменше: '20 000' }, saves)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Побажання записано.')
    expect(page.text).toContain('Востаннє записано: Тарас')
    expect(page.value('Польща')).toBe(true)
    expect(page.value('Німеччина')).toBe(false)
    expect(page.value('Щонайменше')).toBe('20000')
    expect(await told()).toMatchObject([
      { communityId: 'ua-drohobych', places: ['PL'], placesHard: true, sizeLeast: 20_000, sizeHard: false },
    ])
    expect((await told())[0]!.enteredBy).toBe(taras.accountId)
  })

  it('are kept as typed beside what is wrong with them, and nothing is recorded', async () => {
    const page = await tellsTaras('ua-drohobych', {
      Польща: true,
      Щонайменше: '50000',
      Щонайбільше: '2000',
      hardLanguages: true,
    })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Найбільша кількість мешканців не може бути меншою за найменшу'])
    expect(page.value('Польща')).toBe(true)
    expect(page.value('Щонайменше')).toBe('50000')
    expect(page.value('hardLanguages')).toBe(true)
    expect(await told()).toEqual([])
    const again = await taras.sends({ Щонайменше: 'багато', Щонайбільше: '' }, saves)
    expect(again.errors).toEqual(['Найменшу кількість мешканців укажіть цілим числом, як-от 20000'])
    expect(again.value('Щонайменше')).toBe('багато')
  })

  it('take no place that is not on the other side', async () => {
    const page = await tellsTaras('pl-legnica', { Україна: true })
    expect(page.status).toBe(200)
    const form = new URLSearchParams({
      places: 'RU',
      _csrf: /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '',
    })
    const answer = await taras.asks(wishes('pl-legnica'), { method: 'POST', body: form })
    expect(answer.status).toBe(422)
    expect(await told()).toMatchObject([{ communityId: 'pl-legnica', places: ['UA'] }])
  })

  it('are for staff alone, for communities that there are, and not for Russia and Belarus', async () => {
    const stranger = await app.visitor().asks(wishes('ua-drohobych'))
    expect(stranger.status).toBe(303)
    expect(stranger.headers.get('location')).toContain(paths.signIn('uk'))
    const forged = new URLSearchParams({ places: 'PL' })
    expect((await taras.asks(wishes('ua-drohobych'), { method: 'POST', body: forged })).status).toBe(403)
    await aCommunity(app.ctx.db, { id: 'ru-kursk', lat: 51.7, lon: 36.2 })
    for (const id of ['ua-nowhere', 'ru-kursk']) expect((await taras.asks(wishes(id))).status).toBe(404)
    expect(await told()).toEqual([])
  })

  it('say what they mean: who is left, what loosening one brings, how crowded a country is', async () => {
    const before = await taras.opens(wishes('ua-drohobych'))
    expect(before.text).toContain('2 громади можливі як партнери')
    expect(before.text).toContain('Обовʼязкових умов немає')
    await tellsTaras('ua-izium', { Польща: true })
    const page = await tellsTaras('ua-drohobych', {
      Франція: true,
      Польща: true,
      hardPlaces: true,
      Щонайбільше: '5000',
      hardSize: true,
    })
    expect(page.text).toContain('1 громада можлива як партнер')
    expect(page.text).toContain('Без обовʼязкової умови «розмір» можлива ще 1 громада.')
    expect(page.text).not.toContain('Без обовʼязкової умови «країна чи регіон»')
    expect(page.text).toContain(
      'Польща Охочих мати партнера звідси – 2. Громад, які там самі шукають партнера, – 0; усього можливих у реєстрі – 1.',
    )
  })
})

describe('prospects', () => {
  const oksana = aProfile({ id: 'ua-drohobych', wishes: { places: { value: ['PL.77'], hard: true } } })

  it('leave out partners, and count as looking whoever says so or has wishes', () => {
    const elblag = aProfile({
      id: 'pl-elblag',
      region: 'PL.77',
      wishes: { kinds: { value: ['twinning'], hard: false } },
    })
    const others = [
      elblag,
      aProfile({ id: 'pl-jaslo', region: 'PL.77' }),
      aProfile({ id: 'pl-sanok', region: 'PL.80' }),
    ]
    const seen = (partners: string[], seeking: string[]) =>
      prospectsOf(oksana, [oksana, ...others], new Set(partners), new Set(seeking))
    expect(seen([], ['pl-sanok'])).toEqual({
      candidates: 2,
      loosenings: [{ wish: 'places', more: 1 }],
      crowding: [{ country: 'PL', seekers: 1, places: 2, perPlace: 0.5, all: 3 }],
      hasHard: true,
    })
    expect(seen(['pl-jaslo'], [])).toMatchObject({ candidates: 1, crowding: [{ places: 1, all: 2 }] })
  })
})

describe('a proposal with wishes', () => {
  it('says plainly that nobody has told anything yet', async () => {
    const page = await taras.opens((await proposalOf(app, 'ua-drohobych', 'pl-legnica')).at)
    expect(page.text.match(/Ця громада ще не сказала нам, якого партнера шукає\./g)).toHaveLength(2)
    expect(page.text).toContain('Чому можуть погодитися')
  })

  it('shows both fits with their words, what is met, missed and unknown, and why each may say yes', async () => {
    await tellsTaras('ua-drohobych', { Польща: true, Щонайбільше: '60000', 'перше знайомство': true })
    await tellsTaras('pl-legnica', { Україна: true })
    const page = await nextMorning()
    expect(page.text).toContain('Для громади Дрогобич 85 зі 100: є більшість того, чого шукає громада')
    expect(page.text).toContain('Збігається: країна чи регіон.')
    expect(page.text).toContain('Збігається частково: розмір.')
    expect(page.text).toContain('Невідомо: вид стосунків.')
    expect(page.text).toContain('Відомо 83% того, що потрібно для порівняння.')
    expect(page.text).toContain('Для громади Легниця 100 зі 100: є все, чого шукає громада')
    expect(page.text).toContain('Дрогобич шукає партнера саме в цій країні: Польща')
    expect(page.text).not.toContain('громада такого розміру, якого шукає Дрогобич')
    expect(page.text).toContain('Легниця шукає партнера саме в цій країні: Україна')
  })

  it('says that a match is one-sided, and that wishes have changed since', async () => {
    await tellsTaras('ua-drohobych', { Польща: true })
    await tellsTaras('pl-legnica', { Щонайбільше: '500' })
    const page = await nextMorning()
    expect(page.text).toContain('Легниця знаходить тут менше з того, чого шукає, ніж Дрогобич')
    expect(page.text).toContain('Для громади Легниця 1 зі 100: немає того, чого шукає громада')
    expect(page.text).not.toContain('побажання змінилися після оцінки')
    app.travel(1000)
    await tellsTaras('pl-legnica', { Щонайбільше: '90000' })
    const later = await taras.opens((await proposalOf(app, 'ua-drohobych', 'pl-legnica')).at)
    expect(later.text).toContain('Легниця: побажання змінилися після оцінки.')
  })

  it('tells Claire in letter and page how it suits both, in detail only for her own side', async () => {
    await tellsTaras('ua-drohobych', { Польща: true, Щонайбільше: '60000' })
    await tellsTaras('pl-legnica', { Україна: true })
    await nextMorning()
    const { links } = await opensIntroduction(app, taras)
    const letter = (await app.letters()).findLast(({ to }) => to.email === claire.email)!
    expect(letter.text).toContain('Legnica is looking for a partner in this particular country: Ukraine')
    expect(letter.text).toContain('Whether each side finds what it is looking for:')
    expect(letter.text).toContain('For Legnica: 100 out of 100')
    const page = await app.visitor().opens(new URL(links.claire).pathname)
    expect(page.text).toContain(
      'For Legnica 100 out of 100: everything the community is looking for is there',
    )
    expect(page.text).toContain('Met: country or region.')
    expect(page.text).toContain('For Drohobych 85 out of 100')
    expect(page.text).not.toContain('Met in part')
    const oksanas = await app.visitor().opens(new URL(links.oksana).pathname)
    expect(oksanas.text).toContain('Збігається частково: розмір.')
    expect(oksanas.text).not.toContain(oksana.email)
  })
})
