/**
 * Every sentence with which the verifier refuses something or says what it proved, for a fixed set of inputs: the bad
 * vectors, and exports with a file missing, cut, or changed by a bit. `npm test` compares them with sentences.json, so
 * that what people read changes only where somebody meant it to.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { signer } from '../scripts/sample.ts';
import { exportFiles, type Files, gzipLines, sampleLog } from '../scripts/sample-log.ts';
import { verifyAffidavit } from '../src/affidavit.ts';
import { auditLog } from '../src/audit.ts';
import { parseCanonicalJson } from '../src/canonical.ts';
import { verifyCertificate } from '../src/certificate.ts';
import { parseCheckpoint } from '../src/checkpoint.ts';
import { parseWitnessVkey, readCosignatures } from '../src/cosignature.ts';
import { parseEntry } from '../src/entry.ts';
import { fromBase64 } from '../src/hash.ts';
import { verifyLog } from '../src/log.ts';
import { openNote, parseVkey } from '../src/note.ts';
import { checkPolicy, parsePolicy } from '../src/policy.ts';
import { parseProof } from '../src/proof.ts';
import { parseRemoval } from '../src/removal.ts';
import { contradictions, documentLines, pinnedKeys } from './contradictions.ts';
import { forms, refusal } from './forms.ts';

/** By group, in the order of the inputs. */
export type Sentences = Record<string, unknown[]>;

const load = (name: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));

const notes = load('notes.json');
const witnesses = load('witnesses.json');

/** What makes the sentences of each group, in the order of the file. */
export const groups: Record<string, () => unknown[] | Promise<unknown[]>> = {
  canonical: () =>
    load('canonical.json').notCanonical.map((json: string) => refusal(() => parseCanonicalJson(json))),
  entries: () =>
    load('entries.json').invalid.map(({ name, json }: { name: string; json: string }) => [
      name,
      refusal(() => parseEntry(json)),
    ]),
  keys: () => notes.badVkeys.map((vkey: string) => refusal(() => parseVkey(vkey))),
  notes: () =>
    notes.notes.map(({ note, vkeys }: { note: string; vkeys: string[] }) =>
      refusal(() => openNote(note, vkeys.map(parseVkey))),
    ),
  checkpoints: () =>
    notes.checkpoints.map(({ text }: { text: string }) => refusal(() => parseCheckpoint(text))),
  proofs: () => notes.proofs.map(({ text }: { text: string }) => refusal(() => parseProof(text))),
  removals: () =>
    load('removals.json').metadata.map(({ value }: { value: never }) => refusal(() => parseRemoval(value))),
  witnessKeys: () => witnesses.badVkeys.map((vkey: string) => refusal(() => parseWitnessVkey(vkey))),
  cosignatures: () =>
    witnesses.notes.map(({ note, vkeys }: { note: string; vkeys: string[] }) =>
      refusal(() => readCosignatures(note, vkeys.map(parseWitnessVkey))),
    ),
  badPolicies: () => witnesses.badPolicies.map((policy: string) => refusal(() => parsePolicy(policy))),
  policies: () =>
    witnesses.policies.map(({ policy, note }: { policy: string; note: string }) =>
      checkPolicy(note, parsePolicy(policy)),
    ),
  affidavits: () =>
    load('affidavits.json').map(({ name, file, vkeys }: { name: string; file: string; vkeys: string[] }) => {
      const { failure, passed } = verifyAffidavit(file, { vkeys });
      return [name, failure, passed];
    }),
  certificates,
  logs,
  audits,
  contradictions,
  documentLines,
  pinnedKeys: () => pinnedKeys(load('certificates.json')[0].file),
  ...forms,
};

export async function sentences(): Promise<Sentences> {
  const told: Sentences = {};
  for (const [group, tell] of Object.entries(groups)) told[group] = await tell();
  return told;
}

async function certificates(): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const { name, file, vkeys } of load('certificates.json')) {
    const { failure, passed, proven, notProven } = await verifyCertificate([fromBase64(file)], { vkeys });
    told.push([name, failure, passed, proven, notProven]);
  }
  return told;
}

/** One byte of each kind of place: the first, the middle, the last, and in between. */
const PLACES = [0, 1, 0.1, 0.3, 0.5, 0.7, 0.9, -1];

/** The files of a log, whole, and with one of them missing, cut or changed. */
function* damaged(whole: Files): Generator<[string, Files]> {
  yield ['whole', whole];
  for (const [path, bytes] of whole) {
    const without = new Map(whole);
    without.delete(path);
    yield [`without ${path}`, without];
    yield [`${path} cut`, new Map(whole).set(path, bytes.slice(0, -1))];
    for (const place of PLACES)
      yield [`${path} changed at ${place}`, new Map(whole).set(path, bent(path, bytes, place))];
  }
}

const readerOf = (files: Files) => async (path: string) => files.get(path) ?? null;

async function logs(): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const [what, files] of damaged(exportFiles(sampleLog()))) {
    const report = await verifyLog(readerOf(files), { vkeys: [signer.vkey], whole: true });
    told.push([what, report.failure, report.passed, report.counts]);
  }
  return told;
}

/** From the beginning, and by somebody who saw the log before the last of its tiles was begun. */
async function audits(): Promise<unknown[]> {
  const told: unknown[] = [];
  const vkeys = [signer.vkey];
  const { state } = await auditLog(readerOf(exportFiles(sampleLog(260))), null, { vkeys });
  for (const before of [null, state])
    for (const [what, files] of damaged(exportFiles(sampleLog()))) {
      if (/^\S*( \S*)?(documents|removals|vkeys)/.test(what)) continue;
      const { failure, entries, sizeBefore } = await auditLog(readerOf(files), before, { vkeys });
      told.push([what, failure, entries, sizeBefore]);
    }
  return told;
}

/** With one bit changed: of the lines, where it is packed. */
function bent(path: string, bytes: Uint8Array, place: number): Uint8Array {
  const isPacked = path.endsWith('.gz');
  const changed = Uint8Array.from(isPacked ? gunzipSync(bytes) : bytes);
  const at = place < 0 ? changed.length + place : place < 1 ? Math.floor(place * changed.length) : place;
  changed[at]! ^= 1;
  return isPacked ? gzipLines([Buffer.from(changed).toString('latin1')]) : changed;
}
