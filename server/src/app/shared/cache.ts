/** A least-recently-used map with a budget: the sum of the costs of its entries never exceeds `budget`. */
export interface Cache<V> {
  get(key: string): V | undefined;
  set(key: string, value: V, cost: number): void;
  clear(): void;
}

export function makeCache<V>(budget: number): Cache<V> {
  // A Map iterates in order of insertion, so the first key is the one used longest ago.
  const entries = new Map<string, { value: V; cost: number }>();
  let total = 0;
  return {
    clear() {
      entries.clear();
      total = 0;
    },
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value, cost) {
      const old = entries.get(key);
      if (old !== undefined) {
        entries.delete(key);
        total -= old.cost;
      }
      if (cost > budget) return;
      entries.set(key, { value, cost });
      total += cost;
      for (const [oldest, entry] of entries) {
        if (total <= budget) break;
        entries.delete(oldest);
        total -= entry.cost;
      }
    },
  };
}
