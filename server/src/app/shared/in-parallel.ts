/**
 * Does `work` for every item, at most `width` at once, in their order. Where one fails the others are done all the same,
 * until `width` have failed; resolves or rejects, with the first failure, when nothing runs any more.
 */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: width }, lane));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
