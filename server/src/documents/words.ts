/** From members of documents to words that people read. */
import type { JsonValue } from '@affidavit/verify';
import { NO_BREAK_SPACE } from './letters.ts';

const ACRONYMS = new Set(
  (
    'api aws ca cdn cspm db dns edr gcp grc hris hsts http https iam id idp ip jql mdm mfa pdf s3 saml scim soc sql ssh ' +
    'ssl sso tls url vpc vpn waf'
  ).split(' '),
);

/** `connectedAt` -> `Connected at`, `AP_VERSION_CONTROL_MFA_ENABLED` -> `Version control MFA enabled`. */
export function phrase(name: string): string {
  const spaced = name
    .replace(/^AP_(?=[A-Z])/, '')
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(' ')
    .map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : word))
    .join(' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A value on one line: scalars as they are, the rest as JSON; null says nothing. */
export function plain(value: JsonValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return JSON.stringify(value);
}

/** A value of some structure for reading: `name: tinytls, fixed: 0.9.0`. JSON where that would not be clear. */
export function readable(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return plain(value) ?? 'null';
  const isFlat = Object.values(value).every((one) => one === null || typeof one !== 'object');
  if (!isFlat) return JSON.stringify(value, null, 1);
  if (Array.isArray(value)) return value.map((one) => plain(one) ?? 'null').join(', ');
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${plain(one) ?? 'null'}`)
    .join(', ');
}

/** Items so long are parted where a line ends. */
const UNPARTED_CHARS = 60;

/** What a document says beside the members that are shown already: `Client ID: 7 · Code: 42`. */
export function remainder(document: object, shown: ReadonlySet<string>): string {
  return Object.entries(document as Readonly<Record<string, JsonValue>>)
    .filter(([name]) => !shown.has(name))
    .map(([name, value]) => [phrase(name), plain(value)] as const)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .map((item) => (item.length > UNPARTED_CHARS ? item : item.replaceAll(' ', NO_BREAK_SPACE)))
    .join(' · ');
}
