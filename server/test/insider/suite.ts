/** Everything that an insider or a forger is tried as, on one kind of store. */
import { after, before, describe } from 'node:test';
import type { Kind } from './place.ts';
import { type Prepared, prepare } from './prepare.ts';
import { bytesSuite } from './suite-bytes.ts';
import { filesSuite } from './suite-files.ts';
import { historySuite } from './suite-history.ts';
import { removalsSuite } from './suite-removals.ts';

export function insiderSuite(kind: Kind, more: (ground: () => Prepared) => void = () => undefined): void {
  describe(`an insider: ${kind.name}`, () => {
    let prepared: Prepared;
    const ground = () => prepared;
    before(async () => {
      prepared = await prepare(kind);
    });
    after(() => prepared.remove());
    describe('bytes', () => bytesSuite(ground));
    describe('history', () => historySuite(ground));
    describe('removals', () => removalsSuite(ground));
    describe('files', () => filesSuite(ground));
    more(ground);
  });
}
