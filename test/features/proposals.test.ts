// Taras reads what the night suggests, and says whom to write to.
import { beforeEach, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import { createTestApp, type TestApp } from '../support/app.js'
import type { Visitor } from '../support/page.js'
import {
  claire,
  entersContacts,
  oksana,
  onSmallRegistry,
  proposalOf,
  smallRegistry,
} from '../support/pair.js'
import { testConfig } from '../support/slice-app.js'

let app: TestApp
let taras: Visitor & { accountId: string }

onSmallRegistry((opened) => {
  app = opened
})
beforeEach(async () => {
  taras = await app.staff()
})

describe('the list', () => {
  it('shows the best pair first, its number with words and reasons', async () => {
    const page = await taras.opens(paths.staff.proposals('uk'))
    expect(page.status).toBe(200)
    expect(page.text).toContain('5 пропозицій')
    expect(page.links.filter((link) => link.includes('–'))[0]).toBe('Дрогобич – Легниця')
    expect(page.text).toMatch(/\d+ зі 100: \p{Script=Cyrillic}/u)
    expect(page.text).toContain('Дрогобич і Легниця вже мають спільного партнера – Майсен.')
  })

  it('is narrowed by oblast, country and a name in any spelling', async () => {
    const pairs = async (query: string) => {
      const page = await taras.opens(`${paths.staff.proposals('uk')}?${query}`)
      expect(page.status).toBe(200)
      return page.links.filter((link) => link.includes('–')).sort()
    }
    expect(await pairs('region=UA.07')).toEqual(['Ізюм – Die', 'Ізюм – Легниця', 'Ізюм – Майсен'])
    expect(await pairs('country=PL')).toEqual(['Ізюм – Легниця', 'Дрогобич – Легниця'].sort())
    expect(await pairs('q=дрогобич&country=FR')).toEqual(['Дрогобич – Die'])
    expect(await pairs('state=rejected')).toEqual([])
  })

  it('says what is wrong with a filter, keeps it, and applies the others', async () => {
    const page = await taras.opens(`${paths.staff.proposals('uk')}?state=maybe&country=PL&page=0`)
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Виберіть стан зі списку', 'Такої сторінки списку немає'])
    expect(page.value('country')).toBe('PL')
    expect(page.text).toContain('2 пропозиції')
  })

  it('is not for strangers', async () => {
    const answer = await app.visitor().asks(paths.staff.proposals('uk'))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/uk\/sign-in/)
  })
})

describe('one proposal', () => {
  it('shows both communities in the same order, what is unknown, and how far apart they lie', async () => {
    const { at } = await proposalOf(app, 'ua-drohobych', 'fr-die')
    const { text, heading } = await taras.opens(at)
    expect(heading).toBe('Дрогобич – Die')
    expect(text).toContain('Населення Дрогобич: 73 682 a test Die: невідомо')
    expect(text).toContain('Партнери Дрогобич: 1 за кордоном Die: 0 в Україні')
    expect(text).toContain('Не знаємо, скільки мешканців має Die')
    expect(text).toMatch(/Між громадами 1 [45]\d\d км/)
  })

  it('names partners in common and what was decided about other pairs of either', async () => {
    const other = await proposalOf(app, 'ua-izium', 'pl-legnica')
    await taras.opens(other.at)
    await taras.sends({
      Відхилити: true,
      'Чому відхиляємо': 'no-common-ground',
      Примітка: 'Легниця шукає місто ближче',
    })
    const { at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const { text } = await taras.opens(at)
    expect(text).toContain('Спільні партнери: Майсен')
    expect(text).toMatch(/Ізюм – Легниця Легниця шукає місто ближче Відхилено/)
  })

  it('is not found under a made-up or broken id', async () => {
    expect(
      (await taras.opens(paths.staff.proposal('uk', '7d0e7f3a-0000-4000-8000-000000000000'))).status,
    ).toBe(404)
    expect((await taras.opens(paths.staff.proposal('uk', 'nothing'))).status).toBe(404)
  })
})

describe('a contact', () => {
  const form = {
    name: 'Імʼя та посада або назва підрозділу',
    email: 'Службова адреса електронної пошти',
  }

  it('keeps what was typed when something is wrong, and what was stored when nothing was', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await taras.opens(paths.staff.contact('uk', id, 'foreign'))
    const page = await taras.sends({ [form.name]: 'C', [form.email]: 'claire@legnica', English: true })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual([
      'Укажіть, кому писати: від 2 до 200 знаків в один рядок',
      'Укажіть адресу електронної пошти, як-от office@misto.example',
    ])
    expect(page.value(form.name)).toBe('C')
    expect(page.value(form.email)).toBe('claire@legnica')
    expect(page.value('English')).toBe(true)
    await taras.sends({ [form.name]: claire.name, [form.email]: claire.email })
    expect(taras.page().text).toContain(claire.email)
    expect((await taras.opens(paths.staff.contact('uk', id, 'foreign'))).value(form.email)).toBe(claire.email)
  })

  it('abroad is added by a coordinator where there is none, and changed by the office alone', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const solomiia = await app.coordinator('UA.15')
    const address = paths.staff.contact('uk', id, 'foreign')
    await solomiia.opens(at)
    await solomiia.clicks('Додати контакт: Легниця')
    const late = { [form.name]: 'Хтось інший', [form.email]: 'else@legnica.example', English: true }
    await taras.opens(address)
    await taras.sends({ [form.name]: claire.name, [form.email]: claire.email, English: true })
    const page = await solomiia.sends(late)
    expect(page.status).toBe(409)
    expect(page.errors).toEqual(['Контакт громади-партнера вже є; змінити його може лише офіс Асоціації'])
    expect(page.text).toContain(claire.email)
    expect(page.links).not.toContain('Змінити контакт: Легниця')
    expect(page.text).toContain('Контакт громади за кордоном змінює лише офіс Асоціації.')
    expect((await solomiia.opens(address)).heading).toBe('Дрогобич – Легниця')
    expect((await taras.opens(at)).links).toContain('Змінити контакт: Легниця')
    expect(taras.page().text).not.toContain('else@legnica.example')
    await solomiia.opens(paths.staff.contact('uk', id, 'ua'))
    await solomiia.sends({ [form.name]: oksana.name, [form.email]: oksana.email, Українська: true })
    expect((await solomiia.clicks('Змінити контакт: Дрогобич')).status).toBe(200)
  })

  it('is never shown to a visitor', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    const oleh = app.visitor()
    for (const address of [
      paths.community('uk', 'pl-legnica'),
      paths.communities('uk'),
      paths.api.community('pl-legnica'),
      paths.api.communities,
    ]) {
      const answer = await oleh.asks(address)
      expect([address, answer.status]).toEqual([address, 200])
      const html = await answer.text()
      for (const personal of [claire.name, claire.email, oksana.email]) expect(html).not.toContain(personal)
    }
  })

  it('is suggested at a reserved address where no letter can leave', async () => {
    const { id } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    const page = await taras.opens(paths.staff.contact('uk', id, 'foreign'))
    expect(page.value(form.email)).toBe('office.pl-legnica@example.org')
    expect(page.text).toContain('Лише для спроби.')
    await taras.sends({})
    expect(taras.page().text).toContain('office.pl-legnica@example.org')
  })
})

describe('a contact where letters really leave', () => {
  it('is not suggested', async () => {
    const { mail } = testConfig({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'auc@example.org' })
    const real = await createTestApp({ settings: { mail } })
    await smallRegistry(real)
    const colleague = await real.staff()
    const { id } = await proposalOf(real, 'ua-drohobych', 'pl-legnica')
    const page = await colleague.opens(paths.staff.contact('uk', id, 'foreign'))
    expect(page.value('email')).toBe('')
    expect(page.text).not.toContain('Лише для спроби')
    await real.close()
  })
})

describe('the desk', () => {
  it('says in numbers and words what waits, with a way to it', async () => {
    const { id, at } = await proposalOf(app, 'ua-drohobych', 'pl-legnica')
    await entersContacts(taras, id)
    await taras.opens(at)
    await taras.sends({ Схвалити: true })
    app.travel(days(3))
    const page = await taras.opens(paths.staff.desk('uk'))
    expect(page.text).toMatch(/4 пропозиції чекають на рішення/)
    expect(page.text).toMatch(/3 дні Дрогобич – Легниця Відповідають обидві громади/)
    expect(page.text).toMatch(/Нічого не чекає: .*листи/)
    expect((await taras.clicks('Дрогобич – Легниця')).heading).toBe('Знайомство: Дрогобич – Легниця')
  })
})
