/** Files that are whole and durable, or not there. */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Written beside the old file, flushed and renamed over it, so that a crash leaves the old or the new text, never half
 * of one.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFlushed(`${path}.new`, text);
  await rename(`${path}.new`, path);
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
