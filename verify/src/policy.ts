/** Trust policies (c2sp.org/tlog-policy): which logs a reader trusts, and how many witnesses must have cosigned. */
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type Cosignature, parseWitnessVkey, readCosignatures, type WitnessKey } from './cosignature.ts';
import { VerifyError } from './error.ts';
import { toHex } from './hash.ts';
import { ED25519, openNote, parseNamedKey, parseVkey, type Verifier } from './note.ts';

export interface Policy {
  logs: readonly Verifier[];
  witnesses: readonly { name: string; key: WitnessKey }[];
  groups: readonly { name: string; needed: number; members: readonly string[] }[];
  /** The name of a witness or of a group, or `none`. */
  quorum: string;
}

export interface PolicyReport {
  /** Signed by a trusted log, and cosigned as the quorum demands. */
  holds: boolean;
  /** Why it does not hold: one line for people. Null when it holds. */
  reason: string | null;
  /** What the checkpoint says of itself: to be believed only when `holds`. */
  checkpoint: Checkpoint | null;
  /** Every witness of the policy, and when its clock said that it cosigned: ISO 8601, or null when it has not. */
  witnesses: readonly { name: string; key: string; time: string | null }[];
}

const NONE = 'none';
/** Logs, witnesses and groups together. */
const NAMES_MAX = 1_000;

/** Reads the text of a policy file. Throws VerifyError with code `policy`, naming the line, or `vkey`. */
export function parsePolicy(text: string): Policy {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: tab and newline are the only ones allowed
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text))
    throw new VerifyError('policy', 'control characters in the policy');
  const draft = new PolicyDraft();
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#')) continue;
    try {
      draft.take(words);
    } catch (cause) {
      if (!(cause instanceof VerifyError)) throw cause;
      throw new VerifyError(cause.code, `line ${i + 1} of the policy: ${cause.message}`, { cause });
    }
  }
  return draft.finish();
}

class PolicyDraft {
  readonly #logs: Verifier[] = [];
  readonly #witnesses: { name: string; key: WitnessKey }[] = [];
  readonly #groups: { name: string; needed: number; members: string[] }[] = [];
  readonly #logKeys = new Set<string>();
  readonly #witnessKeys = new Set<string>();
  readonly #names = new Set<string>();
  /** Names that are members of a group: each may be in one only. */
  readonly #members = new Set<string>();
  #quorum: string | null = null;

  take([keyword = '', ...words]: readonly string[]): void {
    if (this.#names.size + this.#logs.length >= NAMES_MAX) fault('too many lines');
    if (keyword === 'log') this.#log(words);
    else if (keyword === 'witness') this.#witness(words);
    else if (keyword === 'group') this.#group(words);
    else if (keyword === 'quorum') this.#quorumLine(words);
    else fault(`${keyword} is none of log, witness, group and quorum`);
  }

  finish(): Policy {
    if (this.#quorum === null) throw new VerifyError('policy', 'the policy has no quorum line');
    return { logs: this.#logs, witnesses: this.#witnesses, groups: this.#groups, quorum: this.#quorum };
  }

  #log([vkey = '', _url, ...rest]: readonly string[]): void {
    if (vkey === '' || rest.length > 0) fault('a log line is: log <vkey> [<url>]');
    once(this.#logKeys, toHex(parseNamedKey(vkey, ED25519).publicKey), 'this log key is listed already');
    this.#logs.push(parseVkey(vkey));
  }

  #witness([name = '', vkey = '', _url, ...rest]: readonly string[]): void {
    if (vkey === '' || rest.length > 0) fault('a witness line is: witness <name> <vkey> [<url>]');
    const key = parseWitnessVkey(vkey);
    // One key under two names would count twice.
    once(this.#witnessKeys, toHex(key.publicKey), 'this witness key is listed already');
    this.#define(name);
    this.#witnesses.push({ name, key });
  }

  #group([name = '', threshold = '', ...members]: readonly string[]): void {
    if (members.length === 0) fault('a group line is: group <name> <k|any|all> <name>...');
    const needed = threshold === 'any' ? 1 : threshold === 'all' ? members.length : decimal(threshold);
    if (needed < 1 || needed > members.length)
      fault(`a group of ${members.length} needs 1 to ${members.length} of them, any or all`);
    for (const member of members) {
      this.#requireKnown(member);
      once(this.#members, member, `${member} is a member of a group already`);
    }
    this.#define(name);
    this.#groups.push({ name, needed, members });
  }

  #quorumLine([name = '', ...rest]: readonly string[]): void {
    if (name === '' || rest.length > 0) fault('a quorum line is: quorum <name>');
    if (this.#quorum !== null) fault('a second quorum line');
    if (name !== NONE) this.#requireKnown(name);
    this.#quorum = name;
  }

  #define(name: string): void {
    if (name === NONE) fault(`${NONE} is no name`);
    once(this.#names, name, `${name} is defined already`);
  }

  #requireKnown(name: string): void {
    if (!this.#names.has(name)) fault(`${name} is not defined on a line before`);
  }
}

/**
 * Whether a checkpoint (a signed note) meets a policy. One of the policy's logs, or of `pinned`, must have signed it
 * under the name that is the checkpoint's origin. Whatever the note holds, the answer is a report.
 */
export function checkPolicy(note: string, policy: Policy, pinned: readonly Verifier[] = []): PolicyReport {
  const signed = new Map<string, Cosignature>();
  let checkpoint: Checkpoint | null = null;
  let reason: string | null = null;
  try {
    checkpoint = openTrusted(note, [...policy.logs, ...pinned]);
    for (const { name, key } of policy.witnesses) {
      const [cosignature] = readCosignatures(note, [key]);
      if (cosignature !== undefined) signed.set(name, cosignature);
    }
    if (!meets(policy, new Set(signed.keys())))
      reason = `${signed.size} of ${policy.witnesses.length} witnesses cosigned: less than ${policy.quorum} demands`;
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    reason = error.message;
  }
  return {
    holds: reason === null,
    reason,
    checkpoint,
    witnesses: policy.witnesses.map(({ name, key }) => ({
      name,
      key: key.name,
      time: isoTime(signed.get(name)?.time ?? null),
    })),
  };
}

/** Keys of other logs may be in the policy too: a name that is not the origin vouches for nothing here. */
function openTrusted(note: string, logs: readonly Verifier[]): Checkpoint {
  const origin = note.slice(0, Math.max(0, note.indexOf('\n')));
  const own = logs.filter(({ name }) => name === origin);
  if (own.length === 0) throw new VerifyError('signature', `${origin} is no log of the policy`);
  // The same key may be pinned and in the policy.
  const distinct = own.filter(
    (key, i) => own.findIndex(({ keyId }) => toHex(keyId) === toHex(key.keyId)) === i,
  );
  return parseCheckpoint(openNote(note, distinct).text);
}

/** Groups come after their members: one pass decides all of them. */
function meets({ groups, quorum }: Policy, signed: ReadonlySet<string>): boolean {
  const witnessed = new Set(signed);
  for (const { name, needed, members } of groups) {
    if (members.filter((member) => witnessed.has(member)).length >= needed) witnessed.add(name);
  }
  return quorum === NONE || witnessed.has(quorum);
}

/** The text of the policy of one log that `needed` of these witnesses must have cosigned; 0: none need have. */
export function formatPolicy(policy: {
  logs: readonly string[];
  witnesses: readonly { name: string; vkey: string; url?: string }[];
  needed: number;
}): string {
  const { logs, witnesses, needed } = policy;
  const quorum =
    needed === 0 ? `quorum ${NONE}\n` : `group witnesses ${needed} ${names(witnesses)}\nquorum witnesses\n`;
  const lines = witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey}${url ? ` ${url}` : ''}\n`);
  return `${logs.map((vkey) => `log ${vkey}\n`).join('')}${lines.join('')}${quorum}`;
}

function names(witnesses: readonly { name: string }[]): string {
  return witnesses.map(({ name }) => name).join(' ');
}

function decimal(text: string): number {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
}

function once(set: Set<string>, value: string, message: string): void {
  if (set.has(value)) fault(message);
  set.add(value);
}

function isoTime(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

function fault(message: string): never {
  throw new VerifyError('policy', message);
}
