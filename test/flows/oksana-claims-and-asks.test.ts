// An official of a Ukrainian community gets its rooms and uses them: claims, fills in the profile, puts a
// candidate on the short-list and asks for an introduction; staff see whose wish it is.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { paths } from '../../src/paths.js'
import { translator } from '../../src/platform/i18n/translate.js'
import { chromiumPath } from '../support/service.js'
import { acceptsClaim, claims, letterTo, openStage, signsIn, type Stage } from '../support/stories.js'

const oksana = { name: 'Оксана Петренко', email: 'oksana@drohobych-rada.example' }
const taras = 'staff@example.org'
const t = translator('uk')
const story = chromiumPath ? describe : describe.skip

story('Oksana claims Drohobych and asks for an introduction', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  }, 400_000)
  afterAll(() => stage?.close(), 120_000)

  it('from the claim to the staff’s queue', async () => {
    const { service, post, problems, somebody } = stage
    const visitor = await somebody('uk')
    await claims(visitor, service, post, { community: 'ua-drohobych', ...oksana })
    expect(await visitor.heading()).toContain('Дрогобич')
    const staff = await somebody('uk')
    await signsIn(staff, service, post, taras)
    await acceptsClaim(staff, service, 'Дрогобич')
    await letterTo(post, oksana.email, 2, /Дрогобич/)

    await signsIn(visitor, service, post, oksana.email)
    const { page, ticks, types, presses, heading } = visitor
    expect(await heading()).toBe('Дрогобич')

    await page.goto(service.url + paths.our.profile('uk'))
    await ticks('needs', 'energy')
    await ticks('offers', 'culture-heritage')
    await types('textEn', 'A town of salt and of Bruno Schulz.')
    await presses('our-community/profile.save')
    await page.getByText(t('our-community/profile.saved')).waitFor()

    await page.goto(`${service.url}${paths.our.partners('uk')}?place=PL`)
    const first = page.locator('.queue h3 a').first()
    const candidate = await first.innerText()
    await first.click()
    await types('note', 'Питали про них на форумі')
    await presses('our-community/partners/show.add')
    await presses('our-community/partners/show.ask')
    await types('words', 'Обидва міста живуть туризмом і шукають спільний проєкт з енергії.')
    await presses('our-community/partners/ask.send')
    await page.goto(service.url + paths.our.shortlist('uk'))
    expect(await page.getByRole('link', { name: candidate, exact: true }).count()).toBe(1)
    await page.goto(service.url + paths.our.introductions('uk'))
    expect(await page.getByRole('link', { name: candidate, exact: true }).count()).toBe(1)

    await staff.page.goto(service.url + paths.staff.proposals('uk'))
    await staff.page.locator('.queue a').first().click()
    await staff.page.waitForLoadState()
    expect(await staff.heading()).toContain(candidate)
    expect(await staff.page.getByText('Обидва міста живуть туризмом').count()).toBe(1)
    expect(await staff.page.content()).not.toContain('Питали про них на форумі')
    expect(problems).toEqual([])
  }, 400_000)
})
