/** Retention by the use-case itself, on every store: what it remembers never keeps it from taking what is due. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyRetention } from '../../src/app/apply-retention.ts';
import { manageLegalHolds } from '../../src/app/manage-legal-holds.ts';
import { manageRetention } from '../../src/app/manage-retention.ts';
import type { Retention, RetentionMark } from '../../src/app/ports/retention.ts';
import type { World } from '../../src/app/ports.ts';
import { changeDirectory } from '../../src/app/shared/change-directory.ts';
import { liveDirectories } from '../../src/app/shared/live-directory.ts';
import { removalEpochs } from '../../src/app/shared/removal-epochs.ts';
import { isoTime } from '../../src/domain/time.ts';
import { NOON, secrets } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const CATEGORIES = ['POLICY', 'COMPANY'] as const;
const HELD = 7;
const never = new AbortController().signal;

type Kind = 'plain' | 'by' | 'about';
type Rules = { category: string; days: number }[];
type Step =
  | { do: 'record'; category: string; age: number; kind: Kind }
  | { do: 'wait'; hours: number }
  | { do: 'rule'; rules: Rules }
  | { do: 'hold'; of: { from: number; to: number } | null }
  | { do: 'lift'; which: number }
  | { do: 'namesake'; here: boolean }
  | { do: 'apply' };

const days = fc.integer({ min: 0, max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('record' as const),
      category: fc.constantFrom(...CATEGORIES),
      age: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom<Kind>('plain', 'by', 'about'),
    }),
  },
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    do: fc.constant('rule' as const),
    rules: fc.uniqueArray(
      fc.record({ category: fc.constantFrom(...CATEGORIES), days: fc.integer({ min: 1, max: 25 }) }),
      { selector: ({ category }) => category },
    ),
  }),
  fc.record({
    do: fc.constant('hold' as const),
    of: fc.option(fc.tuple(days, days).map(([from, length]) => ({ from: from + length + 1, to: from }))),
  }),
  fc.record({ do: fc.constant('lift' as const), which: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant('namesake' as const), here: fc.boolean() }),
  { weight: 4, arbitrary: fc.constant({ do: 'apply' as const }) },
);

/** A company whose clock is moved by hand, and what should still be there of its events. */
class Model {
  now = NOON;
  readonly #ground: Ground;
  readonly #parts: ReturnType<typeof makeUseCases>;
  readonly #events: { seq: number; category: string; createdAt: number; kind: Kind; kept: boolean }[] = [];
  #rules: Rules = [];
  #holds: { id: number; of: { from: number; to: number } | null }[] = [];
  #namesake = false;
  /** How many events the finder has handed out. */
  read = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#parts = makeUseCases(ground, this);
  }

  begin = () => this.#parts.put(this.#ground.kit.user(HELD, { firstName: 'Hanna', lastName: 'Heldstone' }));

  async take(one: Step): Promise<void> {
    const { company } = this.#ground;
    const holder = { company, userId: null };
    if (one.do === 'wait') this.now += one.hours * HOUR;
    if (one.do === 'record') await this.#record(one.category, this.now - one.age * DAY, one.kind);
    if (one.do === 'rule') {
      await this.#parts.rules.set(company, null, one.rules);
      this.#rules = one.rules;
    }
    if (one.do === 'hold') {
      const of = one.of && { from: this.now - one.of.from * DAY, to: this.now - one.of.to * DAY };
      const { id } = await this.#parts.holds.put(holder, {
        userId: of === null ? HELD : null,
        from: of && isoTime(of.from),
        to: of && isoTime(of.to),
        reason: 'A case.',
      });
      this.#holds.push({ id, of });
    }
    const lifted = one.do === 'lift' ? this.#holds[one.which] : undefined;
    if (lifted !== undefined) {
      await this.#parts.holds.lift(holder, lifted.id);
      this.#holds = this.#holds.filter((hold) => hold !== lifted);
    }
    if (one.do === 'namesake') {
      // What is a name of two people tells of neither.
      this.#namesake = one.here;
      await this.#parts.put(this.#ground.kit.user(9, { lastName: one.here ? 'Heldstone' : 'Other' }));
    }
    if (one.do === 'apply') await this.apply();
  }

  /** Applies the rules, and compares with what every event says by itself. */
  async apply(): Promise<void> {
    let count = 0;
    for (const event of this.#events) {
      if (!event.kept || !this.#isDue(event)) continue;
      event.kept = false;
      count += 1;
    }
    assert.equal(await this.#parts.apply(never), count);
    const { store, company } = this.#ground;
    for (const { seq, kept } of this.#events) {
      const [stored] = await store.events.eventsFrom(company.company, seq, 1);
      assert.equal(stored?.parts.text !== null, kept, `event ${seq}`);
    }
  }

  #isDue({ category, createdAt, kind }: { category: string; createdAt: number; kind: Kind }): boolean {
    const rule = this.#rules.find((one) => one.category === category);
    if (rule === undefined || createdAt >= (Math.floor(this.now / DAY) - rule.days) * DAY) return false;
    return !this.#holds.some(({ of }) =>
      of === null
        ? kind === 'by' || (kind === 'about' && !this.#namesake)
        : of.from <= createdAt && createdAt < of.to,
    );
  }

  async #record(category: string, createdAt: number, kind: Kind): Promise<void> {
    const { store, kit, company } = this.#ground;
    const event = kit.event(company, {
      category,
      createdAt,
      actorId: kind === 'by' ? HELD : null,
      description: kind === 'about' ? 'Heldstone came.' : 'Somebody came.',
    });
    const [recorded] = await commitAll(store, [kit.item(company, { now: this.now, events: [event] })]);
    this.#events.push({ seq: recorded?.[0]?.seq ?? -1, category, createdAt, kind, kept: true });
  }
}

function makeUseCases({ store, kit, company }: Ground, clock: { now: number; read: number }) {
  const world: World = {
    now: () => clock.now,
    randomBytes: (count) => kit.random.bytes(count),
    eventId: () => kit.random.uuid(),
    uuid: () => kit.random.uuid(),
  };
  const ports = { ...store, secrets, world };
  const readLive = liveDirectories(ports);
  const change = changeDirectory({ ...ports, readLive });
  const only: Retention = {
    ...store.retention,
    companies: async () => (await store.retention.companies()).filter((one) => one === company.company),
  };
  return {
    holds: manageLegalHolds({ change, readLive, world }),
    rules: manageRetention({ change, readLive, world }),
    put: (row: ReturnType<typeof kit.user>) =>
      change(company, () => ({ changes: [{ do: 'put', row }], events: [], answer: null })),
    apply: applyRetention({
      ...ports,
      change,
      readLive,
      removals: removalEpochs(ports),
      retention: only,
      // What is overwritten is not seen from here.
      erasing: { ...store.erasing, scrub: async () => ({ done: true, remains: [] }) },
      finder: {
        ...store.finder,
        async after(...asked) {
          const events = await store.finder.after(...asked);
          clock.read += events.length;
          return events;
        },
      },
    }),
  };
}

export function retentionSuite(onGround: GroundTest): void {
  onGround('a mark is kept, and another one in its place; companies with rules are named', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    const mark = (over: Partial<RetentionMark> = {}): RetentionMark => ({
      ...{ createdBefore: NOON, recordedBefore: NOON + 1, holds: [] },
      ...over,
    });
    const read = (category: string) => store.retention.mark(company.company, category);
    assert.equal(await read('POLICY'), null);
    await store.retention.keepMark(company.company, 'POLICY', mark());
    await store.retention.keepMark(company.company, 'COMPANY', mark({ createdBefore: 5 }));
    assert.deepEqual(await read('POLICY'), mark());
    const later = mark({ createdBefore: -3, holds: ['a "b"', 'c'] });
    await store.retention.keepMark(company.company, 'POLICY', later);
    assert.deepEqual(await read('POLICY'), later);
    assert.deepEqual(await read('COMPANY'), mark({ createdBefore: 5 }));
    assert.equal(await store.retention.mark(other.company, 'POLICY'), null);
    const isNamed = async () => (await store.retention.companies()).includes(company.company);
    assert.equal(await isNamed(), false);
    await new Model(ground).take({ do: 'rule', rules: [{ category: 'POLICY', days: 3 }] });
    assert.equal(await isNamed(), true);
    assert.equal((await store.retention.companies()).includes(other.company), false);
  });

  onGround(
    'whatever is recorded, held, lifted and ruled, what is due goes, and nothing else',
    async (ground) => {
      const { store, kit } = ground;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
          const model = new Model({ store, kit, company: await kit.company(store) });
          await model.begin();
          for (const one of steps) await model.take(one);
          await model.apply();
        }),
        { numRuns: 12 },
      );
    },
  );

  onGround('what was looked at is not read again', async (ground) => {
    const model = new Model(ground);
    await model.begin();
    const record = (age: number, kind: Kind) => model.take({ do: 'record', category: 'POLICY', age, kind });
    await model.take({ do: 'hold', of: null });
    for (let n = 0; n < 40; n++) await record(20, n % 2 === 0 ? 'plain' : 'about');
    // What was recorded in the very millisecond of the head is read once more.
    await model.take({ do: 'wait', hours: 1 });
    await model.take({ do: 'rule', rules: [{ category: 'POLICY', days: 10 }] });
    const reads = async (): Promise<number> => {
      const before = model.read;
      await model.apply();
      return model.read - before;
    };
    assert.equal(await reads(), 40);
    await model.take({ do: 'wait', hours: 1 });
    await record(0, 'plain');
    assert.equal(await reads(), 0);
    await record(15, 'plain');
    await model.take({ do: 'wait', hours: 11 * 24 });
    assert.equal(await reads(), 2);
    await model.take({ do: 'lift', which: 0 });
    assert.equal(await reads(), 42);
    await model.take({ do: 'wait', hours: 1 });
    assert.equal(await reads(), 0);
  });
}
