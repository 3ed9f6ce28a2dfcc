// How long a large file takes that staff bring: ten thousand communities, and ten thousand agreements of the
// state register between them; read, judged, applied and taken back, on the embedded database in memory. And how
// long anybody else would have waited meanwhile.
import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { applyBatch } from '../../src/features/imports/apply.actions.js'
import { checkBatch, nameColumns, receiveFile } from '../../src/features/imports/batches.actions.js'
import { batchOf, countRows } from '../../src/features/imports/batches.queries.js'
import { loadRegistry } from '../../src/features/imports/index.js'
import { undoBatch } from '../../src/features/imports/undo.actions.js'
import { overPglite, type Db } from '../../src/platform/db/connect.js'
import { migrate } from '../../src/platform/db/migrate.js'
import { systemClock } from '../../src/platform/kit/clock.js'
import type { Figure } from './table.js'

const rows = 10_000
const letters = 'абвгдежзиклмнопрстуфхцчшюя'

/** A name that no other number has: «Громадабвоград». */
const nameOf = (n: number) =>
  `Село${[...n.toString(26)].map((digit) => letters[parseInt(digit, 26)] ?? 'а').join('')}град`

const communities = () =>
  ['Назва;Область;Тип;Широта;Довгота;Населення']
    .concat(
      Array.from({ length: rows }, (_, n) =>
        [nameOf(n), 'Львівська область', 'місто', 49 + (n % 100) / 100, 24 + (n % 89) / 100, 1_000 + n].join(
          ';',
        ),
      ),
    )
    .join('\n')

const register = (partners: readonly string[]) =>
  [
    'Номер,Назва угоди,Дата і місце укладення,Вид співробітництва,Сфера співробітництва,Область України,Субʼєкт України,Іноземна держава,Адміністративно-територіальна одиниця іноземної держави,Строк дії',
  ]
    .concat(
      Array.from({ length: rows }, (_, n) =>
        [
          n + 1,
          `"Угода про співпрацю між м. ${nameOf(n)} Львівської області та м. ${partners[n % partners.length]} (Республіка Польща)"`,
          `"${String(1 + (n % 28)).padStart(2, '0')}.0${1 + (n % 9)}.20${10 + (n % 10)}, м. Львів"`,
          'міжтериторіальне',
          '"Освіта, культура, спорт, тел. +38 032 000 00 00"',
          'Львівська область',
          `м. ${nameOf(n)}`,
          'Республіка Польща',
          `м. ${partners[n % partners.length]}`,
          'безстроково',
        ].join(','),
      ),
    )
    .join('\n')

/** The longest time for which nothing else in the process had its turn. */
async function withoutHolding<T>(work: () => Promise<T>): Promise<{ done: T; longest: number }> {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 5)
    last = now
  }, 5)
  const done = await work()
  clearInterval(timer)
  return { done, longest }
}

async function measure(
  db: Db,
  who: string,
  what: string,
  text: string,
): Promise<{ figures: Figure[]; undo(): Promise<void> }> {
  const needs = { db, clock: systemClock }
  const by = { id: who, region: undefined }
  const figures: Figure[] = []
  const timed = async <T>(part: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const cpu = process.cpuUsage()
    const { done, longest } = await withoutHolding(work)
    const used = process.cpuUsage(cpu)
    const busy = ((used.user + used.system) / 1e6).toFixed(1)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    figures.push({
      what: `${rows.toLocaleString('en')} ${what} ${part}`,
      value: `${seconds} s`,
      beside: `${busy} s of work; others waited at most ${longest.toFixed(0)} ms`,
    })
    return done
  }
  const received = await timed('read', () =>
    receiveFile(needs, by, { name: 'made.csv', bytes: Buffer.from(text) }, undefined),
  )
  if (received.outcome !== 'received') throw new Error(JSON.stringify(received))
  const batch = await batchOf(db, received.id)
  await nameColumns(needs, received.id, batch!.kind, batch!.mapping)
  await timed('judged', () => checkBatch(needs, received.id))
  const counts = await countRows(db, received.id)
  const applied = await timed('applied', () => applyBatch(needs, by, received.id))
  if (applied.outcome !== 'applied' || applied.rows < 0.95 * rows)
    throw new Error(`${JSON.stringify(applied)} of ${JSON.stringify(counts)}`)
  return {
    figures,
    undo: async () => void (await timed('taken back', () => undoBatch(needs, by, received.id, false))),
  }
}

export async function measureImports(): Promise<Figure[]> {
  const { db, close } = await overPglite(await PGlite.create())
  await migrate(db)
  await loadRegistry({ db, clock: systemClock })
  const who = randomUUID()
  const taras = {
    email: 'taras@auc.example',
    name: 'Тарас',
    role: 'staff' as const,
    communityId: null,
    regionCode: null,
  }
  await db
    .insertInto('accounts')
    .values({ id: who, ...taras, createdAt: systemClock.now(), disabledAt: null, forgottenAt: null })
    .execute()
  const polish = await db
    .selectFrom('communities')
    .select('nameNative')
    .where('country', '=', 'PL')
    .orderBy('id')
    .limit(60)
    .execute()
  const first = await measure(db, who, 'communities', communities())
  const second = await measure(db, who, 'agreements', register(polish.map(({ nameNative }) => nameNative)))
  await second.undo()
  await first.undo()
  await close()
  return [...first.figures, ...second.figures]
}
