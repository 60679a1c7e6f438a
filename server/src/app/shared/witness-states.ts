/** What this process knows of the witnesses it asks; a process that starts knows nothing and learns it by asking. */
import { limits } from '../../domain/limits.ts';
import { isoTime } from '../../domain/time.ts';
import type { World } from '../ports.ts';

/** How a witness answered, for people. */
export interface WitnessStatus {
  /** The size that it cosigned last, as far as this process knows; null: not asked yet. */
  cosignedSize: number | null;
  /** When it cosigned last. */
  cosignedAt: string | null;
  /** Why it did not cosign when it was asked last; null when it did. */
  problem: string | null;
  /** Whether it holds that the log does not extend what it cosigned: an alarm. */
  conflict: boolean;
}

export interface WitnessState {
  /** The size that the witness says it cosigned last. */
  size: number;
  cosignedSize: number | null;
  cosignedAt: number | null;
  problem: string | null;
  conflict: boolean;
  failures: number;
  /** Not to be asked before. */
  notBefore: number;
}

export interface WitnessStates {
  of(company: number, vkey: string): WitnessState;
  status(company: number, vkey: string): WitnessStatus;
  /** The list of a company has changed: everybody may be asked at once. */
  forget(company: number): void;
}

export function makeWitnessStates(): WitnessStates {
  const states = new Map<string, WitnessState>();
  const keyOf = (company: number, vkey: string) => `${company} ${vkey}`;
  return {
    of(company, vkey) {
      const key = keyOf(company, vkey);
      const state = states.get(key) ?? { ...unknown };
      states.set(key, state);
      return state;
    },
    status(company, vkey) {
      const { cosignedSize, cosignedAt, problem, conflict } = states.get(keyOf(company, vkey)) ?? unknown;
      return {
        cosignedSize,
        cosignedAt: cosignedAt === null ? null : isoTime(cosignedAt),
        problem,
        conflict,
      };
    },
    forget(company) {
      for (const key of states.keys()) if (key.startsWith(`${company} `)) states.delete(key);
    },
  };
}

const unknown: WitnessState = {
  size: 0,
  cosignedSize: null,
  cosignedAt: null,
  problem: null,
  conflict: false,
  failures: 0,
  notBefore: 0,
};

/** After an answer that is no cosignature: asked again later, and later still each time. */
export function failed(
  state: WitnessState,
  world: Pick<World, 'now'>,
  problem: string,
  conflict: boolean,
): void {
  const wait = Math.min(limits.witnessRetryMaxMs, limits.witnessRetryMs * 2 ** state.failures);
  state.failures = Math.min(state.failures + 1, 20);
  state.notBefore = world.now() + wait;
  state.problem = problem;
  state.conflict = conflict;
}
