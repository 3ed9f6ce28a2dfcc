// One honest example of every letter in every language: what the tests check and a translator reads.
// The people are made up, their addresses are reserved ones.
import type { Locale } from '../i18n/locales.js'
import { locales } from '../i18n/locales.js'
import { letterNames, type LetterData, type LetterWords } from './letter.js'

const until = new Date('2026-12-23T12:40:00Z')
const address = (rest: string) => `https://pobratym.example${rest}`

const samples: Record<Locale, LetterData> = {
  uk: {
    'sign-in': { name: 'Тарас Мельник', link: address('/uk/sign-in/1f2e.c2FtcGxl.mark'), until },
    introduction: {
      name: 'Оксана Петренко',
      ours: 'Дрогобич',
      theirs: 'Валанс',
      theirCountry: 'Франція',
      theirAbout: ['Овернь – Рона – Альпи, Франція', '65 тис. мешканців', 'Теми: енергія, довкілля і клімат'],
      reasons: [
        'Обидві громади працюють над тим самим: енергія',
        'Франція – країна, де українські громади вже мають 52 партнерства',
      ],
      fits: ['Для громади Дрогобич: 85 зі 100 – є більшість того, чого шукає громада'],
      link: address('/uk/introductions/1f2e.c2FtcGxl.mark'),
      until,
      signer: 'Тарас Мельник',
    },
    'introduction-reminder': {
      name: 'Оксана Петренко',
      ours: 'Дрогобич',
      theirs: 'Валанс',
      link: address('/uk/introductions/1f2e.c2FtcGxl.mark'),
      until,
    },
    'introduction-connected': {
      name: 'Оксана Петренко',
      ours: 'Дрогобич',
      theirs: 'Валанс',
      theirCountry: 'Франція',
      contactName: 'Claire Dubois',
      contactEmail: 'claire@valence.example',
      words: 'Нам найлегше зустрічатися онлайн у вівторок після обіду.',
    },
    'introduction-resting': {
      name: 'Оксана Петренко',
      ours: 'Дрогобич',
      theirs: 'Валанс',
      words: 'Спершу маємо завершити ремонт ратуші.',
    },
    'introduction-closed': {
      name: 'Оксана Петренко',
      ours: 'Дрогобич',
      theirs: 'Валанс',
      words: 'Цього року в нас вибори; охоче повернемося до розмови згодом.',
    },
  },
  en: {
    'sign-in': { name: 'Taras Melnyk', link: address('/en/sign-in/1f2e.c2FtcGxl.mark'), until },
    introduction: {
      name: 'Claire Dubois',
      ours: 'Valence',
      theirs: 'Drohobych',
      theirCountry: 'Ukraine',
      theirAbout: ['Lviv Oblast, Ukraine', '73 thousand inhabitants', 'Topics: energy, culture and heritage'],
      reasons: [
        'Both communities work on the same things: energy',
        'France is a country where Ukrainian communities already have 52 partnerships',
      ],
      fits: [
        'For Drohobych: 85 out of 100 – most of what the community looks for is there',
        'For Valence: 100 out of 100 – everything the community looks for is there',
      ],
      link: address('/en/introductions/1f2e.c2FtcGxl.mark'),
      until,
      signer: 'Taras Melnyk',
    },
    'introduction-reminder': {
      name: 'Claire Dubois',
      ours: 'Valence',
      theirs: 'Drohobych',
      link: address('/en/introductions/1f2e.c2FtcGxl.mark'),
      until,
    },
    'introduction-connected': {
      name: 'Claire Dubois',
      ours: 'Valence',
      theirs: 'Drohobych',
      theirCountry: 'Ukraine',
      contactName: 'Оксана Петренко',
      contactEmail: 'oksana@drohobych.example',
      words: 'Tuesday afternoons suit us best for a call.',
    },
    'introduction-resting': {
      name: 'Claire Dubois',
      ours: 'Valence',
      theirs: 'Drohobych',
      words: 'We first have to finish repairing our town hall.',
    },
    'introduction-closed': {
      name: 'Claire Dubois',
      ours: 'Valence',
      theirs: 'Drohobych',
      words: 'This is an election year for us; we shall gladly come back to it later.',
    },
  },
}

export interface LetterSample {
  /** `introduction-closed.uk`, `introduction-closed-without-words.uk`. */
  name: string
  letter: LetterWords
}

/** Every letter in every language, and once more without the words that somebody may leave out. */
export const letterSamples: LetterSample[] = locales.flatMap((locale) =>
  letterNames.flatMap((letter) => {
    const data = samples[locale][letter]
    const sample = (suffix: string, given: object): LetterSample => ({
      name: `${letter}${suffix}.${locale}`,
      letter: { letter, locale, data: given } as LetterWords,
    })
    return 'words' in data
      ? [sample('', data), sample('-without-words', { ...data, words: undefined })]
      : [sample('', data)]
  }),
)
