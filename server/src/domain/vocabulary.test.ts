import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import * as vocabulary from './vocabulary.ts';

const contract = join(import.meta.dirname, '../../../../shared/contract');

/** The text of a contract file, or null after a visible skip. */
function contractFile(t: TestContext, name: string): string | null {
  const path = join(contract, name);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  t.skip(`the contract's ${name} is not beside the repository`);
  return null;
}

/** Names in backticks of the section that begins with `heading`, up to the next heading. */
function namesOf(facts: string, heading: string): string[] {
  const start = facts.indexOf(`\n${heading}`) + 1;
  const end = facts.indexOf('\n#', start);
  assert.ok(start > 0 && end > start, `no section ${heading}`);
  return [...facts.slice(facts.indexOf('\n', start), end).matchAll(/`([A-Z0-9_]+)`/g)].map((m) => m[1] ?? '');
}

/** The comma-separated names that follow `lead`. */
function listAfter(facts: string, lead: string): string[] {
  const from = facts.indexOf(lead);
  assert.ok(from >= 0, `no ${lead}`);
  const list = /^[A-Z0-9_]+(?:, [A-Z0-9_]+)*/.exec(facts.slice(from + lead.length).trimStart());
  return list?.[0].split(', ') ?? [];
}

const sha256 = (list: Iterable<unknown>) =>
  createHash('sha256')
    .update([...list].join('\n'))
    .digest('hex');

const frozen: readonly [string, readonly string[] | ReadonlyMap<number, string | null>, number, string][] = [
  ['eventTypes', vocabulary.eventTypes, 871, '6ef9e3ad2cc88686bbd02d7ae2bd74ba'],
  ['statuses', vocabulary.statuses, 5, '8f7a66d9df8cc2b0e72d659e222a1e27'],
  ['sources', vocabulary.sources, 7, '3d88ff27f130551ea06046e18ca34675'],
  ['categories', vocabulary.categories, 43, '0672b4dd41ced30ad09b2cef790cfa10'],
  ['roles', vocabulary.roles, 35, '72e83a9ae83b1d0078a23ee4615313df'],
  ['clientTypes', vocabulary.clientTypes, 297, '78e786716969ea5fa0bc5d7ff5df270c'],
  ['connectionStates', vocabulary.connectionStates, 4, '32b9155fb50f0a0f17309efd496703d3'],
  ['providerTypes', vocabulary.providerTypes, 26, '97a696db2971713cd5cd43e39079569b'],
  ['backgroundCheckStatuses', vocabulary.backgroundCheckStatuses, 6, '9b639eaf0122acd1216ae6a5f7af7d49'],
  ['backgroundCheckTypes', vocabulary.backgroundCheckTypes, 8, '597bd0b9f14715260c9b13eb081f7c8a'],
  ['backgroundCheckSources', vocabulary.backgroundCheckSources, 8, '45525d92359f67fcd71a0e0d5ce2678d'],
  ['userDocumentTypes', vocabulary.userDocumentTypes, 10, '1a170173548fd56b966302857e384943'],
  ['connectionCodes', vocabulary.connectionCodes, 564, 'a51e0cfb26eda465dffb7b0c4a7308f6'],
];

describe('vocabulary', () => {
  it('keeps every list as it was frozen: lists only grow at the end', () => {
    for (const [name, words, count, hash] of frozen) {
      const list = words instanceof Map ? [...words].map(([code, word]) => `${code} ${word}`) : [...words];
      assert.equal(
        sha256(list.slice(0, count)).slice(0, hash.length),
        hash,
        `${name} must keep its first ${count} members`,
      );
      assert.equal(new Set(list).size, list.length, `${name} must not repeat a member`);
    }
  });

  it('answers for its own names and for no others', () => {
    assert.equal(vocabulary.eventTypes.every(vocabulary.isEventType), true);
    assert.equal(vocabulary.categories.every(vocabulary.isCategory), true);
    assert.equal(vocabulary.isConnectionCode(10010), true);
    for (const stranger of ['', 'company', 'toString', '__proto__', 'COMPANY ', 'UNKNOWN_TYPE'])
      for (const is of [
        vocabulary.isEventType,
        vocabulary.isCategory,
        vocabulary.isSource,
        vocabulary.isRole,
      ])
        assert.equal(is(stranger), false, stranger);
    assert.equal(vocabulary.isConnectionCode(Number.NaN), false);
  });

  it('has the event types of the contract, in its order, with their first appearance', (t) => {
    const file = contractFile(t, 'event-types.tsv');
    if (file === null) return;
    const rows = file
      .trim()
      .split('\n')
      .map((line) => line.replace('\t', ' '));
    const ours = vocabulary.eventTypes.map((name) => {
      const since = vocabulary.eventTypeSince.get(name);
      return `${name} ${since === '2026-04' ? 'v1+v2' : 'v2'} ${since}`;
    });
    assert.deepEqual(ours, rows);
  });

  it('has the connection codes of the contract, with their names', (t) => {
    const file = contractFile(t, 'error-codes.tsv');
    if (file === null) return;
    const rows = file
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    const ours = [...vocabulary.connectionCodes];
    assert.deepEqual(
      ours,
      rows.map(([code, name]) => [Number(code), name === '' || name === undefined ? null : name]),
    );
  });

  it('has the enumerations of the contract', (t) => {
    const facts = contractFile(t, 'FACTS.md');
    if (facts === null) return;
    assert.deepEqual(vocabulary.categories, namesOf(facts, '### 4.3'));
    assert.deepEqual(vocabulary.roles, namesOf(facts, '### 4.5'));
    const september = ['CERTN_CENTRIC', 'DATAGRAIL', 'LEEN_SOCKET'];
    assert.deepEqual(vocabulary.clientTypes, [...namesOf(facts, '### 4.6'), ...september]);
    assert.deepEqual(vocabulary.providerTypes, namesOf(facts, '### 4.8'));
    assert.deepEqual([...vocabulary.statuses], listAfter(facts, '4.1 Event status (nullable):'));
    assert.deepEqual(vocabulary.sources, listAfter(facts, '4.2 Event source (7):'));
    assert.deepEqual([...vocabulary.connectionStates], listAfter(facts, 'v1 (filter and compact object):'));
    assert.deepEqual(vocabulary.backgroundCheckStatuses, listAfter(facts, '4.9 Background check\nstatus:'));
    assert.deepEqual(vocabulary.backgroundCheckTypes, listAfter(facts, 'OUT_OF_SCOPE. type:'));
    assert.deepEqual(vocabulary.backgroundCheckSources, listAfter(facts, 'VETTY. source (nullable):'));
    assert.deepEqual(vocabulary.userDocumentTypes, listAfter(facts, 'User document type:'));
  });
});
