/** What names a person in texts that others wrote, and taking it out of them. */

/** By how surely they name one person. */
export interface Identifiers {
  /** Addresses, whole names, ids in other systems: searched everywhere. */
  exact: ReadonlySet<string>;
  /** First and last names alone: searched in what events say. */
  names: ReadonlySet<string>;
  /** Too common to tell of somebody, such as names of documents: taken out only where something else names the person. */
  hints: ReadonlySet<string>;
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
  documents: Iterable<OwnDocument>,
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
      for (const whole of [`${first} ${last}`, `${last} ${first}`, `${last}, ${first}`]) exact.add(whole);
    if ('fileUrl' in document) hints.add(text('name'));
  }
  for (const word of more) exact.add(word.trim());
  return { exact: telling(exact), names: telling(names), hints: telling(hints) };
}

/** A single character names nobody. */
function telling(words: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...words].filter((word) => [...word].length > 1));
}

export const ERASED = '[erased]';

/** Text with every identifier replaced; the same text when it has none. */
export type RedactText = (text: string) => string;

/** Whole words, in any case, composed or decomposed, and as a URL spells them. */
export function textRedactor(identifiers: Identifiers, kinds: readonly (keyof Identifiers)[]): RedactText {
  const patterns = kinds.flatMap((kind) => {
    const spellings = [...identifiers[kind]].flatMap(spellingsOf).sort((a, b) => b.length - a.length);
    if (spellings.length === 0) return [];
    const words = [...new Set(spellings)].map(escaped).join('|');
    // A name inside of an address or of a login is a part of that, and may be somebody else's.
    const [before, after] =
      kind === 'names'
        ? ['[\\p{L}\\p{N}\\p{M}_@]|[\\p{L}\\p{N}][.]', '[\\p{L}\\p{N}\\p{M}_@]|[.-][\\p{L}\\p{N}]']
        : [LETTER, LETTER];
    return [new RegExp(`(?<!${before})(?:${words})(?!${after})`, 'giu')];
  });
  return (text) => patterns.reduce((said, pattern) => said.replace(pattern, ERASED), text);
}

/**
 * Whether JSON text may hold an identifier: tells no for most, at little cost. It is not asked where words begin and
 * end, because escapes stand before them.
 */
export function jsonFilter({ exact, names }: Identifiers, userId: number): (json: string) => boolean {
  const spellings = [...exact, ...names]
    .flatMap(spellingsOf)
    .map((word) => JSON.stringify(word).slice(1, -1));
  const number = `"?${userId}"?[,}\\]]`;
  const pattern = new RegExp([...new Set(spellings)].map(escaped).concat(number).join('|'), 'iu');
  return (json) => pattern.test(json);
}

function escaped(word: string): string {
  return word.replaceAll(/[\^$.*+?()[\]{}|/\\]/g, '\\$&');
}

const LETTER = '[\\p{L}\\p{N}\\p{M}_]';

function spellingsOf(word: string): string[] {
  return [word, word.normalize('NFC'), word.normalize('NFD'), encodeURIComponent(word.toWellFormed())];
}
