// Somebody who never touches the mouse: goes from field to field with Tab, presses what has the focus.
import type { Locator, Page } from 'playwright-core'

/** More steps than the longest page has stops. */
const patience = 1_500

export interface Keyboard {
  /** Tabs until this has the focus. */
  reaches(target: Locator): Promise<void>
  /** Goes there and presses Enter, which leads to another page. */
  presses(target: Locator): Promise<void>
  /** Ticks a box, or chooses a radio button with the arrow keys. */
  ticks(target: Locator): Promise<void>
  types(target: Locator, words: string): Promise<void>
  /** Chooses in a list by going down it. */
  chooses(target: Locator, value: string): Promise<void>
  /** Opens a group of things that is folded away. */
  unfolds(target: Locator): Promise<void>
}

const focused = (target: Locator) => target.evaluate((element) => element.matches(':focus'))
const checked = (target: Locator) => target.evaluate((element) => element.matches(':checked'))

export function keyboardOf(page: Page): Keyboard {
  const { keyboard } = page

  const steps = async (key: string, there: () => Promise<boolean>, what: Locator) => {
    for (let n = 0; n < patience; n++) {
      if (await there()) return
      await keyboard.press(key)
    }
    throw new Error(`${String(what)} cannot be reached with ${key}`)
  }

  const reaches = (target: Locator) => steps('Tab', () => focused(target), target)

  return {
    reaches,
    presses: async (target) => {
      await reaches(target)
      await Promise.all([page.waitForEvent('framenavigated'), keyboard.press('Enter')])
      await page.waitForLoadState()
    },
    ticks: async (target) => {
      const name = (await target.getAttribute('name')) ?? ''
      const group = page.locator(`input[type=radio][name="${name}"]:focus`)
      if ((await target.getAttribute('type')) !== 'radio') {
        await reaches(target)
        await keyboard.press('Space')
        return
      }
      await steps('Tab', async () => (await group.count()) > 0, target)
      if (await focused(target)) await keyboard.press('Space')
      await steps('ArrowDown', () => checked(target), target)
    },
    types: async (target, words) => {
      await reaches(target)
      await keyboard.press('Control+A')
      await keyboard.type(words)
    },
    chooses: async (target, value) => {
      await reaches(target)
      await keyboard.press('Home')
      await steps('ArrowDown', async () => (await target.inputValue()) === value, target)
    },
    unfolds: async (target) => {
      await reaches(target)
      await keyboard.press('Enter')
    },
  }
}
