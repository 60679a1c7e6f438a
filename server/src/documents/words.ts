/** From members of documents to words that people read. */
import type { JsonValue } from '@affidavit/verify';

/** `connectedAt` -> `Connected at`, `COMPANY_DATA_UPDATED` -> `Company data updated`. */
export function phrase(name: string): string {
  const spaced = name
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A value on one line: scalars as they are, the rest as JSON; null says nothing. */
export function plain(value: JsonValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return JSON.stringify(value);
}

/** What a document says beside the members that are shown already: `Client id: 7  ·  Code: 42`. */
export function remainder(document: object, shown: ReadonlySet<string>): string {
  return Object.entries(document as Readonly<Record<string, JsonValue>>)
    .filter(([name]) => !shown.has(name))
    .map(([name, value]) => [phrase(name), plain(value)] as const)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('  ·  ');
}
