// Lets somebody sign in, or changes the name and role of somebody who already may:
// `npm run invite -- --admin olena@example.org "Олена Шевчук"`. The first administrator begins here; the
// others are invited at /staff/people.
import { z } from 'zod'
import { readConfig } from '../src/config.js'
import { createContext } from '../src/context.js'
import { emailAddress, invite, roomOnCommandLine } from '../src/features/accounts/index.js'
import { paths } from '../src/paths.js'
import { migrate } from '../src/platform/db/migrate.js'
import { defaultLocale } from '../src/platform/i18n/locales.js'
import { script } from './script.js'

const usage = `Usage: npm run invite -- --admin|--staff e-mail "Name"
       npm run invite -- --coordinator UA.15 e-mail "Name"      (an oblast of the registry)
       npm run invite -- --member ua-drohobych e-mail "Name"    (a community in Ukraine)
       npm run invite -- --partner fr-die e-mail "Name"         (a community abroad)`

const name = z.string().trim().min(2).max(120)
const flag = <F extends string>(text: F) => z.literal(`--${text}`).transform(() => text)
const given = z.union([
  z.tuple([z.union([flag('admin'), flag('staff')]), emailAddress, name]).transform(([role, email, name]) => ({
    role,
    place: undefined,
    email,
    name,
  })),
  z
    .tuple([
      z.union([flag('coordinator'), flag('member'), flag('partner')]),
      z.string().min(2),
      emailAddress,
      name,
    ])
    .transform(([role, place, email, name]) => ({ role, place, email, name })),
])

function refuse(why: string): void {
  console.error(why)
  process.exitCode = 2
}

await script(async () => {
  const read = given.safeParse(process.argv.slice(2))
  if (!read.success) return refuse(usage)
  const { role, place, email, name } = read.data
  const config = readConfig()
  const context = await createContext(config)
  try {
    await migrate(context.db)
    const room = await roomOnCommandLine(context.db, role, place)
    if (!room) return refuse(`There is no place ${place} for a ${role} in the registry.\n${usage}`)
    const outcome = await invite(context, { email, name, ...room })
    const as = place === undefined ? role : `${role} of ${place}`
    console.log(
      outcome === 'invited' ? `${name} may sign in as ${as}:` : `${name} may still sign in, now as ${as}:`,
    )
    console.log(config.publicUrl + paths.signIn(defaultLocale))
  } finally {
    await context.close()
  }
})
