// The migrations from nothing give exactly the schema that was reviewed (schema.txt), and exactly the
// one that the code believes in (schema.ts).
// After a migration: `UPDATE_SCHEMA=1 npm test -- schema`, and read the difference.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import ts from 'typescript'
import { root } from '../../src/platform/kit/root.js'
import { testDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const ask = async <Row>(question: string) => (await database.pool.query(question)).rows as Row[]

const ours = `n.nspname = 'public' and c.relname not like 'kysely_%'`

const columns = () =>
  ask<{ table: string; name: string; type: string; rest: string }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      concat_ws(' ', case when a.attnotnull then 'not null' end,
        case when a.attidentity <> '' then 'identity' when d.adbin is not null
          then 'default ' || pg_get_expr(d.adbin, d.adrelid) end) as rest
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and ${ours} order by c.relname, a.attnum`)

// PostgreSQL 18 lists "not null" among the constraints; older ones do not.
const constraints = () =>
  ask<{ table: string; text: string }>(`
    select c.relname as table, pg_get_constraintdef(k.oid) as text
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('c', 'f', 'p', 'u') and ${ours} order by c.relname, k.contype, pg_get_constraintdef(k.oid) collate "C"`)

const indexes = () =>
  ask<{ table: string; text: string }>(`
    select i.tablename as table, regexp_replace(i.indexdef, ' ON public\\.\\w+ USING', ' using') as text
    from pg_indexes i where i.schemaname = 'public' and i.tablename not like 'kysely_%'
      and not exists (select from pg_constraint k where k.conname = i.indexname)
    order by i.tablename, i.indexname`)

const triggers = () =>
  ask<{ table: string; text: string }>(`
    select c.relname as table, 'trigger ' || t.tgname || ' ' || p.proname as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal and ${ours} order by c.relname, t.tgname`)

async function printed(): Promise<string> {
  const lines = new Map<string, string[]>()
  for (const { table, name, type, rest } of await columns())
    lines.set(table, [...(lines.get(table) ?? []), `${name} ${type} ${rest}`.trim()])
  for (const { table, text } of [...(await constraints()), ...(await indexes()), ...(await triggers())])
    lines.get(table)?.push(text)
  return (
    [...lines].map(([table, texts]) => [table, ...texts.map((text) => `  ${text}`)].join('\n')).join('\n\n') +
    '\n'
  )
}

/** Table → columns, as the interface `Database` in schema.ts declares them with those of the schema files beside it. */
function declared(): Record<string, string[]> {
  const folder = join(root, 'src/platform/db')
  const text = readdirSync(folder)
    .filter((file) => /^schema.*\.ts$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  const source = ts.createSourceFile('schema.ts', text, ts.ScriptTarget.Latest)
  const interfaces = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, one]),
  )
  const names = (members: ts.NodeArray<ts.TypeElement>) =>
    [...members].filter(ts.isPropertySignature).map((member) => member.name.getText(source))
  const columnsOf = (type: ts.TypeNode | undefined): string[] => {
    if (type && ts.isTypeLiteralNode(type)) return names(type.members)
    const table = interfaces.get(type?.getText(source).replace(/^\w+\./, '') ?? '')
    return table ? names(table.members) : []
  }
  return Object.fromEntries(
    [...(interfaces.get('Database')?.members ?? [])]
      .filter(ts.isPropertySignature)
      .map((member) => [member.name.getText(source), columnsOf(member.type).sort()]),
  )
}

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

describe('the schema', () => {
  it('is the one in schema.txt', async () => {
    const file = join(root, 'test/house/schema.txt')
    if (process.env.UPDATE_SCHEMA) writeFileSync(file, await printed())
    expect(await printed()).toBe(readFileSync(file, 'utf8'))
  })

  it('has the tables and columns that schema.ts declares', async () => {
    const real: Record<string, string[]> = {}
    for (const { table, name } of await columns()) (real[camelCase(table)] ??= []).push(camelCase(name))
    for (const names of Object.values(real)) names.sort()
    expect(declared()).toEqual(real)
  })

  it('has an index that begins with the columns of every foreign key', async () => {
    const bare = await ask(`
      select k.conrelid::regclass::text as table, pg_get_constraintdef(k.oid) as key
      from pg_constraint k where k.contype = 'f' and not exists (
        select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
          and (select array_agg(each) from unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) as each) = k.conkey)`)
    expect(bare).toEqual([])
  })
})
