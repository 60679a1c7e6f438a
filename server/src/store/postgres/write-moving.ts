/** The steps of a company's move, inside a transaction. */
import { equalBytes, type Sha256 } from '@affidavit/verify';
import type pg from 'pg';
import type { MovedEvent, MovedRow, MovedTable, Standing } from '../../app/ports/moving.ts';
import type { Company, Head, Item } from '../../app/ports.ts';
import { parseTime } from '../../domain/time.ts';
import { insertCompany } from './access.ts';
import { createdAtOf } from './entry-row.ts';
import { lockAndRead } from './lookups.ts';
import { readSymbols } from './symbols.ts';
import { writeEvents, writeSymbols, writeTree } from './write-events.ts';
import { moveHeads } from './write-rows.ts';

/**
 * Under the head's lock, so that what an instance is recording is either in the log that leaves, or refused. Throws when
 * the company does not stand where the step begins.
 */
export async function stand(
  client: pg.PoolClient,
  company: number,
  from: readonly (Standing | null)[],
  to: Standing | null,
): Promise<void> {
  const { rows } = await client.query<{ standing: Standing | null }>(
    'SELECT standing FROM heads WHERE company = $1 FOR UPDATE',
    [company],
  );
  const [row] = rows;
  if (row === undefined || !from.includes(row.standing))
    throw new Error(
      `company ${company} is ${row?.standing ?? 'served'}, not ${from.join(' or ') || 'served'}`,
    );
  await client.query('UPDATE heads SET standing = $2 WHERE company = $1', [company, to]);
}

/** The company with the end of an empty log, not served. */
export async function arriveCompany(
  client: pg.PoolClient,
  company: Omit<Company, 'company'>,
  move: string,
): Promise<Company> {
  const created = await insertCompany(client, company);
  await stand(client, created.company, [null], 'arriving');
  await client.query('INSERT INTO moves (company, move) VALUES ($1, $2)', [created.company, move]);
  return created;
}

/** Appends sealed events at the end of the log, which moves. */
export async function putEvents(
  client: pg.PoolClient,
  company: number,
  events: readonly MovedEvent[],
  hash: Sha256,
): Promise<void> {
  await stand(client, company, ['arriving'], 'arriving');
  const states = await lockAndRead(client, [nothingOf(company)], () => undefined, hash);
  const known = await readSymbols(client, [{ company, events }]);
  for (const state of states.values()) {
    const { last, symbols } = known.get(company) ?? { last: 0, symbols: [] };
    state.symbols.fill(last, symbols);
    for (const { seq, entry, leaf, draftMac, actorId, parts } of events) {
      if (seq !== state.frontier.size)
        throw new Error(`event ${seq} does not follow ${state.frontier.size} events`);
      state.frontier.append(leaf);
      state.recordedAt = parseTime(entry.recordedAt) ?? 0;
      const event = { entry, parts, draftMac, mentions: [] };
      const { recordedAt } = state;
      const [createdAt, codes] = [createdAtOf(entry), state.symbols.codesOf(entry)];
      state.writes.events.push({ seq, createdAt, recordedAt, codes, leaf, actorId, event });
    }
  }
  const written = [...states.values()];
  await Promise.all([
    ...writeSymbols(client, written),
    ...writeEvents(client, written),
    ...writeTree(client, written),
    moveHeads(client, written),
  ]);
}

function nothingOf(company: number): Item {
  return {
    company,
    now: 0,
    directoryVersion: null,
    changes: [],
    snapshots: [],
    events: [],
    idempotency: null,
  };
}

export async function putRows(
  client: pg.PoolClient,
  company: number,
  { name, columns }: MovedTable,
  rows: readonly MovedRow[],
  place: string,
): Promise<void> {
  await stand(client, company, ['arriving'], 'arriving');
  const names = Object.keys(columns);
  if (rows.length > 0) {
    const tuples = rows.map((_, r) => `($1, ${names.map((_, c) => `$${r * names.length + c + 2}`)})`);
    await client.query(`INSERT INTO ${name} (company, ${names}) VALUES ${tuples}`, [
      company,
      ...rows.flatMap((row) => names.map((column) => row[column])),
    ]);
  }
  await client.query('UPDATE moves SET place = $2 WHERE company = $1', [company, place]);
}

export async function completeMove(client: pg.PoolClient, company: number, head: Head): Promise<void> {
  await stand(client, company, ['arriving'], null);
  const { rows } = await client.query<{ size: number; root: Uint8Array }>(
    `UPDATE heads SET recorded_at = $2, directory_version = $3 WHERE company = $1 RETURNING size, root`,
    [company, head.recordedAt, head.directoryVersion],
  );
  const [row] = rows;
  if (row?.size !== head.size || !equalBytes(row.root, head.root))
    throw new Error(`company ${company} does not have the head it should arrive with`);
}
