/** The file format of a population certificate: head and foot, before anything in them is believed. */
import { canonicalJson, parseCanonicalJson } from './canonical.ts';
import { SALT_BYTES } from './digest.ts';
import { CREATED_AHEAD_MS, isIsoTime, isUuid } from './entry.ts';
import { VerifyError } from './error.ts';
import { fromHex } from './hash.ts';
import { isLogOrigin } from './keys.ts';
import { isSize, PATH_MAX } from './merkle.ts';
import { integer, isJsonObject, listOf, orNull, type Shape, shapeGuard, text } from './shape.ts';

/** Longest line of the file, without its end, in bytes. Writers close a block before it gets there. */
export const LINE_BYTES_MAX = 2 * 1024 * 1024;

/** Values of one member of a filter. */
export const FILTER_VALUES_MAX = 1000;

/**
 * Which events are asked for: any of the values listed for a member, in every member listed. Null stands for events
 * without one. A list is not empty and names no value twice.
 */
export interface CertificateFilter {
  type?: string[];
  category?: string[];
  source?: string[];
  status?: (string | null)[];
  workspaceId?: (number | null)[];
  testId?: (number | null)[];
  connectionId?: (number | null)[];
  /** Who acted. */
  userId?: number;
}

export interface CertificatePeriod {
  /** ISO 8601 with milliseconds; both ends belong to the period. */
  from: string;
  to: string;
}

/** The first line. Binary members are base64. */
export interface CertificateHead {
  certificate: 'v1';
  company: string;
  origin: string;
  /** By `createdAt`. */
  period: CertificatePeriod;
  filter: CertificateFilter;
  /** Opens the actor tag that the filter means: there exactly when the filter has a `userId`. */
  opening?: { userId: number; tagSalt: string };
  /** The seq of the first entry that is in the file; `size` when none is. */
  first: number;
  /** How many entries the log held: all from `first` on are in the file. */
  size: number;
  /** Roots of the complete subtrees of the tree of the first `first` entries, from left to right. */
  frontier: string[];
  /** Entry `first - 1`, and its inclusion path under the checkpoint; null when `first` is 0. */
  before: { entry: string; path: string[] } | null;
  /** The signed note. */
  checkpoint: string;
  /** The key that signed it, as the issuer states it. */
  vkey: string;
}

/** The last line. */
export interface CertificateFoot {
  matching: number;
  others: number;
}

const values = (check: (value: unknown) => boolean) => (value: unknown) =>
  listOf(check, FILTER_VALUES_MAX)(value) &&
  Array.isArray(value) &&
  value.length > 0 &&
  new Set(value).size === value.length;

const FILTER_MEMBERS: Shape<CertificateFilter> = {
  type: values(text),
  category: values(text),
  source: values(text),
  status: values(orNull(text)),
  workspaceId: values(orNull(integer)),
  testId: values(orNull(integer)),
  connectionId: values(orNull(integer)),
  userId: integer,
};

function isFilter(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const checks = new Map(Object.entries(FILTER_MEMBERS));
  return Object.entries(value).every(([name, member]) => checks.get(name)?.(member) === true);
}

const isPeriod = shapeGuard<CertificatePeriod>({ from: isIsoTime, to: isIsoTime });

const isOpening = shapeGuard<NonNullable<CertificateHead['opening']>>({
  userId: integer,
  tagSalt: (value) =>
    typeof value === 'string' && /^[0-9a-f]*$/.test(value) && value.length === 2 * SALT_BYTES,
});

const isBefore = shapeGuard<NonNullable<CertificateHead['before']>>({
  entry: text,
  path: listOf(text, PATH_MAX),
});

const MEMBERS: Shape<Omit<CertificateHead, 'opening'>> = {
  certificate: (value) => value === 'v1',
  company: isUuid,
  origin: (value) => typeof value === 'string' && isLogOrigin(value),
  period: isPeriod,
  filter: isFilter,
  first: isSize,
  size: isSize,
  frontier: listOf(text, PATH_MAX),
  before: orNull(isBefore),
  checkpoint: text,
  vkey: text,
};

const isHead = shapeGuard<Omit<CertificateHead, 'opening'>>(MEMBERS);
const isHeadWithOpening = shapeGuard<CertificateHead>({ ...MEMBERS, opening: isOpening });
const isFoot = shapeGuard<CertificateFoot>({ matching: isSize, others: isSize });

/** Throws VerifyError unless `line` is the head of a certificate of version 1 that agrees with itself. */
export function parseHead(line: string): CertificateHead {
  const value = parseCanonicalJson(line);
  if (isJsonObject(value) && Object.hasOwn(value, 'certificate') && value.certificate !== 'v1')
    throw new VerifyError('version', 'a certificate of another version than v1');
  if (!isHead(value) && !isHeadWithOpening(value))
    throw new VerifyError('certificate', 'the first line has not the members of a certificate of version v1');
  const head: CertificateHead = value;
  if (head.period.from > head.period.to) throw wrong('the period ends before it begins');
  if (head.first > head.size) throw wrong('`first` lies beyond the size of the log');
  if ((head.before === null) !== (head.first === 0))
    throw wrong('`before` is null exactly when `first` is 0');
  if (head.opening?.userId !== head.filter.userId)
    throw wrong('`opening` does not belong to the user of the filter');
  return head;
}

/** Throws VerifyError unless `line` is a foot. */
export function parseFoot(line: string): CertificateFoot {
  const value = parseCanonicalJson(line);
  if (!isFoot(value)) throw wrong('the last line has not the members of a foot');
  return value;
}

/** `value` as a line of the file, its end included. Throws TypeError for what has no canonical JSON. */
export function certificateLine(value: CertificateHead | CertificateFoot): string {
  return `${canonicalJson(JSON.parse(JSON.stringify(value)))}\n`;
}

/** The earliest `recordedAt`, in milliseconds, that an event of the period can have. */
export function scanStart(period: CertificatePeriod): number {
  return Date.parse(period.from) - CREATED_AHEAD_MS;
}

export function tagSaltOf(opening: { tagSalt: string }): Uint8Array {
  return fromHex(opening.tagSalt);
}

export function wrong(message: string): VerifyError {
  return new VerifyError('certificate', message);
}
