import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8Bytes } from './hash.ts';
import { ed25519Signer, openNote, parseVkey, signNote } from './note.ts';
import { rememberingTrue } from './remembered.ts';

test('what held is not computed again; what did not hold, or is another input, is', () => {
  let asked = 0;
  const even = rememberingTrue((bytes) => {
    asked += 1;
    return bytes!.length % 2 === 0;
  });
  const ask = (length: number, times: number) => {
    const before = asked;
    const answers = new Set(Array.from({ length: times }, () => even(new Uint8Array(length))));
    return { answers: [...answers], asked: asked - before };
  };
  assert.deepEqual(ask(2, 5), { answers: [true], asked: 1 });
  assert.deepEqual(ask(3, 5), { answers: [false], asked: 5 });
  for (let length = 4; length <= 400; length += 2) assert.deepEqual(ask(length, 2).answers, [true]);
  // Forgotten among so many, and learnt again.
  assert.deepEqual(ask(2, 5), { answers: [true], asked: 1 });
});

test('a signature that held does not hold for another text, key or signature', () => {
  const name = 'example.com/log';
  const [mine, other] = [1, 2].map((fill) => ed25519Signer(name, new Uint8Array(32).fill(fill)));
  const note = signNote('one\n', [mine!]);
  const key = parseVkey(mine!.vkey);
  for (let i = 0; i < 2; i++) assert.deepEqual(openNote(note, [key]).verified, [name]);
  const signature = mine!.sign(utf8Bytes('one\n'));
  assert.ok(key.verify(utf8Bytes('one\n'), signature));
  assert.ok(!key.verify(utf8Bytes('two\n'), signature));
  assert.ok(!key.verify(utf8Bytes('one\n'), signature.with(0, signature[0]! ^ 1)));
  assert.ok(!key.verify(utf8Bytes('one\n'), signature.with(63, signature[63]! ^ 1)));
  assert.ok(!parseVkey(other!.vkey).verify(utf8Bytes('one\n'), signature));
});
