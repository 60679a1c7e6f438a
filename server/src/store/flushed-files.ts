/** Files that are whole and durable, or not there. */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

let writes = 0;

/**
 * Written beside the old file, flushed and renamed over it, so that a crash leaves the old or the new text, never half
 * of one. Several may replace it at once, also in several processes: one of their texts is there afterwards.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.${process.pid}-${++writes}.new`;
  await writeFlushed(fresh, text);
  await rename(fresh, path);
  await flushFolder(dirname(path));
}

export async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable once its folder is; Windows has no such call and needs none. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
