import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditFolder } from '../app/ports/auditing.ts';
import { flushFolder, replaceFile, writeFlushed } from './flushed-files.ts';

/** `state.json`, the last checkpoint as `checkpoint`, and what contradicted it under `evidence/`. */
export function auditFolder(folder: string): AuditFolder {
  const stateFile = join(folder, 'state.json');
  const state = () =>
    readFile(stateFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  return {
    state,
    async keep(before, next, checkpoint) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await state()) !== before)
        throw new Error(`another audit has changed ${stateFile} meanwhile: run it again`);
      await replaceFile(stateFile, next);
      await replaceFile(join(folder, 'checkpoint'), checkpoint);
    },
    async evidence(name, files) {
      const within = join(folder, 'evidence', name);
      await mkdir(within, { recursive: true, mode: 0o700 });
      for (const [file, text] of Object.entries(files)) await writeFlushed(join(within, file), text);
      for (const one of [within, join(folder, 'evidence'), folder]) await flushFolder(one);
      return within;
    },
  };
}
