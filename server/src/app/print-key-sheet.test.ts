import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { pdfThreads } from '../documents/pdf-threads.ts';
import { Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import type { Company } from './ports.ts';
import { printKeySheet } from './print-key-sheet.ts';
import { firstLogKey } from './shared/log-signer.ts';
import { makeSecrets } from './shared/secrets.ts';

const pdfs = pdfThreads();
after(() => pdfs.close());

const secrets = makeSecrets(new Uint8Array(32).fill(1));
const now = () => Date.parse('2026-07-01T12:00:00.000Z');
const print = printKeySheet({ pdfs, world: { now } });
const company = (number: number): Company => {
  const origin = `affidavit.log/samplesamplesamplesample2${number}`;
  return {
    company: number,
    uuid: '3f0c1f6e-54b2-4c3e-9a35-0d7f1a2b3c4d',
    name: 'Acme Inc.',
    origin,
    generation: 1,
    logKeys: [firstLogKey(secrets, origin)],
    createdAt: 0,
  };
};
const never = new AbortController().signal;

test('only so many sheets of a company are made at once; another company does not wait for them', async () => {
  const asked = Array.from({ length: limits.pdfsAtOnce + 2 }, () => print(company(2), never));
  const [other, ...outcomes] = await Promise.allSettled([print(company(3), never), ...asked]);
  assert.equal(other?.status, 'fulfilled');
  const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  assert.equal(refused.length, 2);
  for (const { reason } of refused) assert.ok(reason instanceof Refused && reason.refusal.is === 'busy');
  assert.equal((await print(company(2), never)).name, 'key-sheet-samplesamplesamplesample22.pdf');
});

test('whoever goes away leaves room for others', async () => {
  const reason = new Error('the client has gone');
  for (let i = 0; i <= limits.pdfsAtOnce; i++)
    await assert.rejects(print(company(2), AbortSignal.abort(reason)), reason);
  assert.ok((await print(company(2), never)).pdf.length > 0);
});
