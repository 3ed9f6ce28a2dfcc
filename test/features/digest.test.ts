// In the morning of a working day the staff are written what waits for them; one click ends it.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { chooseDigest } from '../../src/features/accounts/index.js'
import { writeDigests } from '../../src/features/digest/digest.actions.js'
import { job } from '../../src/features/digest/digest.job.js'
import { paths } from '../../src/paths.js'
import { eventsAbout } from '../../src/platform/db/events.js'
import { runNightly } from '../../src/platform/jobs/runner.js'
import { days } from '../../src/platform/kit/clock.js'
import type { Message } from '../../src/platform/mail/mailer.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { aStaffMember } from '../support/builders.js'
import { onSmallRegistry, proposalOf } from '../support/pair.js'

let app: TestApp
let taras: SignedIn

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

/** A Monday, and the days after it; the clock in Kyiv is two hours ahead. */
const monday = '2026-11-30'
const comes = (moment: string) => app.travel(Date.parse(moment) - app.now().getTime())
const morningOf = (day: string) => comes(`${day}T05:40:00Z`)

const digests = async (to: string = taras.email) =>
  (await app.letters()).filter(({ subject, to: { email } }) => /чекає на Вас/.test(subject) && email === to)
const linkAfter = ({ text }: Message, words: string) =>
  new RegExp(`${words}[^\\n]*:\\n(https?:\\S+)`).exec(text)?.[1] ?? ''
const ended = (letter: Message) => linkAfter(letter, 'Більше не надсилати')
const change = (id: string, columns: { askedAt?: Date; offeredAt?: Date }) =>
  app.ctx.db.updateTable('proposals').set(columns).where('id', '=', id).execute()

describe('the morning letter', () => {
  it('says what waits, where, and what has waited longest', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    morningOf(monday)
    await change(id, { askedAt: new Date('2026-10-29T05:00:00Z') })
    expect(await writeDigests(app.ctx)).toBe(1)
    const [letter] = await digests()
    expect(letter!.subject).toBe('Побратим: що чекає на Вас 30 листопада 2026 року')
    expect(letter!.text).toContain(
      'Найдовше, 32 дні, чекає прохання громади про знайомство (від 29 жовтня 2026 року).',
    )
    const asked = await taras.opens(
      linkAfter(letter!, '1 знайомство, про яке просить громада').replace(app.url, ''),
    )
    expect([asked.status, asked.heading]).toEqual([200, 'Пропозиції'])
    expect(linkAfter(letter!, 'пропозиці[йї] чекають на рішення')).toBe(app.url + paths.staff.proposals('uk'))
    expect(linkAfter(letter!, 'Відкрити робочий стіл')).toBe(app.url + paths.staff.desk('uk'))
  })

  it('comes once a working day, however often and in however many processes the job runs', async () => {
    morningOf(monday)
    await Promise.all([writeDigests(app.ctx), writeDigests(app.ctx), writeDigests(app.ctx)])
    await writeDigests(app.ctx)
    expect(await digests()).toHaveLength(1)
    const written: number[] = []
    for (let day = 1; day <= 7; day++) {
      app.travel(days(1))
      written.push(await writeDigests(app.ctx))
    }
    // Tuesday to Friday, the weekend, Monday.
    expect(written).toEqual([1, 1, 1, 1, 0, 0, 1])
  })

  it('is a matter of the morning: a service that starts at another time lets the day be', async () => {
    comes(`${monday}T03:00:00Z`)
    expect(await runNightly(app.ctx, { ...job, when: { daily: '07:30' } })).toBe(true)
    comes(`${monday}T14:00:00Z`)
    await writeDigests(app.ctx)
    expect(await digests()).toEqual([])
    morningOf('2026-12-01')
    expect(await runNightly(app.ctx, { ...job, when: { daily: '07:30' } })).toBe(true)
    expect(await digests()).toHaveLength(1)
  })

  it('is not written when nothing waits, and is when something comes that morning', async () => {
    const { db } = app.ctx
    await db.updateTable('proposals').set({ state: 'rejected' }).execute()
    morningOf(monday)
    expect(await writeDigests(app.ctx)).toBe(0)
    await db.updateTable('proposals').set({ state: 'offered' }).execute()
    expect(await writeDigests(app.ctx)).toBe(1)
  })

  it('tells a coordinator of the own oblast only, and officials nothing', async () => {
    const lviv = await app.coordinator('UA.15')
    const kharkiv = await app.coordinator('UA.07', { name: 'Марко', email: 'marko@branch.example' })
    await app.ctx.db
      .updateTable('proposals')
      .set({ state: 'rejected' })
      .where('uaId', '=', 'ua-izium')
      .execute()
    const oksana = await app.member('ua-drohobych')
    const { count } = await app.ctx.db
      .selectFrom('proposals')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('uaId', '=', 'ua-drohobych')
      .where('state', '=', 'offered')
      .executeTakeFirstOrThrow()
    morningOf(monday)
    await writeDigests(app.ctx)
    const [letter] = await digests(lviv.email)
    expect(letter!.text).toMatch(new RegExp(`^${count} пропозиц`, 'm'))
    expect(letter!.text).not.toMatch(/^\d+ (лист|зацікавлен)/m)
    expect([await digests(kharkiv.email), await digests(oksana.email)]).toEqual([[], []])
  })

  it('is in the language of its reader', async () => {
    await app.ctx.db
      .updateTable('accounts')
      .set({ language: 'fr' })
      .where('id', '=', taras.accountId)
      .execute()
    morningOf(monday)
    await writeDigests(app.ctx)
    expect((await app.letters()).at(-1)).toMatchObject({
      subject: expect.stringMatching(/^Pobratym\s: ce qui vous attend le 30 novembre 2026$/),
    })
  })

  it('that could not leave on its day does not leave at all', async () => {
    morningOf(monday)
    await writeDigests(app.ctx)
    comes(`${monday}T21:30:00Z`)
    expect(await digests()).toEqual([])
    const letter = await app.ctx.db.selectFrom('letters').select('state').executeTakeFirstOrThrow()
    expect(letter.state).toBe('lapsed')
  })

  it('does not come on the day of the invitation, which is a letter itself', async () => {
    morningOf(monday)
    await aStaffMember(app.ctx.db, { email: 'new@auc.example', createdAt: new Date(`${monday}T04:00:00Z`) })
    await writeDigests(app.ctx)
    expect(await digests('new@auc.example')).toEqual([])
    morningOf('2026-12-01')
    await writeDigests(app.ctx)
    expect(await digests('new@auc.example')).toHaveLength(1)
  })

  it('goes to nobody who has left', async () => {
    const left = { email: 'left@auc.example', disabledAt: app.now() }
    await aStaffMember(app.ctx.db, left)
    morningOf(monday)
    expect(await writeDigests(app.ctx)).toBe(1)
    expect(await digests(left.email)).toEqual([])
  })
})

describe('the link that ends it', () => {
  async function aDigest() {
    morningOf(monday)
    await writeDigests(app.ctx)
    const letter = (await digests()).at(-1)!
    return { letter, stop: ended(letter) }
  }
  const deeds = async () =>
    (await eventsAbout(app.ctx.db, { account: taras.accountId }))
      .map(({ did }) => did)
      .filter((did) => /digest/.test(did))
  const lettersOf = async (day: string) => {
    morningOf(day)
    return await writeDigests(app.ctx)
  }

  it('is in the header as well, for mail programs that do it at one click', async () => {
    const { letter, stop } = await aDigest()
    expect(stop).toMatch(/^http.*\/uk\/digest\//)
    expect(letter.listUnsubscribe).toMatch(/^<http[^>]+>, <mailto:[^>]+staff-digest[^>]+>$/)
    expect(letter.listUnsubscribe).toContain(`<${stop}>`)
  })

  it.each([
    ['a form', new URLSearchParams()],
    ['a form in parts', new FormData()],
  ])('works at one click with %s, without a session and without a redirect', async (_what, body) => {
    body.set('List-Unsubscribe', 'One-Click')
    const { stop } = await aDigest()
    const answer = await fetch(stop, { method: 'POST', body, redirect: 'manual' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await lettersOf('2026-12-01')).toBe(0)
    expect((await fetch(stop, { method: 'POST', body, redirect: 'manual' })).status).toBe(200)
    expect(await deeds()).toEqual(['turned-digest-off'])
  })

  it('changes nothing when it is only opened, and says whose letter it is', async () => {
    const { stop } = await aDigest()
    const somebody = app.visitor()
    const page = await somebody.opens(stop.replace(app.url, ''))
    expect(page.heading).toBe('Не надсилати листа щоранку?')
    expect(page.text).toContain('Тарас')
    expect([page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
      'no-referrer',
      'no-store',
    ])
    expect(await deeds()).toEqual([])
    expect((await somebody.sends({})).heading).toBe('Листів щоранку більше не буде')
    expect((await somebody.opens(stop.replace(app.url, ''))).heading).toBe('Листів щоранку більше не буде')
    expect(await lettersOf('2026-12-01')).toBe(0)
  })

  it('is worth nothing when it was changed, made for something else, or is too old', async () => {
    const { stop } = await aDigest()
    const post = async (link: string) => (await fetch(link, { method: 'POST', redirect: 'manual' })).status
    const foreign = app.ctx.links.sign('sign-in', taras.accountId, new Date(app.now().getTime() + days(1)))
    const changed = stop.slice(0, -1) + (stop.endsWith('x') ? 'y' : 'x')
    expect(await post(changed)).toBe(404)
    expect(await post(app.url + paths.digest('uk', foreign))).toBe(404)
    app.travel(days(91))
    expect(await post(stop)).toBe(410)
    expect(await deeds()).toEqual([])
  })
})

describe('the switch on the account’s page', () => {
  const account = paths.account.home('uk')

  it('turns the letter off and on again, and the diary says so', async () => {
    expect((await taras.opens(account)).text).toContain('У робочі дні вранці ви отримуєте лист')
    expect((await taras.sends({}, 'Більше не надсилати')).text).toContain('Листа щоранку більше не буде.')
    morningOf(monday)
    expect(await writeDigests(app.ctx)).toBe(0)
    await taras.opens(account)
    expect((await taras.sends({}, 'Надсилати щоранку')).text).toContain('Відтепер у робочі дні')
    expect(await writeDigests(app.ctx)).toBe(1)
    const diary = await eventsAbout(app.ctx.db, { account: taras.accountId })
    expect(diary.map(({ did }) => did)).toEqual(['turned-digest-off', 'turned-digest-on'])
  })

  it('is not there for officials, nor does their form do anything', async () => {
    const oksana = await app.member('ua-drohobych')
    expect((await oksana.opens(account)).text).not.toContain('Лист щоранку')
  })

  it('that is pressed twice is pressed once', async () => {
    await Promise.all([
      chooseDigest(app.ctx, taras.accountId, false),
      chooseDigest(app.ctx, taras.accountId, false),
    ])
    expect(await eventsAbout(app.ctx.db, { account: taras.accountId })).toHaveLength(1)
  })
})
