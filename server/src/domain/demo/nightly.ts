/** The nightly run of the automated tests: failures begin, last some days and are fixed. */
import type { JsonObject } from '@affidavit/verify';
import { isoTime } from '../time.ts';
import { HOUR_MS } from './calendar.ts';
import { type Cast, daysOf, type TimedDraft, working } from './cast.ts';
import { type Dice, diceOf } from './dice.ts';
import { issuesOf, pathOf } from './issues.ts';
import type { Monitor } from './monitors.ts';
import { nameOf } from './people.ts';

/** A test that cannot come out otherwise on some days, for reasons that the story tells. */
export interface Outage {
  testId: number;
  /** Milliseconds; `until` is not included. */
  from: number;
  until: number;
  status: 'PASSED' | 'FAILED' | 'ERROR' | 'PREAUDIT';
  issues: readonly JsonObject[];
}

export interface NightlyPlan {
  monitors: readonly Monitor[];
  outages: readonly Outage[];
  /** How many of the tests that do not run every night run in one night, in turn. */
  inTurn: number;
  /** Roles of those who run a failed test again in the morning. */
  engineers: string;
}

interface Run {
  monitor: Monitor;
  at: number;
  status: string;
  issues: readonly JsonObject[];
  /** Somebody may repair it in the morning; the story repairs its own. */
  repairable: boolean;
}

export function nightlyEvents(cast: Cast, plan: NightlyPlan): TimedDraft[] {
  const dice = diceOf(`${cast.company}/nightly`);
  const nightly = plan.monitors.filter((monitor) => monitor.nightly);
  const others = plan.monitors.filter((monitor) => !monitor.nightly);
  const open = new Map<number, JsonObject[]>();
  return daysOf(cast.today).flatMap((day, night) => {
    const turn = Array.from(
      { length: plan.inTurn },
      (_, i) => others[(night * plan.inTurn + i) % others.length],
    );
    let at = day + 2 * HOUR_MS + dice.int(0, 400_000);
    return [...nightly, ...turn.filter((monitor) => monitor !== undefined)].flatMap((monitor) => {
      at += dice.int(3_000, 45_000);
      const run = { monitor, at, ...outcome(dice, cast, plan, open, monitor, at) };
      const first = runEvent(dice, cast, run);
      return run.repairable && dice.chance(0.25) ? [first, runAgain(dice, cast, plan, open, run)] : [first];
    });
  });
}

/** How a run ends; `open` keeps what is wrong from night to night, by test. */
function outcome(
  dice: Dice,
  cast: Cast,
  plan: NightlyPlan,
  open: Map<number, JsonObject[]>,
  monitor: Monitor,
  at: number,
): Pick<Run, 'status' | 'issues' | 'repairable'> {
  const outage = plan.outages.find(
    ({ testId, from, until }) => testId === monitor.testId && from <= at && at < until,
  );
  if (outage !== undefined) return { status: outage.status, issues: outage.issues, repairable: false };
  if (dice.chance(0.004)) return { status: 'ERROR', issues: [timeout(dice)], repairable: false };
  const before = open.get(monitor.testId) ?? [];
  const finding = { company: cast.company, dice, people: working(cast, at), at };
  const now =
    before.length === 0
      ? dice.chance(0.045)
        ? issuesOf(monitor.kind, dice.int(1, 5), finding)
        : []
      : before.filter(() => dice.chance(0.72));
  open.set(monitor.testId, now);
  const failed = now.length > 0;
  return { status: failed ? 'FAILED' : 'PASSED', issues: now, repairable: failed };
}

function timeout(dice: Dice): JsonObject {
  return {
    error: 'ETIMEDOUT',
    attempts: 3,
    retryable: true,
    detail: { afterMs: 30_000, zone: dice.pick(['a', 'b']) },
  };
}

/** Somebody repairs it in the morning and runs the test by hand. */
function runAgain(
  dice: Dice,
  cast: Cast,
  plan: NightlyPlan,
  open: Map<number, JsonObject[]>,
  failed: Run,
): TimedDraft {
  const fixed = dice.chance(0.6);
  if (fixed) open.set(failed.monitor.testId, []);
  const at = failed.at + dice.int(6 * HOUR_MS, 11 * HOUR_MS);
  const able = working(cast, at).filter(({ roles }) => roles.includes(plan.engineers));
  const who = dice.pick(able);
  const run = fixed ? { status: 'PASSED', issues: [] } : { status: 'FAILED', issues: failed.issues };
  return {
    ...runEvent(dice, cast, { ...failed, at, ...run }),
    category: 'MONITOR',
    source: 'APP',
    description: `${nameOf(who)} ran the test “${failed.monitor.testName}” again: ${ending(run.status, run.issues.length)}.`,
    userId: who.id,
  };
}

function runEvent(dice: Dice, cast: Cast, { monitor, at, status, issues }: Run): TimedDraft {
  const connection = cast.connections.find(({ id }) => id === monitor.connectionId);
  return {
    type: monitor.type,
    category: 'AUTOPILOT',
    source: 'AUTOPILOT',
    description: `The test “${monitor.testName}” ${ending(status, issues.length)}.`,
    status,
    createdAt: isoTime(at),
    ...(monitor.connectionId === null ? {} : { connectionId: monitor.connectionId }),
    workspaceId: connection?.workspaceIds[0] ?? 1,
    testId: monitor.testId,
    testName: monitor.testName,
    requestDescription:
      monitor.base === null ? null : `Data was fetched from ${monitor.base}${pathOf(monitor.kind)}`,
    issues: [...issues],
    controlIds: monitor.controlIds,
    ...(dice.chance(0.7) ? { metadata: facts(dice, monitor, status) } : {}),
  };
}

function ending(status: string, issues: number): string {
  switch (status) {
    case 'FAILED':
      return `found ${issues} ${issues === 1 ? 'issue' : 'issues'}`;
    case 'ERROR':
      return 'could not be completed';
    case 'PREAUDIT':
      return 'ran ahead of the audit';
    default:
      return 'passed';
  }
}

function facts(dice: Dice, monitor: Monitor, status: string): JsonObject {
  return {
    sourceData: { run: dice.hex(12), inspected: dice.int(1, 240), durationMs: dice.int(180, 9_000) },
    ...(status === 'ERROR' && monitor.base !== null
      ? {
          request: { method: 'GET', path: pathOf(monitor.kind) },
          response: { status: dice.pick([401, 403, 504]) },
        }
      : {}),
  };
}
