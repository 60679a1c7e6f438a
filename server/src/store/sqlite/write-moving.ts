/** The steps of a company's move, inside a transaction of the writer. */
import { equalBytes, Frontier } from '@affidavit/verify';
import { MOVED_TABLES, type MovedEvent, type MovedRow, type Standing } from '../../app/ports/moving.ts';
import type { Company, Head, Part } from '../../app/ports.ts';
import { parseTime } from '../../domain/time.ts';
import { packPart } from '../packed-part.ts';
import { toSqlite } from './moving-values.ts';
import { insertEntry, type LogEnd, type Pen } from './write-event.ts';
import { insertLogKey } from './write-log-key.ts';

export type MoveStep =
  | { is: 'leave'; company: number; move: string }
  | { is: 'stay'; company: number }
  | { is: 'depart'; company: number }
  | { is: 'arrive'; company: Omit<Company, 'company'>; move: string }
  | { is: 'putEvents'; company: number; events: readonly MovedEvent[] }
  | { is: 'putRows'; company: number; table: string; rows: readonly MovedRow[]; place: string }
  | { is: 'complete'; company: number; head: Head };

/** Throws when the company does not stand where the step begins; then nothing of it is written. */
export function moveCompany(pen: Pen, step: Exclude<MoveStep, { is: 'arrive' | 'putEvents' }>): void {
  const { sql } = pen;
  const { company } = step;
  switch (step.is) {
    case 'leave':
      stand(pen, company, [null], 'leaving');
      sql.run('INSERT OR REPLACE INTO moves (company, move) VALUES (?, ?)', company, step.move);
      return;
    case 'stay':
      stand(pen, company, ['leaving'], null);
      sql.run('DELETE FROM moves WHERE company = ?', company);
      return;
    case 'depart':
      stand(pen, company, ['leaving', 'moved'], 'moved');
      return;
    case 'putRows':
      stand(pen, company, ['arriving'], 'arriving');
      insertRows(pen, step);
      sql.run('UPDATE moves SET place = ? WHERE company = ?', step.place, company);
      return;
    case 'complete':
      stand(pen, company, ['arriving'], null);
      completeHead(pen, company, step.head);
      return;
  }
}

function stand({ sql }: Pen, company: number, from: readonly (Standing | null)[], to: Standing | null): void {
  const row = sql.get<{ standing: Standing | null }>('SELECT standing FROM heads WHERE company = ?', company);
  if (row === undefined || !from.includes(row.standing))
    throw new Error(
      `company ${company} is ${row?.standing ?? 'served'}, not ${from.join(' or ') || 'served'}`,
    );
  sql.run('UPDATE heads SET standing = ? WHERE company = ?', to, company);
}

/** The company with the end of an empty log, not served. */
export function arriveCompany(pen: Pen, company: Omit<Company, 'company'>, move: string): Company {
  const created = insertCompany(pen, company);
  pen.sql.run("UPDATE heads SET standing = 'arriving' WHERE company = ?", created.company);
  pen.sql.run('INSERT INTO moves (company, move) VALUES (?, ?)', created.company, move);
  return created;
}

export function insertCompany({ sql, hash }: Pen, company: Omit<Company, 'company'>): Company {
  const { uuid, name, origin, generation, logKeys, createdAt } = company;
  const row = sql.get<{ company: number }>(
    'INSERT INTO companies (uuid, name, origin, generation, created_at) VALUES (?, ?, ?, ?, ?) RETURNING company',
    uuid,
    name,
    origin,
    generation,
    createdAt,
  );
  const number = row?.company ?? 0;
  sql.run(
    'INSERT INTO heads (company, size, root, recorded_at, directory_version) VALUES (?, 0, ?, 0, 0)',
    number,
    new Frontier(hash).root(),
  );
  for (const key of logKeys) insertLogKey(sql, number, key);
  return { ...company, company: number };
}

/** Appends sealed events at the end of the log, which moves. */
export function putEvents(pen: Pen, company: number, events: readonly MovedEvent[], end: LogEnd): void {
  stand(pen, company, ['arriving'], 'arriving');
  for (const event of events) {
    const { seq, entry, leaf, draftMac } = event;
    if (seq !== end.frontier.size)
      throw new Error(`event ${seq} does not follow ${end.frontier.size} events`);
    const createdAt = parseTime(entry.createdAt) ?? 0;
    end.recordedAt = parseTime(entry.recordedAt) ?? 0;
    insertEntry(pen, company, seq, entry, createdAt, end.recordedAt, leaf, draftMac);
    insertParts(pen, company, createdAt, event);
    end.frontier.append(leaf);
  }
  for (const { level, index, hash } of end.frontier.takeTiles())
    pen.sql.run(
      'INSERT INTO tree_hashes (company, level, idx, hash) VALUES (?, ?, ?, ?)',
      company,
      level,
      index,
      hash,
    );
}

const NO_SALT = new Uint8Array(16);
const saltOf = (part: Part | null) => part?.salt ?? NO_SALT;

function insertParts(
  { sql }: Pen,
  company: number,
  createdAt: number,
  { seq, actorId, parts }: MovedEvent,
): void {
  const { text, metadata, test } = parts;
  sql.run(
    'INSERT INTO parts (company, seq, actor_id, salts, text, metadata, test) VALUES (?, ?, ?, ?, ?, ?, ?)',
    company,
    seq,
    actorId,
    Buffer.concat([saltOf(text), saltOf(metadata), saltOf(test)]),
    text?.json ?? null,
    packPart(metadata),
    packPart(test),
  );
  if (actorId !== null)
    sql.run(
      "INSERT INTO mentions (company, user_id, role, created_at, seq) VALUES (?, ?, 'actor', ?, ?)",
      company,
      actorId,
      createdAt,
      seq,
    );
}

function insertRows({ sql }: Pen, step: Extract<MoveStep, { is: 'putRows' }>): void {
  const table = MOVED_TABLES.find(({ name }) => name === step.table);
  if (table === undefined) throw new Error(`${step.table} is no table that moves`);
  const columns = Object.keys(table.columns);
  const insert = `INSERT INTO ${table.name} (company, ${columns}) VALUES (?, ${columns.map(() => '?')})`;
  for (const row of step.rows)
    sql.run(insert, step.company, ...columns.map((column) => toSqlite(row[column] ?? null)));
}

function completeHead({ sql }: Pen, company: number, head: Head): void {
  const row = sql.get<{ size: number; root: Uint8Array }>(
    'SELECT size, root FROM heads WHERE company = ?',
    company,
  );
  if (row?.size !== head.size || !equalBytes(row.root, head.root))
    throw new Error(`company ${company} does not have the head it should arrive with`);
  sql.run(
    'UPDATE heads SET recorded_at = ?, directory_version = ? WHERE company = ?',
    head.recordedAt,
    head.directoryVersion,
    company,
  );
}
