/** What is cached of a company's documents is right until something of them is removed, by whichever instance. */
import { limits } from '../../domain/limits.ts';
import type { Erasing } from '../ports/erasing.ts';
import type { World } from '../ports.ts';

export interface RemovalEpochs {
  /**
   * A number that grows with every removal of a company. One that another instance made is known here after
   * limits.removalNoticeMs. Whoever caches asks before reading, and keeps the number with what is cached.
   */
  current(company: number): Promise<number>;
  /** The same when it is known already; undefined when the store has to be asked. */
  atHand(company: number): number | undefined;
  /** As `current`, but asks the store: for what will be kept. */
  fresh(company: number): Promise<number>;
  /** Something was removed here: the next who asks knows. */
  moved(company: number): void;
  /** Hears that documents were removed: what is cached has to be dropped. */
  onMove(listener: () => void): void;
}

export function removalEpochs(at: { erasing: Pick<Erasing, 'lastRemoval'>; world: World }): RemovalEpochs {
  const known = new Map<number, { epoch: number; until: number }>();
  const listeners: (() => void)[] = [];

  async function fresh(company: number): Promise<number> {
    const now = at.world.now();
    const epoch = await at.erasing.lastRemoval(company);
    const kept = known.get(company);
    if (kept !== undefined && kept.epoch !== epoch) for (const listener of listeners) listener();
    known.set(company, { epoch, until: now + limits.removalNoticeMs });
    return epoch;
  }

  function atHand(company: number): number | undefined {
    const now = at.world.now();
    const kept = known.get(company);
    // A clock that went back must not keep it longer.
    const isRight = kept !== undefined && now < kept.until && now >= kept.until - limits.removalNoticeMs;
    return isRight ? kept.epoch : undefined;
  }

  return {
    current: async (company) => atHand(company) ?? fresh(company),
    atHand,
    fresh,
    moved(company) {
      known.delete(company);
      for (const listener of listeners) listener();
    },
    onMove(listener) {
      listeners.push(listener);
    },
  };
}
