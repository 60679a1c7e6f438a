import {
  type Affidavit,
  type AffidavitCheck,
  type AffidavitReport,
  ed25519Signer,
  type FailureReason,
  type JsonValue,
} from '../src/index.ts';
import { fixedBytes, ORIGIN, sampleAffidavit, sampleEvent, signer, smallEvent } from './sample.ts';

interface Case {
  name: string;
  /** The exact text of the file. */
  file: string;
  vkeys: string[];
  outcome: AffidavitReport['outcome'];
  check: AffidavitCheck | null;
  reason: FailureReason | null;
}

/** Whole files with the keys that the reader pins and the outcome; `check` and `reason` say what fails first. */
export async function affidavitVectors(): Promise<JsonValue> {
  const full = await sampleAffidavit(sampleEvent());
  const small = await sampleAffidavit(smallEvent());
  const cases = [
    ...good(full, small),
    ...malformed(small),
    ...withheld(full),
    ...altered(full, small),
    ...(await forged()),
  ];
  return cases.map(({ name, file, vkeys, outcome, check, reason }) => ({
    name,
    vkeys,
    outcome,
    check,
    reason,
    file,
  }));
}

type Changed = { [M in keyof Affidavit]?: unknown };

const fails = (
  name: string,
  affidavit: Changed | string,
  check: AffidavitCheck,
  reason: FailureReason,
  vkeys = [signer.vkey],
): Case => ({
  name,
  file: typeof affidavit === 'string' ? affidavit : JSON.stringify(affidavit),
  vkeys,
  outcome: 'failed',
  check,
  reason,
});

function good(full: Affidavit, small: Affidavit): Case[] {
  const holds = (name: string, file: string, vkeys: string[]): Case => {
    return {
      name,
      file,
      vkeys,
      outcome: vkeys.length > 0 ? 'verified' : 'consistent',
      check: null,
      reason: null,
    };
  };
  return [
    holds('every kind of document, key pinned', JSON.stringify(full), [signer.vkey]),
    holds('an event of the system, key pinned', JSON.stringify(small), [signer.vkey]),
    holds('no key pinned', JSON.stringify(small), []),
    holds('indented', JSON.stringify(small, null, 2), [signer.vkey]),
  ];
}

function malformed(small: Affidavit): Case[] {
  const { proof: _, ...withoutProof } = small;
  const json = JSON.stringify(small);
  return [
    fails('not JSON', json.slice(0, -1), 'format', 'malformed'),
    fails('a member is missing', withoutProof, 'format', 'malformed'),
    fails('a member is given twice', `{"event":{},${json.slice(1)}`, 'format', 'malformed'),
    fails('another version', { ...small, affidavit: 'v2' }, 'format', 'unsupported'),
    fails('erasure proofs', { ...small, erasures: [{}] }, 'format', 'unsupported'),
    fails(
      'an entry that is not canonical base64',
      { ...small, entry: `${small.entry}\n` },
      'entry',
      'malformed',
    ),
    fails('an entry that is none', { ...small, entry: 'e30=' }, 'entry', 'malformed'),
  ];
}

function withheld(full: Affidavit): Case[] {
  const without = (kind: string) => full.documents.filter((document) => document.kind !== kind);
  const { actor: _, ...withoutActor } = full;
  return [
    fails('the metadata is left out', { ...full, documents: without('metadata') }, 'documents', 'withheld'),
    fails(
      'a background check is left out',
      { ...full, documents: without('backgroundCheck') },
      'documents',
      'withheld',
    ),
    fails('the opening of the actor is left out', withoutActor, 'actor', 'withheld'),
  ];
}

function altered(full: Affidavit, small: Affidavit): Case[] {
  const [text] = small.documents;
  const reworded = { ...text!, bytes: text!.bytes.replace('created', 'deleted') };
  const event = (change: { [name: string]: JsonValue }) => ({
    ...small,
    event: { ...small.event, ...change },
  });
  return [
    fails('a document is reworded', { ...small, documents: [reworded] }, 'documents', 'withheld'),
    fails('a document twice', { ...small, documents: [text, text] }, 'documents', 'malformed'),
    fails(
      'a document that nothing names',
      { ...small, documents: [text, reworded] },
      'documents',
      'mismatch',
    ),
    fails(
      'a document that is not canonical',
      { ...small, documents: [{ ...text, bytes: `${text!.bytes} ` }] },
      'documents',
      'malformed',
    ),
    fails('an actor where the system acted', { ...small, actor: full.actor }, 'actor', 'mismatch'),
    fails('another actor', { ...full, actor: { ...full.actor, userId: 2 } }, 'actor', 'mismatch'),
    fails('the event shown is reworded', event({ description: 'Nothing happened.' }), 'event', 'mismatch'),
    fails('the event shown has one member more', event({ note: '' }), 'event', 'mismatch'),
    fails(
      'the time shown is in the older style',
      event({ createdAt: '2020-07-06 12:00:00.000000' }),
      'event',
      'mismatch',
    ),
    fails(
      'the checkpoint is altered',
      { ...small, proof: small.proof.replace('\n7\n', '\n8\n') },
      'signature',
      'badSignature',
    ),
    fails(
      'extra data in the proof',
      { ...small, proof: small.proof.replace('index', 'extra AAAA\nindex') },
      'signature',
      'unsupported',
    ),
    fails(
      'another index',
      { ...small, proof: small.proof.replace('index 3', 'index 2') },
      'inclusion',
      'notIncluded',
    ),
    fails('the proof of another event', { ...small, proof: full.proof }, 'inclusion', 'notIncluded'),
  ];
}

async function forged(): Promise<Case[]> {
  const impostor = ed25519Signer(ORIGIN, fixedBytes('impostor', 32));
  const stranger = ed25519Signer('log.example.com', fixedBytes('stranger', 32));
  const byImpostor = await sampleAffidavit(smallEvent(), impostor);
  return [
    fails('signed by a key that is not pinned', byImpostor, 'key', 'notPinned'),
    fails(
      'a stated key that did not sign',
      { ...byImpostor, vkey: signer.vkey },
      'signature',
      'badSignature',
    ),
    fails(
      'of a log that is not an Affidavit log',
      await sampleAffidavit(smallEvent(), stranger),
      'signature',
      'mismatch',
    ),
  ];
}
