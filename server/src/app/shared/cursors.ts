/** Cursors of paged lists: where a page ended, sealed for one company, list, filter and order. */
import { timingSafeEqual } from 'node:crypto';
import { invalid } from '../../domain/errors.ts';
import type { Company } from '../ports.ts';
import type { Secrets } from './secrets.ts';

/** What the next page begins beyond. Small: it travels in a query string. */
export type Place = readonly (string | number | null)[];

export interface Cursors {
  /** `scope` names the list with its filter and its order. */
  seal(company: Company, scope: string, place: Place): string;
  /** Throws Refused `invalid` (`cursor`) when it was edited, or made for another company or scope. */
  open(company: Company, scope: string, cursor: string): Place;
}

const MAC_BYTES = 16;

export function makeCursors(secrets: Secrets): Cursors {
  const mac = (company: Company, scope: string, json: string) =>
    secrets.mac(company.uuid, 'cursor', `${scope}\0${json}`).subarray(0, MAC_BYTES);
  return {
    seal(company, scope, place) {
      const json = JSON.stringify(place);
      return Buffer.concat([mac(company, scope, json), Buffer.from(json)]).toString('base64url');
    },
    open(company, scope, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      const json = bytes.subarray(MAC_BYTES).toString();
      const given = bytes.subarray(0, MAC_BYTES);
      // Compared as bytes: other spellings of them, and bytes that are no text, would read alike.
      const isOurs =
        bytes.toString('base64url') === cursor &&
        Buffer.from(json).equals(bytes.subarray(MAC_BYTES)) &&
        given.length === MAC_BYTES &&
        timingSafeEqual(given, mac(company, scope, json));
      if (!isOurs) throw invalid('cursor', 'is not one that this list gave for this filter and order');
      return JSON.parse(json) as Place;
    },
  };
}
