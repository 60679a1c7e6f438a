/** One measurement of `npm run bench -- verify` in a process of its own, so that its peak of memory is its own: prints JSON. */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import {
  certificateHead,
  certificateLines,
  entryJson,
  Frontier,
  formatCheckpoint,
  leafHash,
  type Sha256,
  sha256,
  signNote,
  verifyAffidavit,
  verifyCertificate,
} from '@affidavit/verify';
import { openSystem } from '../../server/src/compose.ts';
import { readConfig } from '../../server/src/config.ts';
import {
  COMPANY,
  ORIGIN,
  type SampleEvent,
  sampleAffidavit,
  sampleEvent,
  signer,
  smallEvent,
} from '../../verify/scripts/sample.ts';
import { entryPages, FILTER, nativeSha256, PERIOD } from './verify-data.ts';

const SECONDS = 4;
/** More than the verifier remembers. */
const CHECKPOINTS = 200;

type Answer = Record<string, number>;

async function timed(run: () => Promise<Answer | undefined>): Promise<Answer> {
  const start = performance.now();
  const answer = await run();
  return {
    ...answer,
    seconds: (performance.now() - start) / 1_000,
    peakMb: process.resourceUsage().maxRSS / 1_024,
  };
}

/** Writes the certificate of a log of `count` events. Making the log and its tree is not counted. */
async function build(count: number, file: string): Promise<Answer> {
  const tree = new Frontier(nativeSha256);
  let entryBytes = 0;
  for (const page of entryPages(count)) {
    for (const entry of page) {
      const json = entryJson(entry);
      entryBytes += json.length;
      tree.append(leafHash(json, nativeSha256));
      tree.takeTiles();
    }
  }
  const checkpoint = signNote(formatCheckpoint({ origin: ORIGIN, size: count, root: tree.root() }), [signer]);
  const head = await certificateHead(
    {
      ...{ company: COMPANY, origin: ORIGIN, period: PERIOD, filter: FILTER, opening: null },
      ...{ first: 0, before: null, size: count, checkpoint, vkey: signer.vkey },
    },
    async () => [],
  );
  const made = await timed(async () => {
    const lines = certificateLines(head, entryPages(count), nativeSha256);
    await pipeline(Readable.from(lines, { objectMode: false }), createGzip(), createWriteStream(file));
    return undefined;
  });
  const making = performance.now();
  for (const page of entryPages(count)) if (page.length === 0) break;
  const pagesSeconds = (performance.now() - making) / 1_000;
  return { ...made, pagesSeconds, bytes: statSync(file).size, entryBytes };
}

async function check(file: string, hash: Sha256): Promise<Answer> {
  return timed(async () => {
    const chunks = createReadStream(file, { highWaterMark: 65_536 });
    const report = await verifyCertificate(chunks, { vkeys: [signer.vkey] }, hash);
    if (report.outcome !== 'verified') throw new Error(report.failure?.message);
    return { ...report.counts };
  });
}

/** Affidavits a second on one core: `apart` each under a checkpoint of its own, else all under one. */
async function affidavits(event: SampleEvent, apart: boolean, hash: Sha256): Promise<Answer> {
  const ids = Array.from({ length: apart ? CHECKPOINTS : 1 }, (_, n) => n.toString(16).padStart(12, '0'));
  const files: string[] = [];
  for (const id of ids) {
    const entry = { ...event.entry, id: `00000000-0000-7000-8000-${id}` };
    files.push(JSON.stringify(await sampleAffidavit({ ...event, entry })));
  }
  const once = (n: number) => {
    const { outcome, failure } = verifyAffidavit(files[n % files.length]!, { vkeys: [signer.vkey] }, hash);
    if (outcome !== 'verified') throw new Error(failure?.message);
  };
  for (let n = 0; n < CHECKPOINTS; n++) once(n);
  const start = performance.now();
  let done = 0;
  while (performance.now() < start + SECONDS * 1_000) once(done++);
  return { rate: (done / (performance.now() - start)) * 1_000, bytes: files[0]!.length };
}

/** The same log in an embedded store, and the certificate as the server makes it. */
async function store(count: number, folder: string): Promise<Answer> {
  const system = await openSystem(readConfig({ data: folder }, {}), (error) => {
    throw error;
  });
  try {
    const origin = `affidavit.log/${'bench'.repeat(5)}a`;
    const company = await system.store.access.createCompany({
      ...{
        uuid: COMPANY,
        name: 'Bench',
        origin,
        generation: 1,
        logKeys: [],
        createdAt: Date.parse(PERIOD.from),
      },
    });
    const part = { salt: new Uint8Array(16), json: '{}' };
    for (const page of entryPages(count)) {
      const events = page.map(({ recordedAt: _, ...entry }) => {
        const { metadata, test } = entry.parts;
        const parts = {
          text: part,
          metadata: metadata === null ? null : part,
          test: test === null ? null : part,
        };
        return { entry, parts, mentions: [], draftMac: null };
      });
      const now = Date.parse(page.at(-1)!.recordedAt);
      const item = { company: company.company, now, directoryVersion: null, changes: [], snapshots: [] };
      await system.store.ledger.commit([{ ...item, events, idempotency: null }]);
    }
    await system.signCheckpoints();
    const [from, to] = [Date.parse(PERIOD.from), Date.parse(PERIOD.to)];
    return await timed(async () => {
      const { bytes } = await system.certify(company, { from, to, filter: FILTER }, null);
      const file = join(folder, 'bench.certificate');
      await pipeline(bytes, createWriteStream(file));
      return { bytes: statSync(file).size };
    });
  } finally {
    await system.close();
  }
}

const [task = '', count = '0', file = ''] = process.argv.slice(2);
const tasks: Record<string, () => Promise<Answer>> = {
  build: () => build(Number(count), file),
  check: () => check(file, nativeSha256),
  'check-portable': () => check(file, sha256),
  full: () => affidavits(sampleEvent(), false, nativeSha256),
  small: () => affidavits(smallEvent(), false, nativeSha256),
  apart: () => affidavits(sampleEvent(), true, nativeSha256),
  portable: () => affidavits(sampleEvent(), false, sha256),
  store: () => store(Number(count), file),
};
const run = tasks[task];
if (run === undefined) throw new Error(`no task ${task}`);
console.log(JSON.stringify(await run()));
