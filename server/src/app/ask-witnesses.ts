/** Asking witnesses to cosign what was signed (c2sp.org/tlog-witness): beside everything else, which never waits for it. */
import {
  consistencyPath,
  equalBytes,
  formatWitnessRequest,
  parseWitnessVkey,
  type ReadHashes,
  readCosignatures,
  readNote,
  signatureLine,
  VerifyError,
  type WitnessKey,
} from '@affidavit/verify';
import type { LogWitness, LogWitnesses } from '../domain/directory.ts';
import type { WitnessClient, WitnessReply } from './ports/witnesses.ts';
import type { Checkpoints, EventReader, SignedCheckpoint, World } from './ports.ts';
import { nativeSha256 } from './shared/secrets.ts';
import { failed, type WitnessState, type WitnessStates } from './shared/witness-states.ts';

export interface AskingPorts {
  events: EventReader;
  checkpoints: Checkpoints;
  client: WitnessClient;
  states: WitnessStates;
  world: Pick<World, 'now'>;
}

/**
 * Asks every witness that has not cosigned its company's newest checkpoint and may be asked now; what they sign is
 * verified and kept as it comes. Resolves when all have answered, within limits.witnessAnswerMs a question.
 */
export type AskWitnesses = (stopping: AbortSignal) => Promise<void>;

export function askWitnesses(at: AskingPorts): AskWitnesses {
  return async (stopping) => {
    const unwitnessed = await at.checkpoints.unwitnessed();
    await Promise.all(
      unwitnessed.map(({ company, checkpoint, settings }) => {
        const { witnesses, needed } = JSON.parse(settings) as LogWitnesses;
        return askAll(at, { company, witnesses, needed }, checkpoint, stopping);
      }),
    );
  };
}

interface Asked {
  company: number;
  witnesses: readonly LogWitness[];
  needed: number;
}

async function askAll(
  at: AskingPorts,
  { company, witnesses, needed }: Asked,
  latest: SignedCheckpoint,
  stopping: AbortSignal,
): Promise<void> {
  const keys = witnesses.map(({ vkey }) => parseWitnessVkey(vkey));
  const { bare, lines } = split(latest, keys);
  let keeping = Promise.resolve();
  await Promise.all(
    witnesses.map(async (witness, i) => {
      const state = at.states.of(company, witness.vkey);
      const key = keys[i];
      if (key === undefined || lines.has(key) || at.world.now() < state.notBefore) return;
      const line = await askOne(at, { company, witness, key, state }, bare, stopping);
      if (line === null) return;
      lines.set(key, line);
      // One after the other, so that what is kept last holds all that came.
      keeping = keeping.then(() =>
        at.checkpoints.cosign(company, bare, {
          lines: [...lines.values()].join(''),
          complete: lines.size >= needed,
        }),
      );
      await keeping;
    }),
  );
}

/** A checkpoint without the lines of these witnesses, and their lines. */
function split(
  { size, root, note }: SignedCheckpoint,
  keys: readonly WitnessKey[],
): { bare: SignedCheckpoint; lines: Map<WitnessKey, string> } {
  const { text, signatures } = readNote(note);
  const lines = new Map<WitnessKey, string>();
  let others = '';
  for (const signature of signatures) {
    const key = keys.find((one) => one.name === signature.name && equalBytes(one.keyId, signature.keyId));
    if (key === undefined) others += signatureLine(signature);
    else lines.set(key, signatureLine(signature));
  }
  return { bare: { size, root, note: `${text}\n${others}` }, lines };
}

interface One {
  company: number;
  witness: LogWitness;
  key: WitnessKey;
  state: WitnessState;
}

/** The witness's signature line, or null: then its state says why. */
async function askOne(
  at: AskingPorts,
  { company, witness, key, state }: One,
  checkpoint: SignedCheckpoint,
  stopping: AbortSignal,
): Promise<string | null> {
  const read: ReadHashes = (level, start, count) => at.events.hashes(company, level, start, count);
  // The first answer may say which size it cosigned last; a second may be overtaken by another instance of ours.
  for (let attempt = 0; attempt < 3; attempt++) {
    if (state.size > checkpoint.size) {
      await explainAhead(at, company, state);
      return null;
    }
    const isAhead = state.size > 0 && state.size < checkpoint.size;
    const path = isAhead ? await consistencyPath(state.size, checkpoint.size, read, nativeSha256) : [];
    const request = formatWitnessRequest({ oldSize: state.size, path, checkpoint: checkpoint.note });
    const reply = await at.client.ask(witness.url, request, stopping);
    if (reply.is === 'otherSize' && reply.size !== state.size) {
      state.size = reply.size;
      continue;
    }
    return settle(at, { key, state }, checkpoint, reply);
  }
  failed(state, at.world, 'names another size each time', false);
  return null;
}

/** Another instance may have signed and asked meanwhile; otherwise the log is shorter than what was cosigned. */
async function explainAhead(at: AskingPorts, company: number, state: WitnessState): Promise<void> {
  const signed = (await at.checkpoints.latest(company))?.size ?? 0;
  if (signed >= state.size) return;
  failed(state, at.world, `has cosigned ${state.size} entries, ${signed} are signed here`, true);
  state.size = 0;
}

function settle(
  { world }: AskingPorts,
  { key, state }: Pick<One, 'key' | 'state'>,
  checkpoint: SignedCheckpoint,
  reply: WitnessReply,
): string | null {
  if (reply.is === 'cosigned') {
    const line = lineOf(key, checkpoint, reply.lines);
    if (line === null) {
      failed(state, world, 'answered something else than its cosignature', false);
      return null;
    }
    Object.assign(state, {
      size: checkpoint.size,
      cosignedSize: checkpoint.size,
      cosignedAt: world.now(),
      problem: null,
      conflict: false,
      failures: 0,
      notBefore: 0,
    } satisfies WitnessState);
    return line;
  }
  const message = reply.is === 'otherSize' ? 'contradicts itself about the last size' : reply.message;
  failed(state, world, message, reply.is === 'conflict');
  return null;
}

/** The line of this witness among those it sent, verified; lines of other keys are passed over. */
function lineOf(key: WitnessKey, checkpoint: SignedCheckpoint, lines: string): string | null {
  try {
    const note = checkpoint.note + lines;
    if (readCosignatures(note, [key]).length !== 1) return null;
    const own = readNote(note).signatures.filter(
      ({ name, keyId }) => name === key.name && equalBytes(keyId, key.keyId),
    );
    return own[0] === undefined ? null : signatureLine(own[0]);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    return null;
  }
}
