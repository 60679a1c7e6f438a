/** Logs and affidavits that are sealed as they should be and contradict themselves, or the lines beside them. */
import { gunzipSync } from 'node:zlib';
import { fixedBytes, type SampleEvent, sampleAffidavit, sampleEvent, signer } from '../scripts/sample.ts';
import { exportFiles, type Files, gzipLines } from '../scripts/sample-log.ts';
import { verifyAffidavit } from '../src/affidavit.ts';
import { auditLog } from '../src/audit.ts';
import { verifyCertificate } from '../src/certificate.ts';
import { actorTag } from '../src/digest.ts';
import { VerifyError } from '../src/error.ts';
import { fromBase64, toHex } from '../src/hash.ts';
import { verifyLog } from '../src/log.ts';
import { documentsPath } from '../src/log-documents.ts';
import { ed25519Signer } from '../src/note.ts';

const tagSalt = fixedBytes('tag salt of another user', 16);

function events(): [string, SampleEvent][] {
  const event = sampleEvent();
  const { entry } = event;
  const withEntry = (changes: Partial<typeof entry>) => ({ ...event, entry: { ...entry, ...changes } });
  const withParts = (changes: Partial<typeof entry.parts>) =>
    withEntry({ parts: { ...entry.parts, ...changes } });
  return [
    ['nothing wrong', event],
    ['a person, and no actor', { ...withEntry({ actor: null }), actor: null }],
    ['an opening, and no actor', withEntry({ actor: null })],
    ['an actor that nothing opens', { ...event, actor: null }],
    [
      'an actor who is not the person',
      { ...withEntry({ actor: actorTag(tagSalt, 2) }), actor: { userId: 2, tagSalt } },
    ],
    ['an opening of another actor', { ...event, actor: { userId: 2, tagSalt } }],
    ['a connection with another id', withEntry({ connectionId: 21 })],
    ['a connection, and no id of one', withEntry({ connectionId: null })],
    ['an id of a connection, and no connection', withParts({ connection: null })],
    ['an actor, and no person', withParts({ person: null })],
    ['a text in the place of the test', withParts({ test: entry.parts.text })],
    [
      'a test that is not given',
      { ...event, documents: event.documents.filter(({ kind }) => kind !== 'test') },
    ],
  ];
}

const onlyOf = (event: SampleEvent): Files =>
  exportFiles({ events: [event], removals: new Map(), gone: new Set(), copies: new Map() });

/** What somebody says who pinned the key of another log too. */
const elsewhere = ed25519Signer('elsewhere.example', fixedBytes('elsewhere', 32)).vkey;
const PINNED: Readonly<Record<string, string[]>> = {
  none: [],
  own: [signer.vkey],
  both: [elsewhere, signer.vkey],
  other: [elsewhere],
};

async function logFailure(files: Files, vkeys: readonly string[] = [signer.vkey]) {
  const report = await verifyLog(async (path) => files.get(path) ?? null, { vkeys, whole: true });
  return [report.outcome, report.failure, report.counts];
}

async function affidavitFailure(event: SampleEvent): Promise<unknown> {
  try {
    const file = JSON.stringify(await sampleAffidavit(event));
    return verifyAffidavit(file, { vkeys: [signer.vkey] }).failure;
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return `not written: ${error.message}`;
  }
}

export async function contradictions(): Promise<unknown[]> {
  const told: unknown[] = [];
  for (const [what, event] of events()) {
    told.push([what, await affidavitFailure(event), ...(await logFailure(onlyOf(event)))]);
  }
  return told;
}

/** One line of the documents changed at a time. */
export async function documentLines(): Promise<unknown[]> {
  const whole = onlyOf(sampleEvent());
  const path = documentsPath({ level: 'entries', index: 0, width: 1 });
  const lines = gunzipSync(whole.get(path)!).toString().trimEnd().split('\n');
  const opening = lines.findIndex((line) => line.includes('tagSalt'));
  const text = lines.findIndex((line) => line.includes('"text"'));
  const told: unknown[] = [];
  const tell = async (what: string, changed: readonly string[]) =>
    told.push([what, ...(await logFailure(new Map(whole).set(path, gzipLines(changed))))]);
  for (const [name, at] of [
    ['opening', opening],
    ['text', text],
  ] as const) {
    const line = lines[at]!;
    const salt = /[0-9a-f]{32}/.exec(line)![0];
    for (const other of [
      '',
      '0',
      salt.slice(2),
      `${salt}00`,
      `${salt}\n`,
      ` ${salt}`,
      salt.toUpperCase(),
      'g'.repeat(32),
    ])
      await tell(
        `${name} with salt ${other.length}: ${JSON.stringify(other)}`,
        lines.with(at, line.replace(salt, other)),
      );
    await tell(`${name} twice`, [...lines, line]);
    await tell(`no ${name}`, lines.toSpliced(at, 1));
    await tell(`${name} with a member more`, lines.with(at, line.replace(/}$/, ',"z":0}')));
    for (const other of [0, null, ['x'.repeat(32)]])
      await tell(
        `${name} with salt ${JSON.stringify(other)}`,
        lines.with(at, line.replace(`"${salt}"`, JSON.stringify(other))),
      );
  }
  const line = lines[text]!;
  await tell('text as test', lines.with(text, line.replace('"text"', '"test"')));
  await tell('text as nothing', lines.with(text, line.replace('"text"', '"nothing"')));
  await tell('text that is not canonical', lines.with(text, line.replace('{\\"', '{ \\"')));
  await tell('text of another salt', lines.with(text, line.replace(/[0-9a-f]{32}/, toHex(tagSalt))));
  await tell('a second text', [...lines, line.replace(/[0-9a-f]{32}/, toHex(tagSalt))]);
  await tell('a second actor', [...lines, lines[opening]!.replace(/[0-9a-f]{32}/, toHex(tagSalt))]);
  await tell('an empty line', [...lines, '']);
  await tell('no lines', []);
  return told;
}

/** Keys of other logs vouch for nothing here, and are in nobody's way. */
export async function pinnedKeys(certificate: string): Promise<unknown[]> {
  const files = onlyOf(sampleEvent());
  const affidavit = JSON.stringify(await sampleAffidavit(sampleEvent()));
  const told: unknown[] = [];
  for (const [who, vkeys] of Object.entries(PINNED)) {
    const audit = await auditLog(async (path) => files.get(path) ?? null, null, { vkeys });
    const certified = await verifyCertificate([fromBase64(certificate)], { vkeys });
    const verified = verifyAffidavit(affidavit, { vkeys });
    const [outcome, failure] = await logFailure(files, vkeys);
    told.push(
      [who, 'log', outcome, failure],
      [who, 'audit', audit.outcome, audit.failure],
      [who, 'certificate', certified.outcome, certified.failure],
      [who, 'affidavit', verified.outcome, verified.failure],
    );
  }
  return told;
}
