/** Writing population certificates (docs/formats.md, "Population certificate"). */
import { BLOCK_ENTRIES_MAX, encodeBlock } from './certificate-block.ts';
import {
  type CertificateFilter,
  type CertificateHead,
  type CertificatePeriod,
  certificateLine,
  LINE_BYTES_MAX,
  scanStart,
} from './certificate-file.ts';
import { certificateMatcher } from './certificate-filter.ts';
import type { Entry } from './documents.ts';
import { entryJson } from './entry.ts';
import { type Sha256, sha256, toBase64, toHex, utf8Bytes } from './hash.ts';
import { frontierAt, inclusionPath, type ReadHashes } from './tree.ts';

export interface CertificateInput {
  company: string;
  origin: string;
  period: CertificatePeriod;
  filter: CertificateFilter;
  /** Of the user of the filter; null without one. */
  opening: { userId: number; tagSalt: Uint8Array } | null;
  /** The first seq with `recordedAt` from scanStart(period) on; `size` when there is none. */
  first: number;
  /** Entry `first - 1`; null when `first` is 0. */
  before: Entry | null;
  /** Of the checkpoint. */
  size: number;
  checkpoint: string;
  vkey: string;
}

/** The head of a certificate: reads the hashes of the frontier and of one path. */
export async function certificateHead(
  input: CertificateInput,
  read: ReadHashes,
  hash: Sha256 = sha256,
): Promise<CertificateHead> {
  const { before, checkpoint, company, filter, first, opening, origin, period, size, vkey } = input;
  const { roots } = await frontierAt(first, read, hash);
  return {
    certificate: 'v1',
    company,
    origin,
    period,
    filter,
    ...(opening && { opening: { userId: opening.userId, tagSalt: toHex(opening.tagSalt) } }),
    first,
    size,
    frontier: roots.map(toBase64),
    before: before && {
      entry: toBase64(utf8Bytes(entryJson(before))),
      path: (await inclusionPath(first - 1, size, read, hash)).map(toBase64),
    },
    checkpoint,
    vkey,
  };
}

/**
 * The lines of a certificate, each with its end; gzip of them is the file. `pages` are the entries `first` to
 * `size - 1` in order, in pages of any length; no more than a page and a block are held. Nothing is verified.
 */
export async function* certificateLines(
  head: CertificateHead,
  pages: AsyncIterable<readonly Entry[]> | Iterable<readonly Entry[]>,
  hash: Sha256 = sha256,
): AsyncGenerator<string> {
  const matches = certificateMatcher(head, hash);
  const foot = { matching: 0, others: 0 };
  let recordedAt = scanStart(head.period);
  let block: Entry[] = [];
  let weight = 0;
  const close = (): string => {
    const line = encodeBlock(block, recordedAt);
    recordedAt = Date.parse(block.at(-1)!.recordedAt);
    block = [];
    weight = 0;
    return line;
  };
  yield certificateLine(head);
  for await (const page of pages) {
    for (const entry of page) {
      const bytes = mostBytes(entry);
      if (block.length === BLOCK_ENTRIES_MAX || weight + bytes > LINE_BYTES_MAX - ROOM) yield close();
      block.push(entry);
      weight += bytes;
      foot[matches(entry) ? 'matching' : 'others'] += 1;
    }
  }
  if (block.length > 0) yield close();
  yield certificateLine(foot);
}

/** For the names of the columns and their brackets. */
const ROOM = 4096;

/** More bytes than the entry can take in a line: a UTF-16 unit takes at most six, a number at most 17 with its comma. */
function mostBytes(entry: Entry): number {
  const words = entry.type.length + entry.category.length + entry.source.length + (entry.status?.length ?? 0);
  const system = entry.provenance?.system.length ?? 0;
  return 512 + 6 * (words + system) + 20 * entry.controlIds.length + (entry.provenance === null ? 0 : 256);
}
