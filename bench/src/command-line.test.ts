import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OptionKind, readCommandLine } from './command-line.ts';

const known: Readonly<Record<string, Record<string, OptionKind>>> = {
  quick: { record: 'flag' },
  soak: { minutes: 'number', events: 'number' },
};
const read = (line: string) => readCommandLine(line.split(' ').filter(Boolean), (name) => known[name] ?? {});

test('names and options are told apart', () => {
  assert.deepEqual(read(''), { names: [], options: {} });
  assert.deepEqual(read('read record-1'), { names: ['read', 'record-1'], options: {} });
  assert.deepEqual(read('quick --record'), { names: ['quick'], options: { record: 1 } });
  const soak = { names: ['soak'], options: { minutes: 2, events: 10_000 } };
  assert.deepEqual(read('soak --minutes 2 --events=10_000'), soak);
});

for (const [line, message] of [
  ['quick --recrod', 'there is no option "--recrod": "quick" takes --record'],
  ['quick -r', 'there is no option "-r": "quick" takes --record'],
  ['soak --minuts 2', 'there is no option "--minuts": "soak" takes --minutes, --events'],
  ['read --record', 'there is no option "--record": "read" takes no options'],
  ['--record', 'there is no option "--record": without the name of a scenario none is taken'],
  ['soak --toString', 'there is no option "--toString": "soak" takes --minutes, --events'],
  ['soak --minutes', '--minutes takes a whole number from 1 on, not ""'],
  ['soak --minutes half', '--minutes takes a whole number from 1 on, not "half"'],
  ['soak --minutes 0', '--minutes takes a whole number from 1 on, not "0"'],
] as const)
  test(`${line}: ${message}`, () => {
    assert.throws(() => read(line), { message });
  });
