/** How an answer prints times: as the key wishes. */
import { type JsonValue, legacyTimes } from '@affidavit/verify';
import type { Caller } from '../ports.ts';

/** The document with times in the caller's style. Free data stays as it is. */
export function inDateStyle(caller: Caller, document: object): object {
  return caller.dateStyle === 'legacy' ? (legacyTimes(document as JsonValue) as object) : document;
}
