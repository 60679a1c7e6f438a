import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Lines, each ended by a newline, as gzip: the same lines give the same bytes. */
export async function gzipped(lines: readonly string[]): Promise<Uint8Array> {
  return compress(Buffer.from(lines.map((line) => `${line}\n`).join('')));
}
