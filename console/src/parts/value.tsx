/** A value of somebody else's JSON, in one line. */
export function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="faint">–</span>;
  if (typeof value === 'string') return <span className="foreign">{value}</span>;
  if (typeof value === 'boolean' || typeof value === 'number') return <code>{String(value)}</code>;
  return <code className="foreign">{JSON.stringify(value)}</code>;
}
