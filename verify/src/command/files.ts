/** Reading what the command is given. */
import { hash as nodeHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { VerifyError } from '../error.ts';
import type { Sha256 } from '../hash.ts';
import type { ReadLogFile } from '../log-report.ts';
import { WrongCall } from './verdict.ts';

/** SHA-256 by OpenSSL: several times as fast as the one for browsers. */
export const nativeSha256: Sha256 = (data) => nodeHash('sha256', data, 'buffer');

/** No file of a log is larger; whatever is, is not read into memory. */
const FILE_BYTES_MAX = 1024 * 1024 * 1024;

/** The files of a log in a folder. A file that cannot be read is a fault of the caller. */
export function folderReader(root: string): ReadLogFile {
  return async (path) => {
    const file = join(root, ...path.split('/'));
    let handle: Awaited<ReturnType<typeof open>>;
    try {
      handle = await open(file);
    } catch (error) {
      if (isMissing(error)) return null;
      throw new WrongCall(`${file} cannot be read: ${messageOf(error)}`);
    }
    try {
      const { size } = await handle.stat();
      if (size > FILE_BYTES_MAX)
        throw new VerifyError('encoding', `${path} is larger than any file of a log`);
      return new Uint8Array(await handle.readFile());
    } catch (error) {
      if (error instanceof VerifyError) throw error;
      throw new WrongCall(`${file} cannot be read: ${messageOf(error)}`);
    } finally {
      await handle.close();
    }
  };
}

export function has(folder: string, name: string): boolean {
  return existsSync(join(folder, name));
}

/** Throws WrongCall when there is nothing at `path`. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new WrongCall(`${path} cannot be read: ${messageOf(error)}`);
  }
}

/** The pieces of a file in order. */
export async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (error) {
    throw new WrongCall(`${path} cannot be read: ${messageOf(error)}`);
  }
}

/** A text that the reader brings: throws WrongCall, naming the option, when it cannot be read. */
export function textOf(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new WrongCall(`${option} ${path} cannot be read: ${messageOf(error)}`);
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function messageOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EACCES: 'permission denied',
    EISDIR: 'it is a folder',
  };
  return known[code ?? ''] ?? message;
}
