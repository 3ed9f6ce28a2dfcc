// Taras plans the next round: who said no, who never answered, what was stopped and who has left are told apart.
import { describe, expect, it } from '@jest/globals'
import { leaveIntroductions } from '../../src/features/introductions/index.js'
import { tendIntroductions } from '../../src/features/introductions/introductions.job.js'
import { paths } from '../../src/paths.js'
import { days } from '../../src/platform/kit/clock.js'
import type { SignedIn, TestApp } from '../support/app.js'
import { onIntroduction, type Introduced } from '../support/introduced.js'
import { theHourGoesBy } from '../support/refusal.js'

let app: TestApp
let taras: SignedIn
let opened: Introduced['opened']
let page: string

const { introduction, answer } = onIntroduction((scene) => {
  ;({ app, taras, opened } = scene)
  page = paths.staff.introduction('uk', opened.introduction)
})

interface Ending {
  as: string
  happens: () => Promise<void>
  desk: string
  diary: RegExp
  sheet: string
}

const endings: Ending[] = [
  {
    as: 'decline',
    happens: async () => {
      await answer(opened.links.claire, { No: true })
      await theHourGoesBy(app)
    },
    desk: 'Завершено: одна зі сторін відповіла «ні».',
    diary: /Легниця: відповідь «ні».*Знайомство завершено: одна зі сторін відповіла «ні»/,
    sheet: 'завершено: відповідь «ні»',
  },
  {
    as: 'expire',
    happens: async () => {
      app.travel(days(31))
      await tendIntroductions(app.ctx)
      taras = await app.staff({ name: 'Ірина', email: 'iryna@auc.example' })
    },
    desk: 'Завершено: обох відповідей вчасно не було.',
    diary: /Знайомство завершено: обох відповідей вчасно не було/,
    sheet: 'завершено: не відповіли вчасно',
  },
  {
    as: 'stop',
    happens: async () => {
      await taras.opens(page)
      await taras.sends({ stopNote: 'Місто попросило зачекати' }, 'Припинити знайомство')
    },
    desk: 'Припинено Асоціацією.',
    diary: /Знайомство припинено: Тарас/,
    sheet: 'припинено Асоціацією',
  },
  {
    as: 'withdraw',
    happens: () => app.ctx.db.transaction().execute((trx) => leaveIntroductions(trx, app.ctx, 'pl-legnica')),
    desk: 'Завершено: одна із громад уже не бере участі.',
    diary: /Легниця: громада відкликала згоду.*Знайомство завершено: одна із громад уже не бере участі/,
    sheet: 'завершено: громада вже не бере участі',
  },
]

describe.each(endings)('an introduction that ended by “$as”', ({ as, happens, desk, diary, sheet }) => {
  it('says so on its page, in its history and in the list, which finds it by that', async () => {
    await happens()
    expect(await introduction()).toMatchObject({ state: 'closed', closedAs: as })
    const shown = await taras.opens(page)
    expect(shown.text).toContain(desk)
    expect(shown.text).toMatch(diary)
    for (const other of endings) {
      const list = await taras.opens(`${paths.staff.introductions('uk')}?state=closed-${other.as}`)
      expect([other.as, list.text.includes('1 знайомство'), list.text.includes(desk)]).toEqual([
        other.as,
        other.as === as,
        other.as === as,
      ])
    }
    expect((await taras.opens(`${paths.staff.introductions('uk')}?state=closed`)).text).toContain(desk)
    const file = await taras.asks(`${paths.staff.export('uk', 'introductions.csv')}?state=closed-${as}`)
    expect(await file.text()).toContain(sheet)
    const inDiary = await taras.opens(`${paths.staff.diary('uk')}?did=closed`)
    expect(inDiary.text).not.toContain(as)
  })
})
