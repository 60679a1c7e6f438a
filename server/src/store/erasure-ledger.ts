/** The ledger of erasures: lines of JSON in a file that is only ever appended to. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ErasureLedger, LedgerEntry } from '../app/ports/erasing.ts';

/** A line that was being written when the machine stopped has no end; nothing was erased because of it. */
export function erasureLedgerFile(path: string): ErasureLedger {
  return {
    async entries() {
      const newest = new Map<string, LedgerEntry>();
      for (const [i, line] of wholeLines(await read(path)).entries()) {
        const entry = parse(path, line, i + 1);
        newest.set(entry.id, entry);
      }
      return [...newest.values()];
    },
    async append(entry) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a+', 0o600);
      try {
        const text = await file.readFile('utf8');
        if (!text.endsWith('\n'))
          await file.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
        await file.appendFile(`${JSON.stringify(entry)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await flushFolder(dirname(path));
    },
  };
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}

function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

function parse(path: string, line: string, number: number): LedgerEntry {
  try {
    const entry = JSON.parse(line) as LedgerEntry;
    if (entry.v === 1 && typeof entry.id === 'string') return entry;
  } catch {
    // Said below.
  }
  throw new Error(`${path}: line ${number} is no entry of an erasure ledger of version 1`);
}

/** The first line makes the file: it is durable once its folder is; Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
