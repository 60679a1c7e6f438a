import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointCopies } from '../app/ports/checkpoints.ts';
import { replaceFile } from './flushed-files.ts';

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
      await replaceFile(pathOf(origin), note);
    },
  };
}
