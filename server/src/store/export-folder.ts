import { access, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportFolder } from '../app/ports/export.ts';

/** A folder on this machine, made when the first file is written. A file is written beside its place and renamed. */
export function exportFolder(root: string): ExportFolder {
  const at = (path: string) => join(root, ...path.split('/'));
  return {
    async read(path) {
      return await readFile(at(path)).catch(nothing);
    },
    async has(path) {
      return await access(at(path)).then(
        () => true,
        () => false,
      );
    },
    async write(path, bytes) {
      const file = at(path);
      await mkdir(dirname(file), { recursive: true });
      await writeFlushed(`${file}.new`, bytes);
      await rename(`${file}.new`, file);
    },
    async remove(path) {
      await rm(at(path), { recursive: true, force: true });
    },
    async list(path) {
      const found = await readdir(at(path), { withFileTypes: true }).catch(nothing);
      return (found ?? []).map((one) => (one.isDirectory() ? `${one.name}/` : one.name)).sort();
    },
  };
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function nothing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}
