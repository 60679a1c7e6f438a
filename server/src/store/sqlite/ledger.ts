import type { Ledger, Outcome } from '../../app/ports.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteLedger(queue: WriteQueue): Ledger {
  return {
    async commit(items) {
      if (items.length === 0) return [];
      return (await queue.send({ do: 'commit', items })) as readonly Outcome[];
    },
  };
}
