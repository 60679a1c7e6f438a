/** How every form that a stranger's file can bring is refused when one thing in it is wrong. */
import { readFileSync } from 'node:fs';
import { plainEntry, sampleLines, sampleLog } from '../scripts/certificate-sample.ts';
import { fixedBytes, sampleEvent, signer } from '../scripts/sample.ts';
import { parseAffidavit } from '../src/affidavit-file.ts';
import { canonicalJson } from '../src/canonical.ts';
import { decodeBlock } from '../src/certificate-block.ts';
import { parseFoot, parseHead } from '../src/certificate-file.ts';
import { formatCheckpoint } from '../src/checkpoint.ts';
import { cosigner } from '../src/cosignature.ts';
import type { JsonValue } from '../src/documents.ts';
import { parseEntry } from '../src/entry.ts';
import { formatEpochs, parseEpochs } from '../src/epoch.ts';
import { VerifyError } from '../src/error.ts';
import { toBase64, toHex } from '../src/hash.ts';
import { ed25519Signer, signNote } from '../src/note.ts';
import { parsePolicy } from '../src/policy.ts';
import { isRemoval, parseRemoval } from '../src/removal.ts';
import { isOfKind } from '../src/shape.ts';
import { bentForms } from './bent.ts';

const load = (name: string) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));

/** How an input is refused: kind and words. Null when it is taken. */
export function refusal(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

/** Every answer and how often it is given; where the form is taken (null), the changes that it bears. */
function answers(value: JsonValue, read: (bent: JsonValue) => unknown): [string | null, number | string[]][] {
  const refused = new Map<string, number>();
  const taken: string[] = [];
  for (const [what, bent] of bentForms(value)) {
    const answer = refusal(() => read(bent));
    if (answer === null) taken.push(what);
    else refused.set(answer, (refused.get(answer) ?? 0) + 1);
  }
  return [...refused, [null, taken]];
}

const json = (value: JsonValue) => JSON.stringify(value);
/** Canonical where the value allows it. */
const sorted = (value: JsonValue) => {
  try {
    return canonicalJson(value);
  } catch {
    return json(value);
  }
};

function affidavits() {
  const wanted = ['actor', 'erasures'];
  const files: JsonValue[] = load('affidavits.json').map(({ file }: { file: string }) => {
    try {
      return JSON.parse(file);
    } catch {
      return null;
    }
  });
  return wanted.flatMap((member) => {
    const one = files.find(
      (file) =>
        file !== null &&
        refusal(() => parseAffidavit(json(file))) === null &&
        Object.entries(file).some(
          ([name, value]) => name === member && !(Array.isArray(value) && value.length === 0),
        ),
    );
    if (one == null || typeof one !== 'object' || Array.isArray(one))
      throw new Error(`no vector with ${member}`);
    const { documents, event, ...rest } = one;
    const short = { ...rest, documents: Array.isArray(documents) ? documents.slice(0, 1) : [], event: {} };
    return answers(short, (bent) => parseAffidavit(json(bent)));
  });
}

const START = Date.parse('2026-01-01T00:00:00.000Z');

async function certificates() {
  const entries = Array.from({ length: 9 }, (_, n) =>
    plainEntry(n, { recordedAt: iso(START + 600_000 * n) }),
  );
  const [head, block, foot] = await sampleLines(sampleLog(entries), {
    period: { from: iso(START + 1_200_000), to: iso(START + 4_000_000) },
    filter: {
      ...{ type: ['A', 'B'], category: ['C'], source: ['D'], status: ['FAILED', null], userId: 7 },
      ...{ workspaceId: [1, null], testId: [2], connectionId: [3] },
    },
    opening: { userId: 7, tagSalt: fixedBytes('tag', 16) },
  });
  const { company } = entries[0]!;
  return [
    ...answers(JSON.parse(head!), (bent) => parseHead(sorted(bent))),
    ...answers(JSON.parse(foot!), (bent) => parseFoot(sorted(bent))),
    ...answers(JSON.parse(block!), (bent) => decodeBlock(sorted(bent), company, START)),
  ];
}

const iso = (ms: number) => new Date(ms).toISOString();

function documents() {
  return sampleEvent().documents.flatMap(({ kind, json: document }) =>
    answers(JSON.parse(document), (bent) => {
      if (!isOfKind(kind, bent)) throw new VerifyError('document', `no ${kind}`);
    }),
  );
}

function removals() {
  const [{ value }] = load('removals.json').metadata;
  const removal = { digest: '0'.repeat(64), kind: 'text', replacement: '1'.repeat(64) };
  return [
    ...answers(value, parseRemoval),
    ...answers(removal, (bent) => {
      if (!isRemoval(bent)) throw new VerifyError('removal', 'no removal');
    }),
  ];
}

function epochs() {
  const root = fixedBytes('root', 32);
  const epoch = {
    ...{ v: 1, cause: 'restored', origin: signer.name, size: 3 },
    previous: {
      ...{ origin: signer.name, size: 7, root: toBase64(root) },
      checkpoint: signNote(formatCheckpoint({ origin: signer.name, size: 7, root }), [signer]),
    },
  };
  const line = (metadata: JsonValue) => ({
    ...{ seq: 3, salt: toHex(fixedBytes('salt', 16)) },
    metadata: sorted(metadata),
  });
  return [
    ...answers({ epoch }, (bent) => parseEpochs(formatEpochs([line(bent)]))),
    ...answers(line({ epoch }), (bent) => parseEpochs(`${json(bent)}\n`)),
  ];
}

/** A policy that holds, with one more line. */
function policyLines() {
  const other = ed25519Signer('log.example/other', fixedBytes('other log', 32)).vkey;
  const witness = (name: string) => cosigner(`witness.example/${name}`, fixedBytes(name, 32)).vkey;
  const good = [
    `log ${signer.vkey}`,
    `witness A ${witness('a')} https://witness.example/a`,
    `witness B ${witness('b')}`,
  ];
  const [c] = [witness('c')];
  const lines = [
    ...[
      '',
      '#',
      '# comment',
      ' # comment',
      '#comment',
      'x # comment',
      'log',
      `log  ${other}`,
      `log ${other} url`,
    ],
    ...[
      `log ${other} url more`,
      `\tlog\t${other}\t`,
      `log ${other}\r`,
      'log x',
      'witness',
      'witness C',
      `witness C ${c} url`,
    ],
    ...[
      `witness C ${c} url more`,
      `witness none ${c}`,
      `witness A ${c}`,
      `witness C ${witness('a')}`,
      'group',
      'group g',
    ],
    ...[
      'group g any',
      'group g all',
      'group none any A',
      'group g any A',
      'group g all A B',
      'group g 1 A B',
      'group g 2 A B',
    ],
    ...[
      'group g 3 A B',
      'group g 0 A B',
      'group g 01 A B',
      'group g 1x A B',
      'group g x1 A B',
      'group g 10000 A B',
    ],
    ...[
      'group g any A A',
      'group g any C',
      'group A any B',
      'group g any g',
      'quorum',
      'quorum none',
      'quorum B',
      'quorum A B',
    ],
  ];
  const read = (text: string) => {
    const { logs, witnesses, groups, quorum } = parsePolicy(text);
    return { logs: logs.length, witnesses: witnesses.map(({ name }) => name), groups, quorum };
  };
  return lines.map((line) => {
    const text = [...good, line, 'quorum A', ''].join('\n');
    return [line.replaceAll(c, '<c>').replaceAll(other, '<other>'), refusal(() => read(text)) ?? read(text)];
  });
}

/** What reads each form, by its name. */
export const forms: Record<string, () => unknown[] | Promise<unknown[]>> = {
  affidavitForms: affidavits,
  certificateForms: certificates,
  documentForms: documents,
  entryForms: () =>
    answers(JSON.parse(JSON.stringify(sampleEvent().entry)), (bent) => parseEntry(sorted(bent))),
  epochForms: epochs,
  policyLines,
  removalForms: removals,
};
