/** A log in memory and certificates over it: for tests, vectors and benchmarks. */
import {
  type CertificateFilter,
  type CertificatePeriod,
  certificateHead,
  certificateLines,
  type Entry,
  entryJson,
  Frontier,
  formatCheckpoint,
  leafHash,
  type Sha256,
  scanStart,
  sha256,
  signNote,
  toHex,
} from '../src/index.ts';
import { COMPANY, fixedBytes, ORIGIN, signer } from './sample.ts';

export interface SampleQuestion {
  period: CertificatePeriod;
  filter: CertificateFilter;
  opening: { userId: number; tagSalt: Uint8Array } | null;
}

/** Entries, their tree, and the checkpoint of it. */
export interface SampleLog {
  entries: readonly Entry[];
  /** By tile level. */
  hashes: readonly (readonly Uint8Array[])[];
  checkpoint: string;
  vkey: string;
}

export function sampleLog(entries: readonly Entry[], by = signer, hash: Sha256 = sha256): SampleLog {
  const tree = new Frontier(hash);
  const hashes: Uint8Array[][] = [[]];
  for (const entry of entries) {
    const leaf = leafHash(entryJson(entry), hash);
    tree.append(leaf);
    hashes[0]!.push(leaf);
    for (const tile of tree.takeTiles()) {
      hashes[tile.level] ??= [];
      hashes[tile.level]!.push(tile.hash);
    }
  }
  const text = formatCheckpoint({ origin: by.name, size: entries.length, root: tree.root() });
  return { entries, hashes, checkpoint: signNote(text, [by]), vkey: by.vkey };
}

/** The lines of the certificate of a log, each with its end. */
export async function sampleLines(log: SampleLog, question: SampleQuestion): Promise<string[]> {
  const { entries, hashes, checkpoint, vkey } = log;
  const start = scanStart(question.period);
  const found = entries.findIndex(({ recordedAt }) => Date.parse(recordedAt) >= start);
  const first = found < 0 ? entries.length : found;
  const head = await certificateHead(
    {
      ...{ ...question, company: COMPANY, origin: ORIGIN, first, size: entries.length, checkpoint, vkey },
      before: entries[first - 1] ?? null,
    },
    async (level, at, count) => (hashes[level] ?? []).slice(at, at + count),
  );
  const lines: string[] = [];
  for await (const line of certificateLines(head, [entries.slice(first)])) lines.push(line);
  return lines;
}

/** A digest that looks random and never changes. */
export function fixedDigest(label: string): string {
  return toHex(fixedBytes(label, 32));
}

export function tagSaltOfUser(userId: number): Uint8Array {
  return fixedBytes(`tag salt of user ${userId}`, 16);
}

/** A valid entry; `n` makes what must differ differ. */
export function plainEntry(
  n: number,
  members: Partial<Omit<Entry, 'parts'>> & { recordedAt: string },
): Entry {
  return {
    v: 1,
    company: COMPANY,
    id: `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    source: 'APP',
    status: null,
    createdAt: members.recordedAt,
    actor: null,
    connectionId: null,
    workspaceId: null,
    testId: null,
    controlIds: [],
    provenance: null,
    parts: {
      text: fixedDigest(`text ${n}`),
      metadata: n % 3 === 0 ? null : fixedDigest(`metadata ${n}`),
      test: n % 4 === 0 ? fixedDigest(`test ${n}`) : null,
      person: n % 2 === 0 ? fixedDigest(`person ${n % 5}`) : null,
      connection: n % 5 === 0 ? fixedDigest('connection') : null,
    },
    ...members,
  };
}
