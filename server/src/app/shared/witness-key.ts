/** The key file of a witness: `PRIVATE+KEY+<name>+<hex key id>+<base64 of 0x04 and the seed>`, one line. */
import {
  type Cosigner,
  concatBytes,
  cosigner,
  fromBase64,
  toBase64,
  toHex,
  VerifyError,
} from '@affidavit/verify';
import { invalid } from '../../domain/errors.ts';

const START = 'PRIVATE+KEY+';
const COSIGNATURE = 0x04;

/** The text of a new key file. Throws Refused when the name cannot name a key. */
export function formatWitnessKey(name: string, seed: Uint8Array): string {
  const { keyId } = makeCosigner(name, seed);
  return `${START}${name}+${toHex(keyId)}+${toBase64(concatBytes(Uint8Array.of(COSIGNATURE), seed))}\n`;
}

/** The hand of the witness whose key file holds `text`. Throws Refused. */
export function parseWitnessKey(text: string): Cosigner {
  const line = text.trimEnd();
  const [name = '', id = '', ...rest] = line.startsWith(START) ? line.slice(START.length).split('+') : [];
  const key = bytesOf(rest.join('+'));
  if (key?.[0] !== COSIGNATURE) throw invalid('key file', 'is not the key of a witness');
  const made = makeCosigner(name, key.slice(1));
  if (toHex(made.keyId) !== id)
    throw invalid('key file', 'is damaged: the key id does not belong to the key');
  return made;
}

function makeCosigner(name: string, seed: Uint8Array): Cosigner {
  try {
    return cosigner(name, seed);
  } catch (error) {
    if (!(error instanceof VerifyError)) throw error;
    throw invalid('name', `cannot name a witness: ${error.message}`);
  }
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return fromBase64(base64);
  } catch {
    return null;
  }
}
