import { unpackPart } from './packed-part.ts';

/** What a packed test result calls its test; null when it does not, or is there no more. */
export function nameInTest(packed: Uint8Array | null): string | null {
  const json = unpackPart(packed);
  return json === null ? null : ((JSON.parse(json) as { testName?: string | null }).testName ?? null);
}
