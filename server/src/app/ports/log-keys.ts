/** The keys that sign a company's log (docs/formats.md, "Log key"). */

export interface LogKey {
  /** The name of the log that it signs: that of the epoch it belongs to. */
  origin: string;
  /** Counts from 1 within an epoch. */
  generation: number;
  vkey: string;
  /** How many entries the log held when it began to sign. */
  fromSize: number;
  /** Until when it signs, in milliseconds; null as long as no other took its place. */
  signsUntil: number | null;
}

/**
 * Another key signs from here on: of the same origin (a rotation), or of a new one (an epoch), which forgets the
 * checkpoints that were signed under the old. The replaced one signs beside it until `until`. `stale` unless `replacing`
 * is the key that signs now.
 */
export interface LogKeyChange {
  do: 'turnLogKey';
  key: LogKey;
  replacing: Pick<LogKey, 'origin' | 'generation'>;
  until: number;
}
