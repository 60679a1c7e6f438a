/** What the changes of a flush ask about, read under the locks: a few statements sent without waiting in between. */
import type pg from 'pg';
import type { Change, Item } from '../../app/ports.ts';
import { columns } from './columns.ts';
import { factOf, jobState, logKeyName } from './plan-changes.ts';

/** One fact of a company. */
export interface Known {
  company: number;
  name: string;
  fact: string;
}

type Wanted<Do extends Change['do']> = { company: number; change: Extract<Change, { do: Do }> };

export async function readFacts(client: pg.PoolClient, items: readonly Item[]): Promise<readonly Known[]> {
  const all = items.flatMap(({ company, changes }) => changes.map((change) => ({ company, change })));
  if (all.length === 0) return [];
  const of = <Do extends Change['do']>(kind: Do): Wanted<Do>[] =>
    all.filter((wanted): wanted is Wanted<Do> => wanted.change.do === kind);
  const known = await Promise.all([
    readRows(client, of('remove')),
    readUsers(client, of('put'), of('remove')),
    readSubjects(client, of('addSubject')),
    readEventTypes(client, of('putEventType')),
    readKeys(client, of('addKey')),
    readLogKeys(client, of('turnLogKey')),
    readFiles(client, of('addFile')),
    readJobs(client, of('putJob')),
    readLinks(client, of('useLink')),
  ]);
  return known.flat();
}

/** The rows that `text` finds for what is wanted: one array parameter a column. Nothing is asked for nothing. */
async function look<Row extends object, W>(
  client: pg.PoolClient,
  name: string,
  text: string,
  wanted: readonly W[],
  values: readonly ((one: W) => unknown)[],
): Promise<(Row & { company: number })[]> {
  if (wanted.length === 0) return [];
  const query = { name, text, values: columns(wanted, values) };
  return (await client.query<Row & { company: number }>(query)).rows;
}

async function readRows(client: pg.PoolClient, removed: readonly Wanted<'remove'>[]): Promise<Known[]> {
  const rows = await look<{ kind: Wanted<'remove'>['change']['kind']; id: number }, Wanted<'remove'>>(
    client,
    'known_rows',
    `SELECT company, kind, id FROM unnest($1::integer[], $2::text[], $3::bigint[]) AS wanted (company, kind, id)
       JOIN directory USING (company, kind, id)`,
    removed,
    [(w) => w.company, (w) => w.change.kind, (w) => w.change.id],
  );
  return rows.map((row) => ({ company: row.company, name: factOf.row(row), fact: '' }));
}

/** The users that are put or removed, as they are now, and whoever has the addresses that they shall have. */
async function readUsers(
  client: pg.PoolClient,
  put: readonly Wanted<'put'>[],
  removed: readonly Wanted<'remove'>[],
): Promise<Known[]> {
  const users = [
    ...put
      .filter((w) => w.change.row.kind === 'user')
      .map(({ company, change: { row } }) => ({ company, id: row.id, email: row.email })),
    ...removed
      .filter((w) => w.change.kind === 'user')
      .map(({ company, change }) => ({ company, id: change.id, email: null })),
  ];
  const rows = await look<{ id: number; email: string }, (typeof users)[number]>(
    client,
    'known_users',
    `SELECT d.company, d.id, d.email
       FROM unnest($1::integer[], $2::bigint[], $3::text[]) AS wanted (company, id, email)
       JOIN directory d ON d.company = wanted.company AND d.kind = 'user' AND d.email IS NOT NULL
        AND (d.id = wanted.id OR d.email = wanted.email)`,
    users,
    [(w) => w.company, (w) => w.id, (w) => w.email],
  );
  return rows.flatMap(({ company, id, email }) => [
    { company, name: factOf.email(email), fact: String(id) },
    { company, name: factOf.addressOf(id), fact: email },
  ]);
}

async function readSubjects(client: pg.PoolClient, added: readonly Wanted<'addSubject'>[]): Promise<Known[]> {
  const rows = await look<{ kind: string; id: number }, Wanted<'addSubject'>>(
    client,
    'known_subjects',
    `SELECT company, kind, id FROM unnest($1::integer[], $2::text[], $3::bigint[]) AS wanted (company, kind, id)
       JOIN subjects USING (company, kind, id)`,
    added,
    [(w) => w.company, (w) => w.change.subject.kind, (w) => w.change.subject.id],
  );
  return rows.map((row) => ({ company: row.company, name: factOf.subject(row), fact: '' }));
}

async function readEventTypes(
  client: pg.PoolClient,
  put: readonly Wanted<'putEventType'>[],
): Promise<Known[]> {
  const rows = await look<{ name: string; version: number }, Wanted<'putEventType'>>(
    client,
    'known_event_types',
    `SELECT company, name, version
       FROM unnest($1::integer[], $2::text[], $3::integer[]) AS wanted (company, name, version)
       JOIN event_types USING (company, name, version)`,
    put,
    [(w) => w.company, (w) => w.change.eventType.name, (w) => w.change.eventType.version],
  );
  return rows.map((row) => ({ company: row.company, name: factOf.eventType(row), fact: '' }));
}

async function readKeys(client: pg.PoolClient, added: readonly Wanted<'addKey'>[]): Promise<Known[]> {
  const rows = await look<{ id: string }, Wanted<'addKey'>>(
    client,
    'known_keys',
    `SELECT company, id FROM unnest($1::integer[], $2::text[]) AS wanted (company, id)
       JOIN api_keys USING (company, id)`,
    added,
    [(w) => w.company, (w) => w.change.key.id],
  );
  return rows.map(({ company, id }) => ({ company, name: factOf.key(id), fact: '' }));
}

async function readLogKeys(client: pg.PoolClient, turned: readonly Wanted<'turnLogKey'>[]): Promise<Known[]> {
  const rows = await look<{ origin: string; generation: number }, Wanted<'turnLogKey'>>(
    client,
    'known_log_keys',
    `SELECT company, origin, generation FROM unnest($1::integer[]) AS wanted (company) JOIN companies USING (company)`,
    turned,
    [(w) => w.company],
  );
  return rows.map((row) => ({ company: row.company, name: factOf.logKey, fact: logKeyName(row) }));
}

async function readFiles(client: pg.PoolClient, added: readonly Wanted<'addFile'>[]): Promise<Known[]> {
  const rows = await look<{ id: string }, Wanted<'addFile'>>(
    client,
    'known_files',
    `SELECT company, id FROM unnest($1::integer[], $2::uuid[]) AS wanted (company, id)
       JOIN files USING (company, id)`,
    added,
    [(w) => w.company, (w) => w.change.file.id],
  );
  return rows.map(({ company, id }) => ({ company, name: factOf.file(id), fact: '' }));
}

type JobState = Parameters<typeof jobState>[0] & { id: string };

async function readJobs(client: pg.PoolClient, put: readonly Wanted<'putJob'>[]): Promise<Known[]> {
  const rows = await look<JobState, Wanted<'putJob'>>(
    client,
    'known_jobs',
    `SELECT company, id, status, claimed_at AS "claimedAt"
       FROM unnest($1::integer[], $2::uuid[]) AS wanted (company, id) JOIN jobs USING (company, id)`,
    put,
    [(w) => w.company, (w) => w.change.job.id],
  );
  return rows.map((row) => ({ company: row.company, name: factOf.job(row.id), fact: jobState(row) }));
}

async function readLinks(client: pg.PoolClient, used: readonly Wanted<'useLink'>[]): Promise<Known[]> {
  const rows = await look<{ id: string; endsAt: number }, Wanted<'useLink'>>(
    client,
    'known_links',
    `SELECT company, id, ends_at AS "endsAt"
       FROM unnest($1::integer[], $2::text[]) AS wanted (company, id) JOIN sign_in_links USING (company, id)
      WHERE used_at IS NULL`,
    used,
    [(w) => w.company, (w) => w.change.id],
  );
  return rows.map(({ company, id, endsAt }) => ({ company, name: factOf.link(id), fact: String(endsAt) }));
}
