import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../../domain/limits.ts';
import { makeLinks, type SignedLink } from './links.ts';
import { makeSecrets } from './secrets.ts';

const COMPANY = { uuid: '11111111-2222-4333-8444-555555555555' };
const OTHER = '99999999-2222-4333-8444-555555555555';
const FILE = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const START = Date.UTC(2026, 0, 1);
let now = START;
const secrets = makeSecrets(new Uint8Array(32).fill(7));
const links = makeLinks({ secrets, world: { now: () => now } });

function parse(url: string): SignedLink {
  const { pathname, searchParams } = new URL(url);
  const [, , company = '', file = ''] = pathname.split('/');
  return {
    company,
    file,
    expires: searchParams.get('expires') ?? '',
    signature: searchParams.get('signature') ?? '',
  };
}

test('a link is good for ten minutes to the second, and not a millisecond longer', () => {
  now = START;
  const url = links.sign(COMPANY, FILE, 'https://affidavit.example.com/base');
  assert.ok(url.startsWith(`https://affidavit.example.com/base/files/${COMPANY.uuid}/${FILE}?expires=`));
  const link = parse(new URL(url.replace('/base', '')).href);
  assert.equal(links.judge(link), 'good');
  now = START + limits.signedLinkMs - 1;
  assert.equal(links.judge(link), 'good');
  now = START + limits.signedLinkMs;
  assert.equal(links.judge(link), 'expired');
});

test('the same link for another company, file, time or master seed is wrong', () => {
  now = START;
  const link = parse(links.sign(COMPANY, FILE, 'http://x'));
  const later = String(Number(link.expires) + 1);
  for (const edited of [
    { ...link, company: OTHER },
    { ...link, file: OTHER },
    { ...link, expires: later },
    { ...link, expires: `0${link.expires}` },
    { ...link, signature: '' },
    { ...link, signature: `${link.signature}=` },
    { ...link, signature: parse(links.sign({ uuid: OTHER }, FILE, 'http://x')).signature },
  ])
    assert.equal(links.judge(edited), 'wrong', JSON.stringify(edited));
  const elsewhere = makeLinks({
    secrets: makeSecrets(new Uint8Array(32).fill(8)),
    world: { now: () => now },
  });
  assert.equal(elsewhere.judge(link), 'wrong');
});

test('no other text is taken for a signature', () => {
  now = START;
  const link = parse(links.sign(COMPANY, FILE, 'http://x'));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.nat(42).map(flip)), (signature) => {
      assert.equal(links.judge({ ...link, signature }), signature === link.signature ? 'good' : 'wrong');
    }),
  );
  function flip(at: number): string {
    const other = link.signature[at] === 'A' ? 'B' : 'A';
    return link.signature.slice(0, at) + other + link.signature.slice(at + 1);
  }
});
