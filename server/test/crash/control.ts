/**
 * Positive controls: copies of the store are damaged the way a broken system would leave them, and the checks must say
 * so. A check that has never been seen to fail proves nothing.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tempFolder } from '../system.ts';
import { checkLog, fsck } from './check.ts';
import { Broken, type Notes } from './notes.ts';

interface Control {
  damage: string;
  expected: Broken['kind'];
  /** Statements about the log of company :company and the event at :seq. */
  sql: readonly string[];
}

const controls: readonly Control[] = [
  {
    damage: 'an acknowledged event deleted',
    expected: 'lost',
    sql: [
      'DROP TRIGGER events_no_delete',
      'DROP TRIGGER parts_no_delete',
      'DELETE FROM events WHERE company = :company AND seq = :seq',
      'DELETE FROM parts WHERE company = :company AND seq = :seq',
    ],
  },
  {
    damage: 'an acknowledged event recorded twice',
    expected: 'doubled',
    sql: [
      'CREATE TEMP TABLE twice AS SELECT * FROM events WHERE company = :company AND seq = :seq',
      'UPDATE twice SET id = randomblob(16), seq = (SELECT size FROM heads WHERE company = :company)',
      'INSERT INTO events SELECT * FROM twice',
      'CREATE TEMP TABLE twice_parts AS SELECT * FROM parts WHERE company = :company AND seq = :seq',
      'UPDATE twice_parts SET seq = (SELECT size FROM heads WHERE company = :company)',
      'INSERT INTO parts SELECT * FROM twice_parts',
    ],
  },
  {
    damage: 'an event sealed anew after a checkpoint',
    expected: 'checkpoint',
    sql: [
      'DROP TRIGGER events_no_update',
      'UPDATE events SET leaf = randomblob(32) WHERE company = :company AND seq = 0',
    ],
  },
];

/** What the checks said about each damaged copy. Throws when one of them found nothing, or something else. */
export async function runControls(folder: string, all: readonly Notes[]): Promise<string[]> {
  const notes = all.find(({ acknowledged, checkpoints }) => acknowledged.size > 0 && checkpoints.size > 0);
  if (notes === undefined)
    throw new Error('control: nothing was acknowledged and signed, so nothing can be damaged');
  const seqs = [...notes.acknowledged.values()].map(({ seq }) => seq);
  const victim = Math.max(...seqs.slice(-1_000));
  const said: string[] = [];
  for (const control of controls) said.push(await runControl(control, folder, notes, victim));
  return said;
}

async function runControl(
  { damage, expected, sql }: Control,
  folder: string,
  notes: Notes,
  seq: number,
): Promise<string> {
  const copy = tempFolder();
  try {
    cpSync(folder, copy.path, { recursive: true });
    const db = new DatabaseSync(join(copy.path, 'affidavit.db'));
    const row = db.prepare('SELECT company FROM companies WHERE uuid = ?').get(notes.company.uuid);
    for (const statement of sql) {
      const prepared = db.prepare(statement);
      prepared.setAllowUnknownNamedParameters(true);
      prepared.run({ company: Number(row?.company), seq });
    }
    db.close();
    const found = await brokenBy(async () => {
      checkLog(copy.path, notes);
    });
    if (found?.kind !== expected)
      throw new Error(
        `control: ${damage}, and the check said ${found === null ? 'nothing' : `"${found.message}"`}`,
      );
    if ((await brokenBy(() => fsck(copy.path))) === null)
      throw new Error(`control: ${damage}, and fsck was content`);
    return `${damage}: ${found.message}`;
  } finally {
    copy.remove();
  }
}

async function brokenBy(run: () => Promise<void>): Promise<Broken | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof Broken) return error;
    throw error;
  }
}
