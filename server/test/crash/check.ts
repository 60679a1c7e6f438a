/** What is in the store, compared with what was acknowledged. Reads the file itself, past all code that wrote it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Frontier } from '@affidavit/verify';
import { affidavit } from '../system.ts';
import { Broken, type Notes } from './notes.ts';

interface Row {
  seq: number;
  id: string;
  recorded_at: number;
  leaf: Uint8Array;
  text: string;
}

/**
 * Throws Broken at the first promise that the file breaks. Events that were sent and never answered may be there or not.
 */
export function checkLog(folder: string, notes: Notes): { events: number } {
  const db = new DatabaseSync(join(folder, 'affidavit.db'), { readOnly: true, timeout: 10_000 });
  try {
    const rows = db
      .prepare(
        'SELECT e.seq, lower(hex(e.id)) AS id, e.recorded_at, e.leaf, p.text FROM companies c ' +
          'JOIN events e ON e.company = c.company JOIN parts p ON p.company = e.company AND p.seq = e.seq ' +
          'WHERE c.uuid = ? ORDER BY e.seq',
      )
      .all(notes.company.uuid) as unknown[] as Row[];
    checkAcknowledged(rows, notes);
    checkOrder(rows);
    checkCheckpoints(rows, notes);
    return { events: rows.length };
  } finally {
    db.close();
  }
}

function checkAcknowledged(rows: readonly Row[], { acknowledged }: Notes): void {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const mark = (JSON.parse(row.text) as { description: string }).description;
    const other = found.get(mark);
    if (other !== undefined)
      throw new Broken('doubled', `event ${mark} is at seq ${other.seq} and at seq ${row.seq}`);
    found.set(mark, row);
  }
  for (const [mark, answer] of acknowledged) {
    const row = found.get(mark);
    if (row === undefined)
      throw new Broken(
        'lost',
        `event ${mark} (${answer.id}) was acknowledged at seq ${answer.seq} and is gone`,
      );
    const recordedAt = new Date(row.recorded_at).toISOString();
    const sameId = row.id === answer.id.replaceAll('-', '');
    if (!sameId || row.seq !== answer.seq || recordedAt !== answer.recordedAt)
      throw new Broken(
        'answer',
        `event ${mark} was acknowledged as ${JSON.stringify(answer)} and is kept as ${row.id} at seq ${row.seq} (${recordedAt})`,
      );
  }
}

function checkOrder(rows: readonly Row[]): void {
  let before = 0;
  for (const [seq, row] of rows.entries()) {
    if (row.seq !== seq) throw new Broken('gap', `seq ${seq} is missing: the next one is ${row.seq}`);
    if (row.recorded_at < before) throw new Broken('gap', `seq ${seq} was recorded before seq ${seq - 1}`);
    before = row.recorded_at;
  }
}

/** Every checkpoint ever seen must be the root of a beginning of the tree. */
function checkCheckpoints(rows: readonly Row[], { checkpoints }: Notes): void {
  const frontier = new Frontier();
  const check = () => {
    const expected = checkpoints.get(frontier.size);
    const root = Buffer.from(frontier.root()).toString('hex');
    if (expected !== undefined && expected !== root)
      throw new Broken(
        'checkpoint',
        `the checkpoint of size ${frontier.size} was ${expected}, the tree has ${root}`,
      );
  };
  if (checkpoints.has(0)) check();
  for (const { leaf } of rows) {
    frontier.append(leaf);
    if (checkpoints.has(frontier.size)) check();
  }
  for (const size of checkpoints.keys())
    if (size > rows.length)
      throw new Broken(
        'checkpoint',
        `a checkpoint of size ${size} was signed, the log holds ${rows.length} events`,
      );
}

/** `affidavit fsck` on a folder that no server holds. */
export async function fsck(folder: string): Promise<void> {
  const { code, stdout, stderr } = await affidavit(['fsck', '--json', '--data', folder]);
  if (code !== 0) throw new Broken('fsck', `exit code ${code}: ${stdout}${stderr}`);
}
