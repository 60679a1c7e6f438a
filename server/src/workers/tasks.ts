/** Everything that runs in the background of a server: the list. */
import type { MakeDownloads } from '../app/make-downloads.ts';
import type { Search } from '../app/ports/finding.ts';
import type { Leases } from '../app/ports/leases.ts';
import type { Bell } from '../app/shared/bell.ts';
import { limits } from '../domain/limits.ts';
import { leased } from './leased.ts';
import type { Task } from './loop.ts';

export function backgroundTasks(work: {
  signCheckpoints(): Promise<number>;
  askWitnesses(stopping: AbortSignal): Promise<void>;
  /** Rung when a checkpoint was signed. */
  signedBell: Bell;
  makeDownloads: MakeDownloads;
  downloadsBell: Bell;
  store: { search: Search; leases: Leases };
  applyRetention(stopping: AbortSignal): Promise<number>;
  monotonicMs(): number;
}): readonly Task[] {
  const downloads: Task = {
    name: 'make-downloads',
    intervalMs: limits.downloadPollMs,
    run: work.makeDownloads,
    bell: work.downloadsBell,
  };
  const once: readonly Task[] = [
    { name: 'sign-checkpoints', intervalMs: limits.checkpointIntervalMs, run: () => work.signCheckpoints() },
    {
      name: 'ask-witnesses',
      intervalMs: limits.witnessPollMs,
      run: (stopping) => work.askWitnesses(stopping),
      bell: work.signedBell,
    },
    { name: 'index-texts', intervalMs: limits.searchFollowMs, run: () => work.store.search.catchUp() },
    {
      name: 'apply-retention',
      intervalMs: limits.retentionIntervalMs,
      run: (stopping) => work.applyRetention(stopping),
    },
  ];
  return [
    ...once.map((task) => leased(task, work.store.leases, () => work.monotonicMs())),
    // Each job is claimed by itself, so that several instances can share the work.
    ...Array.from({ length: limits.downloadsAtOnce }, () => downloads),
  ];
}
