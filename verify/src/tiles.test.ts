import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refuses } from '../test/refuses.ts';
import {
  formatBundle,
  formatTile,
  numberPath,
  parseBundle,
  parseTile,
  parseTilePath,
  type Tile,
  tilePath,
  tilesOf,
  widthAt,
} from './tiles.ts';

test('paths are written as tlog-tiles has them, and read back', () => {
  assert.equal(numberPath(1234067), 'x001/x234/067');
  assert.equal(numberPath(0), '000');
  assert.equal(tilePath({ level: 0, index: 1234067, width: 256 }), 'tile/0/x001/x234/067');
  assert.equal(tilePath({ level: 'entries', index: 273, width: 112 }), 'tile/entries/273.p/112');
  fc.assert(
    fc.property(
      fc.record<Tile>({
        level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
        index: fc.maxSafeNat(),
        width: fc.integer({ min: 1, max: 256 }),
      }),
      (tile) => assert.deepEqual(parseTilePath(tilePath(tile)), { ...tile }),
    ),
  );
});

test('another spelling is no path', () => {
  const wrong = [
    '',
    'tile/0',
    'tile/0/',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/x001/x000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000/',
    '/tile/0/000',
    'tile/data/000',
    'tile/entries/x000/../000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/000\n',
  ];
  for (const path of wrong) assert.equal(parseTilePath(path), null, path);
});

test('the tiles of a tree are those of the published example', () => {
  const count = (level: Tile['level'], size: number) => [...tilesOf(level, size)].map(({ width }) => width);
  assert.equal(count(0, 70_000).length, 274);
  assert.deepEqual(count(0, 70_000).slice(-2), [256, 112]);
  assert.equal(count('entries', 70_000).at(-1), 112);
  assert.deepEqual(count(1, 70_000), [256, 17]);
  assert.deepEqual(count(2, 70_000), [1]);
  assert.deepEqual(
    [0, 1, 2].map((level) => count(level, 256)),
    [[256], [1], []],
  );
  assert.deepEqual(count(0, 0), []);
  assert.equal(widthAt(0, 2, 512), 0);
  assert.equal(widthAt(0, 99, 512), 0);
});

test('bundles and tiles are read back; one byte more, less, or another count is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 30 }), (entries) => {
      const bytes = formatBundle(entries);
      assert.deepEqual(
        parseBundle(bytes, entries.length),
        entries.map((entry) => Uint8Array.from(entry)),
      );
      for (const wrong of [
        () => parseBundle(bytes, entries.length + 1),
        () => parseBundle(bytes, entries.length - 1),
        () => parseBundle(bytes.slice(0, -1), entries.length),
        () => parseBundle(Uint8Array.from([...bytes, 0]), entries.length),
      ])
        refuses(wrong);
    }),
  );
  const hashes = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  assert.deepEqual(parseTile(formatTile(hashes), 2), hashes);
  assert.throws(() => parseTile(formatTile(hashes), 1), /1 hashes have 32 bytes, not 64/);
  refuses(() => parseTile(formatTile(hashes).slice(1), 2));
});

test('an entry of the largest size has both bytes of its length', () => {
  const entry = new Uint8Array(65_535).fill(7);
  const bytes = formatBundle([entry]);
  assert.deepEqual([...bytes.subarray(0, 2)], [255, 255]);
  assert.deepEqual(parseBundle(bytes, 1), [entry]);
});
