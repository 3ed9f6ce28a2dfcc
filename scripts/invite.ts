// Lets somebody sign in, or changes the name and role of somebody who already may:
// `npm run invite -- --staff olena@example.org "Олена Шевчук"`; `--admin` for an administrator.
import { z } from 'zod'
import { readConfig } from '../src/config.js'
import { createContext } from '../src/context.js'
import { emailAddress, invite } from '../src/features/accounts/index.js'
import { paths } from '../src/paths.js'
import { migrate } from '../src/platform/db/migrate.js'
import { defaultLocale } from '../src/platform/i18n/locales.js'
import { script } from './script.js'

const usage = 'Usage: npm run invite -- --staff|--admin e-mail "Name"'

const given = z.tuple([
  z
    .enum(['--staff', '--admin'])
    .transform((flag) => (flag === '--admin' ? ('admin' as const) : ('staff' as const))),
  emailAddress,
  z.string().trim().min(2).max(120),
])

await script(async () => {
  const read = given.safeParse(process.argv.slice(2))
  if (!read.success) {
    console.error(usage)
    process.exitCode = 2
    return
  }
  const [role, email, name] = read.data
  const config = readConfig()
  const context = await createContext(config)
  try {
    await migrate(context.db)
    const outcome = await invite(context, { email, name, role })
    console.log(
      outcome === 'invited'
        ? `${name} may sign in as ${role}:`
        : `${name} may still sign in, now as ${role}:`,
    )
    console.log(config.publicUrl + paths.signIn(defaultLocale))
  } finally {
    await context.close()
  }
})
