/** A backup on a disk: its files and `manifest.json`, which is written last. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackedUpFile, BackupFolder, Manifest } from '../app/ports/backup.ts';
import { conflict, invalid } from '../domain/errors.ts';
import { flushFolder, replaceFile } from './flushed-files.ts';

const MANIFEST = 'manifest.json';

export function backupFolder(folder: string): BackupFolder {
  return {
    async prepare() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await readdir(folder)).length > 0)
        throw invalid('folder', `${folder} is not empty: each backup has a folder of its own`);
    },

    async finish(manifest, names) {
      const files: BackedUpFile[] = [];
      for (const name of names) {
        await flushFile(join(folder, name));
        files.push(await describeFile(folder, name));
      }
      await flushFolder(folder);
      const whole: Manifest = { ...manifest, files };
      await replaceFile(join(folder, MANIFEST), `${JSON.stringify(whole, null, 2)}\n`);
      return whole;
    },

    async read() {
      const manifest = await readManifest(folder);
      for (const file of manifest.files) {
        const found = await describeFile(folder, file.name);
        if (found.bytes !== file.bytes)
          throw conflict(`${file.name} of the backup has ${found.bytes} bytes, not ${file.bytes}`);
        if (found.sha256 !== file.sha256)
          throw conflict(`${file.name} of the backup is not the file that was written: its SHA-256 differs`);
      }
      return manifest;
    },
  };
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw invalid('folder', `${folder} holds no ${MANIFEST}: it is no backup, or one that was not finished`);
  });
  try {
    const manifest = JSON.parse(text) as Partial<Manifest>;
    if (
      manifest.backup === 'affidavit/v1' &&
      Array.isArray(manifest.files) &&
      Array.isArray(manifest.companies)
    )
      return manifest as Manifest;
  } catch {
    // Said below.
  }
  throw conflict(`${MANIFEST} of the backup is no manifest of version 1`);
}

async function describeFile(folder: string, name: string): Promise<BackedUpFile> {
  const path = join(folder, name);
  const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? conflict(`${name} of the backup is missing`) : error;
  });
  const sum = createHash('sha256');
  await pipeline(createReadStream(path), sum);
  return { name, bytes: size, sha256: sum.digest('hex') };
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
