import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointCopies } from '../app/ports.ts';

/**
 * One file per log in `folder`, named after the origin's last step. A copy is written beside the old one, flushed
 * and renamed over it, so that a crash leaves the old or the new note, never half of one.
 */
export function checkpointFiles(folder: string): CheckpointCopies {
  const pathOf = (origin: string) => join(folder, `${origin.slice(origin.lastIndexOf('/') + 1)}.checkpoint`);
  return {
    async all() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      const kept = names.filter((name) => name.endsWith('.checkpoint')).sort();
      return Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')));
    },

    async write(origin, note) {
      await mkdir(folder, { recursive: true });
      const path = pathOf(origin);
      await writeFlushed(`${path}.new`, note);
      await rename(`${path}.new`, path);
      await flushFolder(folder);
    },
  };
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is durable once its folder is; Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
