/** One audit of somebody's log: what is new is checked, what was seen must still be there, and evidence is kept. */
import {
  type AuditReason,
  type AuditReport,
  type AuditState,
  auditLog as auditFiles,
  fromBase64,
  keysThatSigned,
  keysWithWords,
  keyWords,
  type Policy,
  toBase64,
  VerifyError,
} from '@affidavit/verify';
import { invalid } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import { type AuditFolder, type LogSource, LogUnreachable } from './ports/auditing.ts';
import type { World } from './ports.ts';
import { nativeSha256 } from './shared/secrets.ts';

export interface AuditOutcome {
  outcome: AuditReport['outcome'];
  failure: { reason: AuditReason | 'unreachable'; message: string } | null;
  log: AuditReport['log'];
  sizeBefore: number | null;
  entries: number;
  witnesses: AuditReport['witnesses'];
  epoch: AuditReport['epoch'];
  /** Where the two checkpoints are kept that contradict each other; null when there are none. */
  evidence: string | null;
  /** Where no key was pinned: the words of those that signed, for the auditor to compare with paper. */
  words: readonly string[];
}

/**
 * Audits and keeps the new state only when everything holds. Whatever the log does, the answer is an outcome; rejects
 * with Refused when the auditor's own keys or state are at fault.
 */
export type AuditLog = (wish: {
  vkeys: readonly string[];
  /** Words of keys: one that the log states counts as pinned when its words are among these. */
  words?: readonly string[];
  policy: Policy | null;
  acceptEpoch?: string | null;
  onProgress?: (entries: number, of: number) => void;
}) => Promise<AuditOutcome>;

export function auditLog(at: {
  source: LogSource;
  folder: AuditFolder;
  world: Pick<World, 'now'>;
}): AuditLog {
  return async (wish) => {
    const kept = await at.folder.state();
    const before = kept === null ? null : parseState(kept);
    const report = await run(at.source, before, wish);
    if (!('note' in report)) return report;
    const { note, state, ...shown } = report;
    if (state !== null) {
      await at.folder.keep(kept, formatState(state), state.checkpoint);
      return { ...shown, evidence: null };
    }
    return { ...shown, evidence: await keepEvidence(at, before, report) };
  };
}

async function run(
  source: LogSource,
  before: AuditState | null,
  wish: Parameters<AuditLog>[0],
): Promise<(AuditReport & { words: string[] }) | AuditOutcome> {
  const { words = [], policy } = wish;
  const isPinned = wish.vkeys.length > 0 || (policy !== null && policy.logs.length > 0);
  try {
    const stated = words.length > 0 || !isPinned ? await statedKeys(source) : [];
    const given = keysWithWords(stated, words);
    if (words.length > 0 && given.length === 0 && !isPinned)
      return notAudited('badSignature', otherWords(stated));
    const options = { ...wish, vkeys: [...wish.vkeys, ...given] };
    const report = await auditFiles((path) => source.read(path), before, options, nativeSha256);
    const signed = report.outcome === 'consistent' ? keysThatSigned(stated, report.note ?? '') : [];
    return { ...report, words: signed.map(keyWords) };
  } catch (error) {
    if (error instanceof VerifyError) throw invalid('key or kept state', error.message);
    if (!(error instanceof LogUnreachable)) throw error;
    return notAudited('unreachable', `the log could not be read: ${error.message}`);
  }
}

/** What the log says of its own keys; nothing where it has no such file. */
async function statedKeys(source: LogSource): Promise<string[]> {
  const bytes = await source.read('vkeys');
  return bytes === null ? [] : Buffer.from(bytes).toString('utf8').split('\n');
}

function otherWords(stated: readonly string[]): string {
  if (stated.length === 0)
    return 'the log states no key that your words could be compared with: give the key itself (--key)';
  return 'no key that the log states has the words that you gave';
}

function notAudited(reason: 'badSignature' | 'unreachable', message: string): AuditOutcome {
  return {
    outcome: 'failed',
    failure: { reason, message },
    log: null,
    sizeBefore: null,
    entries: 0,
    witnesses: null,
    epoch: null,
    evidence: null,
    words: [],
  };
}

/** Two signed checkpoints that cannot be of one history prove who forked it, whoever looks at them; those of two epochs, what was left. */
async function keepEvidence(
  at: { folder: AuditFolder; world: Pick<World, 'now'> },
  before: AuditState | null,
  { failure, note }: AuditReport,
): Promise<string | null> {
  if (before === null || note === null || failure === null) return null;
  if (!['cut', 'forked', 'rewritten', 'epoch'].includes(failure.reason)) return null;
  const time = isoTime(at.world.now());
  return at.folder.evidence(time.replaceAll(/[:.]/g, '-'), {
    'seen.checkpoint': before.checkpoint,
    'shown.checkpoint': note,
    'what.txt': `${time}\n${failure.message}\n`,
  });
}

const VERSION = 1;

function isTree(value: unknown): value is { size: number; root: string } {
  const { size, root } = (value ?? {}) as Record<string, unknown>;
  return Number.isSafeInteger(size) && typeof root === 'string';
}

function formatState({ checkpoint, frontier, company, recordedAt, earlier }: AuditState): string {
  const trees = earlier.map(({ size, root }) => ({ size, root: toBase64(root) }));
  const state = {
    v: VERSION,
    checkpoint,
    frontier: frontier.map(toBase64),
    company,
    recordedAt,
    earlier: trees,
  };
  return `${JSON.stringify(state, null, 1)}\n`;
}

/** Throws Refused when the text is no state that was kept here. */
function parseState(text: string): AuditState {
  const damaged = (why: string) =>
    invalid('kept state', `is damaged (${why}): begin again in another folder`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged('not JSON');
  }
  if (typeof value !== 'object' || value === null) throw damaged('not an object');
  // A state of before trees were kept has none.
  const { v, checkpoint, frontier, company, recordedAt, earlier = [] } = value as Record<string, unknown>;
  const isState =
    v === VERSION &&
    typeof checkpoint === 'string' &&
    Array.isArray(frontier) &&
    frontier.every((one) => typeof one === 'string') &&
    (typeof company === 'string' || company === null) &&
    typeof recordedAt === 'string' &&
    Array.isArray(earlier) &&
    earlier.every(isTree);
  if (!isState) throw damaged('members are missing');
  try {
    const trees = earlier.map(({ size, root }) => ({ size, root: fromBase64(root) }));
    return { checkpoint, frontier: frontier.map(fromBase64), company, recordedAt, earlier: trees };
  } catch {
    throw damaged('a hash is not base64');
  }
}
