import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import { actorTag, digestOf, isDocumentKind, snapshotSalt } from './digest.ts';
import type { DocumentKind } from './documents.ts';
import { toHex } from './hash.ts';

const salt = fc.uint8Array({ minLength: 16, maxLength: 16 });
const kind = fc.constantFrom<DocumentKind>('text', 'person', 'backgroundCheck', 'workspace', 'owner');
const id = fc.maxSafeNat();

test('a digest is SHA-256 over label, kind, salt and bytes', () => {
  fc.assert(
    fc.property(kind, salt, fc.string({ unit: 'binary' }), (k, s, json) => {
      const hash = createHash('sha256').update(`affidavit/part/v1\0${k}\0`).update(s).update(json, 'utf8');
      assert.equal(digestOf(k, s, json), hash.digest('hex'));
    }),
  );
});

test('a snapshot salt is half an HMAC-SHA256 over label, kind, id and version', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), kind, id, id, (key, k, i, version) => {
      const mac = createHmac('sha256', key).update(`affidavit/salt/v1\0${k}\0${i}\0${version}`);
      assert.equal(toHex(snapshotSalt(key, k, i, version)), mac.digest('hex').slice(0, 32));
    }),
  );
});

test('an actor tag is SHA-256 over label, tag salt and user id', () => {
  fc.assert(
    fc.property(salt, id, (s, userId) => {
      const hash = createHash('sha256').update('affidavit/actor/v1\0').update(s).update(String(userId));
      assert.equal(actorTag(s, userId), hash.digest('hex'));
    }),
  );
});

test('the hash that is given is the one that is used', () => {
  const zeros = () => new Uint8Array(32);
  assert.equal(digestOf('text', new Uint8Array(16), '{}', zeros), '00'.repeat(32));
  assert.equal(actorTag(new Uint8Array(16), 1, zeros), '00'.repeat(32));
});

test('salts of another length and ids that are no integers are refused', () => {
  for (const length of [0, 15, 17, 32]) {
    refuses(() => digestOf('text', new Uint8Array(length), '{}'));
    refuses(() => actorTag(new Uint8Array(length), 1));
  }
  for (const bad of [1.5, Number.NaN, 2 ** 53]) {
    refuses(() => actorTag(new Uint8Array(16), bad));
    refuses(() => snapshotSalt(new Uint8Array(32), 'person', bad, 1));
    refuses(() => snapshotSalt(new Uint8Array(32), 'person', 1, bad));
  }
});

test('kinds', () => {
  assert.ok(isDocumentKind('userDocument'));
  for (const other of ['', 'Text', 'constructor', '__proto__']) assert.ok(!isDocumentKind(other), other);
});
