/**
 * A map with a budget: the sum of the costs of its entries never exceeds `budget`, and none that costs more than half of it is
 * kept. What was used again stays; what goes was not used while others of half the budget were.
 */
export interface Cache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V, cost: number): void;
  clear(): void;
}

interface Entry<V> {
  value: V;
  cost: number;
}

/**
 * Two generations, so that finding an entry again costs no more than finding it: what is used moves into the new one, and when
 * that holds half of the budget, it becomes the old one, and what was in the old one goes. Each holds at most half.
 */
export function makeCache<V>(budget: number): Cache<V> {
  let fresh = new Map<string, Entry<V>>();
  let stale = new Map<string, Entry<V>>();
  let cost = 0;

  function add(key: string, entry: Entry<V>): void {
    if (cost + entry.cost > budget / 2) {
      stale = fresh;
      fresh = new Map();
      cost = 0;
    }
    fresh.set(key, entry);
    cost += entry.cost;
  }

  return {
    clear() {
      fresh.clear();
      stale.clear();
      cost = 0;
    },
    get(key) {
      const entry = fresh.get(key);
      if (entry !== undefined) return entry.value;
      const old = stale.get(key);
      if (old === undefined) return undefined;
      stale.delete(key);
      add(key, old);
      return old.value;
    },
    set(key, value, entryCost) {
      const old = fresh.get(key);
      if (old !== undefined) {
        fresh.delete(key);
        cost -= old.cost;
      }
      // Where it is fresh, what is stale of it is not asked for, and goes with the rest.
      if (entryCost <= budget / 2) add(key, { value, cost: entryCost });
      else stale.delete(key);
    },
  };
}
