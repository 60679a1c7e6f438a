import { type Affidavit, ed25519Signer, type JsonValue } from '../src/index.ts';
import { type Case, fails, holds } from './affidavit-case.ts';
import { erasureVectors } from './erasure-vectors.ts';
import { forgeryVectors } from './forgery-vectors.ts';
import { fixedBytes, ORIGIN, sampleAffidavit, sampleEvent, signer, smallEvent } from './sample.ts';

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
    ...(await erasureVectors()),
    ...(await forgeryVectors()),
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

function good(full: Affidavit, small: Affidavit): Case[] {
  return [
    holds('every kind of document, key pinned', full),
    holds('an event of the system, key pinned', small),
    holds('no key pinned', small, []),
    holds('indented', JSON.stringify(small, null, 2)),
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
    fails('an erasure that is none', { ...small, erasures: [{}] }, 'format', 'malformed'),
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
