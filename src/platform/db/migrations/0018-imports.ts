// Files that staff bring: each a batch of rows with what would happen to them, and once it is applied
// every change it made, so that all of it can be taken back. The file itself is not kept; what names
// or reaches a person is left out of the cells before they are written, except in lists of contacts,
// whose cells are emptied as soon as they are applied.
import { sql, type Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_batches (
      id uuid primary key,
      file_name text not null,
      kind text not null check (kind in ('communities', 'contacts', 'partnerships', 'register')),
      state text not null check (state in ('mapping', 'checking', 'ready', 'applied', 'undone')),
      format text not null,
      headings text[] not null,
      mapping jsonb not null,
      total integer not null,
      checked integer not null default 0,
      region_code text references regions on delete set null,
      made_by uuid not null references accounts,
      made_at timestamptz not null,
      run uuid,
      leased_until timestamptz,
      applied_by uuid references accounts,
      applied_at timestamptz,
      undone_by uuid references accounts,
      undone_at timestamptz
    )`.execute(db)
  await sql`create index import_batches_made_at on import_batches (made_at)`.execute(db)
  await sql`create index import_batches_made_by on import_batches (made_by)`.execute(db)
  await sql`create index import_batches_applied_by on import_batches (applied_by)`.execute(db)
  await sql`create index import_batches_undone_by on import_batches (undone_by)`.execute(db)
  await sql`create index import_batches_region on import_batches (region_code)`.execute(db)
  await sql`
    create table import_rows (
      batch_id uuid not null references import_batches on delete cascade,
      row_no integer not null,
      cells jsonb not null,
      left_out text[] not null default '{}',
      fate text check (fate in
        ('new', 'change', 'duplicate', 'conflict', 'unplaced', 'ignored', 'not-ours')),
      outcome jsonb,
      effects integer not null default 0,
      decision text check (decision in ('take', 'leave')),
      choice jsonb not null default '{}',
      community_id text,
      primary key (batch_id, row_no)
    )`.execute(db)
  await sql`create index import_rows_fate on import_rows (batch_id, fate, row_no)`.execute(db)
  await sql`
    create index import_rows_community on import_rows (community_id) where community_id is not null`.execute(
    db,
  )
  await sql`
    create table import_changes (
      seq bigint generated always as identity primary key,
      batch_id uuid not null references import_batches on delete cascade,
      row_no integer not null,
      table_name text not null check (table_name in
        ('communities', 'partnerships', 'agreements', 'contacts')),
      key text not null,
      before jsonb,
      after jsonb,
      undone_at timestamptz
    )`.execute(db)
  await sql`create index import_changes_batch on import_changes (batch_id, seq)`.execute(db)
  await sql`create index import_changes_key on import_changes (table_name, key)`.execute(db)
}
