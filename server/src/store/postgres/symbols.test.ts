import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import type { Asking, Reads } from './sight.ts';
import { Symbols } from './symbols.ts';

/** A table of symbols that can be exchanged, as by a failover that lost what was committed last. */
function tableOf(words: Map<number, string>) {
  let asked = 0;
  const query = async ({ name, values = [] }: pg.QueryConfig) => {
    asked += 1;
    const rows = [...words].map(([code, word]) => ({ code, word, digest: null }));
    const member = name === 'symbols' ? 'code' : 'word';
    return { rows: rows.filter((row) => values[1]?.includes(row[member])) };
  };
  const asking: Asking = { query: query as Asking['query'] };
  const reads: Reads = { of: () => asking, across: asking };
  return { reads, asked: () => asked };
}

test('what a code stands for is asked once, as long as the history is the same', async () => {
  const words = new Map([[1, 'POLICY']]);
  const { reads, asked } = tableOf(words);
  let history = 'a 1';
  const symbols = new Symbols(reads, () => history);
  for (let i = 0; i < 2; i++) {
    assert.equal((await symbols.values(7, [1, null, 1])).get(1)?.word, 'POLICY');
    assert.equal((await symbols.codes(7, ['POLICY'])).get('POLICY'), 1);
  }
  assert.equal(asked(), 2);
  words.set(1, 'VENDOR');
  history = 'b 2';
  assert.equal((await symbols.values(7, [1])).get(1)?.word, 'VENDOR');
  assert.equal((await symbols.codes(7, ['POLICY'])).size, 0);
});

test('what is not there is asked for again', async () => {
  const words = new Map<number, string>();
  const { reads } = tableOf(words);
  const symbols = new Symbols(reads, () => '');
  assert.equal((await symbols.codes(7, ['POLICY'])).size, 0);
  assert.equal((await symbols.values(7, [1])).size, 0);
  words.set(1, 'POLICY');
  assert.equal((await symbols.codes(7, ['POLICY'])).get('POLICY'), 1);
  assert.equal((await symbols.values(7, [1])).get(1)?.word, 'POLICY');
});
