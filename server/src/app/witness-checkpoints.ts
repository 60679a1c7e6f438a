/** A witness of others' logs (c2sp.org/tlog-witness): cosigns a checkpoint only if it extends the last one it cosigned. */
import {
  type Checkpoint,
  type Cosigner,
  EMPTY_ROOT,
  equalBytes,
  openNote,
  parseCheckpoint,
  parseWitnessRequest,
  readNote,
  signatureLine,
  type Verifier,
  VerifyError,
  verifyConsistency,
  type WitnessRequest,
} from '@affidavit/verify';
import { limits } from '../domain/limits.ts';
import type { WitnessAnswer, WitnessedCheckpoint, WitnessMemory } from './ports/witnessing.ts';
import type { World } from './ports.ts';
import type { KnownLogs } from './shared/known-logs.ts';
import { nativeSha256 } from './shared/secrets.ts';

export interface WitnessCheckpoints {
  /** Answers the text of an `add-checkpoint` request. What was cosigned is durable before this resolves. */
  add(request: string): Promise<WitnessAnswer>;
  /** The last cosigned checkpoint of a log, by the lower-case hex of SHA-256 of its name; null when there is none. */
  checkpoint(originHash: string): Promise<string | null>;
}

export function witnessCheckpoints(at: {
  memory: WitnessMemory;
  logs: KnownLogs;
  cosigner: Cosigner;
  world: Pick<World, 'now'>;
}): WitnessCheckpoints {
  return {
    async add(text) {
      const opened = open(text, at.logs);
      if ('is' in opened) return opened;
      for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
        const before = await at.memory.latest(opened.checkpoint.origin);
        const refusal = judge(opened, before);
        if (refusal !== null) return refuse(opened, before, refusal);
        const lines = at.cosigner.cosign(opened.text, Math.floor(at.world.now() / 1000));
        const { size, root } = opened.checkpoint;
        const after = { size, root, note: `${opened.text}\n${opened.trustedLines}${lines}` };
        if (await at.memory.replace(opened.checkpoint.origin, before, after))
          return { is: 'cosigned', lines };
        // Another request came between: judged again, against what that one left.
      }
      const latest = await at.memory.latest(opened.checkpoint.origin);
      return { is: 'otherSize', size: latest?.size ?? 0 };
    },
    checkpoint: async (originHash) => (await at.memory.latestByHash(originHash))?.note ?? null,
  };

  async function refuse(
    { request, checkpoint }: Opened,
    before: WitnessedCheckpoint | null,
    refusal: WitnessAnswer,
  ): Promise<WitnessAnswer> {
    if (before !== null && (refusal.is === 'otherRoot' || refusal.is === 'unproven'))
      await at.memory.refuse({
        origin: checkpoint.origin,
        at: at.world.now(),
        why: refusal.is === 'otherRoot' ? 'root' : 'proof',
        cosigned: before.note,
        refused: request.checkpoint,
      });
    return refusal;
  }
}

interface Opened {
  request: WitnessRequest;
  checkpoint: Checkpoint;
  /** The text of the checkpoint, which is what is signed. */
  text: string;
  /** The signature lines of trusted keys. */
  trustedLines: string;
}

/** Reads a request and checks who signed it. */
function open(text: string, logs: KnownLogs): Opened | WitnessAnswer {
  let request: WitnessRequest;
  let note: ReturnType<typeof readNote>;
  let checkpoint: Checkpoint;
  try {
    request = parseWitnessRequest(text);
    note = readNote(request.checkpoint);
    checkpoint = parseCheckpoint(note.text);
  } catch (error) {
    return { is: 'malformed', message: messageOf(error) };
  }
  const keys = logs.get(checkpoint.origin);
  if (keys === undefined) return { is: 'unknownLog' };
  try {
    openNote(request.checkpoint, keys);
  } catch (error) {
    return { is: 'untrusted', message: messageOf(error) };
  }
  if (request.oldSize > checkpoint.size)
    return { is: 'malformed', message: 'the old size is larger than the checkpoint' };
  const trusted = note.signatures.filter((line) => keys.some((key) => isBy(key, line)));
  return {
    request,
    checkpoint,
    text: note.text,
    trustedLines: [...new Set(trusted.map(signatureLine))].join(''),
  };
}

/** What stands against cosigning, given the last cosigned checkpoint; null when nothing does. */
function judge({ request, checkpoint }: Opened, before: WitnessedCheckpoint | null): WitnessAnswer | null {
  const { oldSize, path } = request;
  const { size, root } = checkpoint;
  if (oldSize !== (before?.size ?? 0)) return { is: 'otherSize', size: before?.size ?? 0 };
  if (size === 0 && !equalBytes(root, EMPTY_ROOT))
    return { is: 'unproven', message: 'a checkpoint of size 0 must have the root of the empty tree' };
  if (before !== null && before.size === size && !equalBytes(before.root, root)) return { is: 'otherRoot' };
  // From the empty tree nothing needs to be proven, and nothing can be.
  const holds =
    oldSize === 0
      ? path.length === 0
      : before !== null &&
        verifyConsistency(
          { size1: before.size, root1: before.root, size2: size, root2: root, path },
          nativeSha256,
        );
  return holds
    ? null
    : { is: 'unproven', message: 'the proof does not show that the checkpoint extends the last one' };
}

function isBy(key: Verifier, line: { name: string; keyId: Uint8Array }): boolean {
  return key.name === line.name && equalBytes(key.keyId, line.keyId);
}

function messageOf(error: unknown): string {
  if (error instanceof VerifyError) return error.message;
  throw error;
}
