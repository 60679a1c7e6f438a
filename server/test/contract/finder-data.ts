/** Random events for the finder, and random filters that match some of them. */
import fc from 'fast-check';
import type { EventFilter, Members } from '../../src/app/ports/finding.ts';
import type { Company } from '../../src/app/ports.ts';
import type { ModelEvent, Names } from './finder-model.ts';
import { type EventSpec, type Kit, NOON } from './kit.ts';
import type { Ground } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

export const TYPES = ['COMPANY_DATA_UPDATED', 'POLICY_APPROVED', 'AUTOPILOT_TEST_RUN', 'É_TYPE', '🙂_TYPE'];
export const CATEGORIES = ['COMPANY', 'POLICY', 'TEST'];
export const SOURCES = ['APP', 'AUTOPILOT', 'PUBLIC_API'];
export const STATUSES = ['PASSED', 'FAILED', 'ERROR'];
const DESCRIPTIONS = ['', 'a', 'B', 'b "quoted"', 'Ä', '\uffff', '🙂', 'Ann signed the École policy'];
const SAYINGS = [
  'Ann',
  'ANN lee',
  'naïve café',
  'signed-by: bob@example.com',
  'x'.repeat(70),
  '東京',
  'NULL',
  '*',
];

/** Texts to search for: words, prefixes, and what must not be taken for a query language. */
export const ASKED = [
  'ann',
  'ÄNN',
  'policy signed',
  'nai*',
  'x'.repeat(70),
  'x*',
  '京',
  '7',
  'never',
  '',
  '"ann',
  'ann OR never',
  'text: ann',
  'NOT ann*',
  "'); --",
  'NEAR(ann lee)',
  '{ann} + ^lee',
];

/** Users 1 to 4 have names, some of them equal or missing; user 5 acts without being in the directory. */
export const PEOPLE = new Map<number, Names>([
  [1, { lastName: 'Smith', firstName: 'Sally' }],
  [2, { lastName: 'Smith', firstName: null }],
  [3, { lastName: null, firstName: 'Zoe' }],
  [4, { lastName: 'Smith', firstName: 'Sally' }],
]);

/** Any of twenty seconds. */
const soon = ({ random }: Kit) => NOON + random.int(20) * 1_000;

function randomSpec(kit: Kit, timeOf: (kit: Kit) => number): EventSpec & { createdAt: number } {
  const { random } = kit;
  const maybe = <T>(value: T): T | null => (random.int(3) === 0 ? null : value);
  return {
    type: random.pick(TYPES),
    category: random.pick(CATEGORIES),
    source: random.pick(SOURCES),
    status: maybe(random.pick(STATUSES)),
    createdAt: timeOf(kit),
    actorId: maybe(1 + random.int(5)),
    description: random.pick(DESCRIPTIONS),
    metadata: maybe({
      ann: random.pick(SAYINGS),
      list: [random.int(9), true, { deep: random.pick(SAYINGS) }],
    }),
    test: maybe({
      testName: maybe(random.pick(SAYINGS)),
      requestDescription: maybe(random.pick(SAYINGS)),
      issues: [{ externalId: random.pick(SAYINGS) }],
    }),
    connectionId: maybe(1 + random.int(3)),
    workspaceId: maybe(1 + random.int(2)),
    testId: maybe(1 + random.int(4)),
    controlIds: Array.from({ length: random.int(4) }, () => 1 + random.int(5)),
    mentions: [{ userId: 1 + random.int(5), role: 'target' }],
  };
}

/** Records `count` random events, with the people of the directory, in a few commits a second apart. */
export async function populate(
  { store, kit }: Ground,
  company: Company,
  count: number,
  timeOf = soon,
): Promise<ModelEvent[]> {
  const people = [...PEOPLE].map(([id, names]) => ({ do: 'put' as const, row: kit.user(id, names) }));
  await commitAll(store, [kit.item(company, { changes: people })]);
  return recordRandom({ store, kit, company }, count, timeOf);
}

/** Records `count` random events more. */
export async function recordRandom(
  { store, kit, company }: Ground,
  count: number,
  timeOf = soon,
): Promise<ModelEvent[]> {
  const model: ModelEvent[] = [];
  while (model.length < count) {
    const specs = Array.from({ length: Math.min(30, count - model.length) }, () => randomSpec(kit, timeOf));
    const events = specs.map((spec) => kit.event(company, spec));
    const now = NOON + model.length * 33;
    const [recorded] = await commitAll(store, [kit.item(company, { now, events })]);
    for (const [i, spec] of specs.entries()) {
      const { seq, recordedAt } = recorded![i]!;
      model.push({
        ...spec,
        controlIds: [...new Set(spec.controlIds)],
        id: events[i]!.entry.id,
        seq,
        recordedAt,
      });
    }
  }
  return model;
}

const second = fc.integer({ min: -1, max: 20 }).map((seconds) => NOON + seconds * 1_000);
const listOf = <T>(...values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 3 });

/** Members of a filter, each with some values, among them null and values that nothing has. */
const members: { [Name in keyof Members]-?: fc.Arbitrary<NonNullable<Members[Name]>> } = {
  type: listOf(...TYPES, 'NEVER'),
  source: listOf(...SOURCES),
  category: listOf(...CATEGORIES, 'NEVER'),
  status: listOf(...STATUSES, 'NEVER', null),
  userId: listOf(1, 2, 3, 4, 5, 6, null),
  connectionId: listOf(1, 2, 3, 4, null),
  workspaceId: listOf(1, 2, 3, null),
  testId: listOf(1, 2, 3, 4, 5, null),
  controlId: listOf(1, 2, 3, 4, 5, 6),
};

/** Filters of any shape, with few enough members that most of them match something. */
export function anyFilter(model: readonly ModelEvent[]): fc.Arbitrary<EventFilter> {
  const rest = {
    id: fc.constantFrom(model[3]!.id, '00000000-0000-0000-0000-000000000000', 'no id'),
    createdFrom: second,
    createdTo: second,
    recordedFrom: second,
    recordedTo: second,
    mostRecent: fc.boolean(),
    text: fc.constantFrom(...ASKED),
  };
  const all: Record<string, fc.Arbitrary<unknown>> = { ...members, ...rest };
  const filter = fc
    .uniqueArray(fc.constantFrom(...Object.keys(all)), { maxLength: 3 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, all[name]!]))));
  const not = fc
    .uniqueArray(fc.constantFrom(...Object.keys(members)), { maxLength: 2 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, all[name]!]))));
  return fc
    .tuple(filter, fc.option(not, { nil: undefined }))
    .map(([is, isNot]) => (isNot === undefined ? is : { ...is, not: isNot })) as fc.Arbitrary<EventFilter>;
}
