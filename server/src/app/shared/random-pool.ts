/** Random bytes by the handful: asking the system for one salt costs more than all else that a part of an event needs. */

const POOL_BYTES = 8192;

/** Answers bytes that `fill` makes, fetched ahead. What was given is forgotten here. */
export function randomPool(fill: (bytes: Uint8Array) => void): (count: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  let at = POOL_BYTES;
  return (count) => {
    if (count > POOL_BYTES) {
      const many = new Uint8Array(count);
      fill(many);
      return many;
    }
    if (at + count > POOL_BYTES) {
      fill(pool);
      at = 0;
    }
    const bytes = pool.slice(at, at + count);
    pool.fill(0, at, at + count);
    at += count;
    return bytes;
  };
}
