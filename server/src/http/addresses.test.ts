import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressSet, plainAddress, sourceAddress } from './addresses.ts';

test('a set holds addresses and ranges of both families, mapped or not', () => {
  const set = addressSet(['192.0.2.7', '10.0.0.0/8', '2001:db8::/32', '::ffff:198.51.100.0/120', '::1']);
  assert.deepEqual(set.invalid, []);
  for (const inside of ['192.0.2.7', '::ffff:192.0.2.7', '10.255.0.1', '2001:db8::1', '198.51.100.9', '::1'])
    assert(set.has(inside), inside);
  for (const outside of ['192.0.2.8', '11.0.0.1', '2001:db9::1', '198.51.101.9', '::2', '', 'localhost'])
    assert(!set.has(outside), outside);
});

test('what is no address or range matches nothing, and is named', () => {
  const bad = [
    '',
    'example.com',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '::/129',
    '300.1.1.1',
    '::ffff:10.0.0.0/8',
  ];
  const set = addressSet(bad);
  assert.deepEqual(set.invalid, bad);
  assert(!set.has('10.0.0.1'));
});

test('a range holds exactly the addresses that share its prefix', () => {
  const number = fc.nat(2 ** 32 - 1);
  const text = (n: number) => [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join('.');
  fc.assert(
    fc.property(number, fc.nat(32), number, fc.boolean(), (base, bits, other, near) => {
      const address = near ? (base ^ (other % 1024)) >>> 0 : other;
      const size = 2 ** (32 - bits);
      const expected = Math.floor(base / size) === Math.floor(address / size);
      assert.equal(addressSet([`${text(base)}/${bits}`]).has(text(address)), expected);
    }),
  );
});

test('addresses are written in one way', () => {
  assert.equal(plainAddress('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(plainAddress('0:0:0:0:0:FFFF:192.0.2.1'), '192.0.2.1');
  assert.equal(plainAddress('fe80::1%eth0'), 'fe80::1');
  assert.equal(plainAddress('2001:db8::1'), '2001:db8::1');
});

test('X-Forwarded-For counts only as far as trusted proxies vouch for it', () => {
  const trusted = addressSet(['10.0.0.0/8']);
  const cases: [string, string | undefined, string][] = [
    ['203.0.113.9', '192.0.2.1', '203.0.113.9'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['::ffff:10.0.0.1', '192.0.2.1', '192.0.2.1'],
    ['10.0.0.1', '198.51.100.66, 192.0.2.1', '192.0.2.1'],
    ['10.0.0.1', '198.51.100.66, 192.0.2.1, 10.0.0.2', '192.0.2.1'],
    ['10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['10.0.0.1', '192.0.2.1, <script>, 10.0.0.2', '10.0.0.2'],
    ['10.0.0.1', '', '10.0.0.1'],
  ];
  for (const [peer, header, expected] of cases) {
    assert.equal(sourceAddress(peer, header, trusted), expected, `${peer} / ${header}`);
    assert.equal(sourceAddress(peer, header, null), plainAddress(peer));
  }
});
