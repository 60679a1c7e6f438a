/** A signed checkpoint, read and checked in this browser. */
import {
  openNote,
  parseCheckpoint,
  parseVkey,
  parseWitnessVkey,
  readCosignatures,
  readNote,
  toHex,
} from '@affidavit/verify';

export interface Head {
  origin: string;
  size: number;
  root: string;
  note: string;
  /** By one of the keys that the server states. */
  isSigned: boolean;
}

/** Throws VerifyError when the note is no checkpoint. */
export function headOf(note: string, vkeys: readonly string[]): Head {
  const { origin, size, root } = parseCheckpoint(readNote(note).text);
  return { origin, size, root: toHex(root), note, isSigned: vkeys.some((vkey) => hasSigned(vkey, note)) };
}

/** Whether the key has signed the note. */
export function hasSigned(vkey: string, note: string): boolean {
  try {
    return openNote(note, [parseVkey(vkey)]).verified.length > 0;
  } catch {
    return false;
  }
}

/** Whether the witness with this key has cosigned the note. */
export function hasCosigned(vkey: string, note: string): boolean {
  try {
    return readCosignatures(note, [parseWitnessVkey(vkey)]).length > 0;
  } catch {
    return false;
  }
}
