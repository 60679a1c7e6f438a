/** What held before holds again: the affidavits of a bundle lie under one key and one checkpoint. */
import { concatBytes, sha256, toHex } from './hash.ts';

const KEPT = 64;

/**
 * `holds` for inputs that are named by all `parts` together, whose lengths must fix where each begins. Only a true answer
 * is remembered, for the last few inputs, by their SHA-256.
 */
export function rememberingTrue(
  holds: (...parts: Uint8Array[]) => boolean,
): (...parts: Uint8Array[]) => boolean {
  const known = new Set<string>();
  return (...parts) => {
    const name = toHex(sha256(concatBytes(...parts)));
    if (known.has(name)) return true;
    if (!holds(...parts)) return false;
    if (known.size >= KEPT) known.clear();
    known.add(name);
    return true;
  };
}
