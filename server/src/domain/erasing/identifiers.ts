/** What names a person in texts that others wrote, and taking it out of them. */
import { isWord } from './names-that-are-words.ts';

/** By how surely they name one person. */
export interface Identifiers {
  /** Addresses, whole names, ids in other systems. */
  exact: ReadonlySet<string>;
  /** First and last names alone, as whole words; those that are words beside in their own spelling only. */
  names: ReadonlySet<string>;
  /** Too common to tell of somebody, such as job titles: taken out only where something else names the person. */
  hints: ReadonlySet<string>;
  /** The person's own records: an object that has the id and the members of one tells of it. */
  records: readonly OwnRecord[];
}

export interface OwnRecord {
  id: number;
  members: ReadonlySet<string>;
}

/** A document of the directory, or a snapshot, that belongs to the person. */
export type OwnDocument = Readonly<Record<string, unknown>>;

const EXACT = [
  'email',
  'secondaryEmail',
  'invitationEmail',
  'entryId',
  'avatarUrl',
  'serialNumber',
  'macAddress',
];
const EXACT_URLS = ['url', 'manuallyCheckUrl', 'fileUrl', 'caseId', 'caseInvitationId'];
const BY_LENGTH = ['identityId', 'username'];
/** Shorter ones are words and numbers that mean other things elsewhere. */
const TELLING_CHARS = 6;

/** What documents of a person name them by. Names in `shared` are others' too, and are not searched alone. */
export function identifiersOf(
  documents: readonly OwnDocument[],
  shared: ReadonlySet<string>,
  more: readonly string[] = [],
): Identifiers {
  const exact = new Set<string>();
  const names = new Set<string>();
  const hints = new Set<string>();
  for (const document of documents) {
    const text = (member: string): string => {
      const value = document[member];
      return typeof value === 'string' ? value.trim() : '';
    };
    for (const member of [...EXACT, ...EXACT_URLS]) exact.add(text(member));
    for (const member of BY_LENGTH) (text(member).length < TELLING_CHARS ? hints : exact).add(text(member));
    const [first, last] = [text('firstName'), text('lastName')];
    for (const name of [first, last]) (shared.has(name.toLowerCase()) ? hints : names).add(name);
    if (first !== '' && last !== '')
      if (first !== '' && last !== '') for (const whole of wholeNames(first, last)) exact.add(whole);
    if ('fileUrl' in document) hints.add(text('name'));
    for (const member of HINTS) hints.add(text(member));
    hints.add(text('email').split('@')[0] ?? '');
    for (const value of customValues(document)) (isReachable(value) ? exact : hints).add(value);
  }
  for (const word of more) exact.add(word.trim());
  return {
    exact: telling(exact),
    names: telling(names),
    hints: telling(hints),
    records: recordsOf(documents),
  };
}

const HINTS = ['jobTitle', 'serviceAccountReason', 'details'];

/** As people write them, and as logins and addresses do. */
function wholeNames(first: string, last: string): string[] {
  return [
    `${last}, ${first}`,
    ...[' ', '.', '_', '-'].flatMap((between) => [`${first}${between}${last}`, `${last}${between}${first}`]),
  ];
}

function customValues({ customFields }: OwnDocument): string[] {
  if (!Array.isArray(customFields)) return [];
  const values = customFields.map((field: { value?: unknown }) => field.value);
  return values.flatMap((value) => (typeof value === 'string' ? [value.trim()] : []));
}

/** An address or a telephone number, whatever its field is called. */
function isReachable(value: string): boolean {
  return (
    /^\S+@\S+$/.test(value) || (/^[+\d\s()/.-]+$/.test(value) && value.replaceAll(/\D/g, '').length >= 7)
  );
}

function recordsOf(documents: Iterable<OwnDocument>): OwnRecord[] {
  const records = new Map<string, OwnRecord>();
  for (const document of documents) {
    const { id } = document;
    const members = Object.keys(document).sort();
    if (typeof id === 'number') records.set(`${id} ${members}`, { id, members: new Set(members) });
  }
  return [...records.values()];
}

/** A single character names nobody. */
function telling(words: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...words].filter((word) => [...word].length > 1));
}

export const ERASED = '[erased]';

/** Text with every identifier replaced; the same text when it has none. */
export type RedactText = (text: string) => string;

/** Whole words, in any case, composed or decomposed, and as a URL spells them. */
export function textRedactor(
  identifiers: Identifiers,
  kinds: readonly ('exact' | 'names' | 'hints')[],
): RedactText {
  const patterns = kinds.flatMap((kind) => {
    // A name inside of an address or of a login is a part of that, and may be somebody else's.
    if (kind !== 'names') return wholeWords(identifiers[kind], [LETTER, LETTER], 'giu');
    const names = [...identifiers.names];
    const asWritten = names.filter(isWord).flatMap((name) => [name, capitalised(name), name.toUpperCase()]);
    return [
      ...wholeWords(
        names.filter((name) => !isWord(name)),
        ALONE,
        'giu',
      ),
      ...wholeWords(
        asWritten.filter((name) => name !== name.toLowerCase()),
        ALONE,
        'gu',
      ),
    ];
  });
  return (text) => patterns.reduce((said, pattern) => said.replace(pattern, ERASED), text);
}

/** `ends`: what must not stand before and after. */
function wholeWords(
  words: Iterable<string>,
  [before, after]: readonly [string, string],
  flags: string,
): RegExp[] {
  const spellings = [...new Set([...words].flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  if (spellings.length === 0) return [];
  return [new RegExp(`(?<!${before})(?:${spellings.map(escaped).join('|')})(?!${after})`, flags)];
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

/**
 * Whether JSON text may hold an identifier: tells no for most, at little cost. It is not asked where words begin and
 * end, because escapes stand before them.
 */
export function jsonFilter(
  { exact, names, records }: Identifiers,
  userId: number,
): (json: string) => boolean {
  const spellings = [...exact, ...names]
    .flatMap(spellingsOf)
    .map((word) => JSON.stringify(word).slice(1, -1));
  const ids = new Set([userId, ...records.map(({ id }) => id)]);
  const number = `"?(?:${[...ids].join('|')})"?[,}\\]]`;
  const pattern = new RegExp([...new Set(spellings)].map(escaped).concat(number).join('|'), 'iu');
  return (json) => pattern.test(json);
}

function escaped(word: string): string {
  return word.replaceAll(/[\^$.*+?()[\]{}|/\\]/g, '\\$&');
}

const LETTER = '[\\p{L}\\p{N}\\p{M}_]';
/** A file is called after somebody, a domain may be called after somebody else. */
const FILE_ENDING =
  '(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|md|json|zip|png|jpe?g|gif|heic|eml|msg)(?![\\p{L}\\p{N}])';
const ALONE = [
  '[\\p{L}\\p{N}\\p{M}_@]|[\\p{L}\\p{N}][.]',
  `[\\p{L}\\p{N}\\p{M}_@]|-[\\p{L}\\p{N}]|[.](?!${FILE_ENDING})[\\p{L}\\p{N}]`,
] as const;

/** Whether a name stands inside of longer words, such as logins and hosts: those may be somebody else's. */
export function innerNames({ names }: Identifiers): (text: string) => boolean {
  const long = [...names].filter((name) => [...name].length > 3 && !isWord(name)).flatMap(spellingsOf);
  if (long.length === 0) return () => false;
  const pattern = new RegExp([...new Set(long)].map(escaped).join('|'), 'iu');
  return (text) => pattern.test(text);
}

function spellingsOf(word: string): string[] {
  return [word, word.normalize('NFC'), word.normalize('NFD'), encodeURIComponent(word.toWellFormed())];
}
