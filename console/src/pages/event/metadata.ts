/** What metadata says: where it holds a before and an after, the changes; else everything, flat. */

export interface MetadataRow {
  name: string;
  before?: unknown;
  after: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names under which systems write down what was and what became of it. */
const PAIRS: readonly [string, string][] = [
  ['before', 'after'],
  ['old', 'new'],
  ['previous', 'current'],
  ['from', 'to'],
  ['targetEntity', 'dto'],
];

/** `isChange`: `before` counts. */
export function rowsOf(metadata: Json): { isChange: boolean; rows: MetadataRow[] } {
  const pair = findPair(metadata);
  if (pair === null)
    return { isChange: false, rows: flat(metadata).map(([name, after]) => ({ name, after })) };
  const before = new Map(flat(pair.before));
  const after = new Map(flat(pair.after));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const rows = names
    .map((name) => ({
      name,
      before: before.get(name),
      after: after.has(name) ? after.get(name) : before.get(name),
    }))
    .sort((a, b) => Number(isSame(a)) - Number(isSame(b)));
  return { isChange: true, rows };
}

export function isSame({ before, after }: MetadataRow): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** A pair at the top, or within one member. */
function findPair(json: Json): { before: Json; after: Json } | null {
  for (const [one, two] of PAIRS) {
    const [before, after] = [json[one], json[two]];
    if (isObject(before) && isObject(after)) return { before, after };
  }
  for (const value of Object.values(json)) {
    const found = isObject(value) ? findPair(value) : null;
    if (found !== null) return found;
  }
  return null;
}

function flat(json: Json, prefix = ''): [string, unknown][] {
  return Object.entries(json).flatMap(([name, value]): [string, unknown][] =>
    isObject(value) && Object.keys(value).length > 0
      ? flat(value, `${prefix}${name}.`)
      : [[prefix + name, value]],
  );
}
