/** docs/contract.md is what the comparison says, and nothing of the contract can go missing without a reason. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareReport, documentFile, pageFile } from '../contract-report.ts';
import type { Document } from './openapi.ts';
import { page } from './page.ts';

const text = readFileSync(documentFile, 'utf8');
const load = (): Document => JSON.parse(text) as Document;

test('every difference has a reason, and every reason a difference', () => {
  deepEqual(compareReport(load()).faults, []);
});

test('docs/contract.md is as it is made (npm run contract rewrites it)', () => {
  equal(readFileSync(pageFile, 'utf8'), page(compareReport(load())));
});

/** Changes one thing that the contract asks for. */
const losses: Readonly<Record<string, (document: Document, pick: number) => string>> = {
  'a member of an answer': (document, pick) => {
    const places = Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.keys(properties).map((member) => ({ name, member })),
    );
    const contract = places.filter(({ name }) => /ResponsePublic(V2)?Dto$/.test(name));
    const place = contract[pick % contract.length];
    const schema = document.components.schemas[place?.name ?? ''];
    ok(place !== undefined && schema?.properties !== undefined);
    delete schema.properties[place.member];
    return `${place.name}.${place.member}`;
  },
  'a parameter': (document, pick) => {
    const places = contractOperations(document).filter(({ parameters = [] }) => parameters.length > 0);
    const place = places[pick % places.length];
    const [gone] = place?.parameters?.splice(pick % place.parameters.length, 1) ?? [];
    return String(gone?.name);
  },
  'a permission': (document, pick) => {
    const places = contractOperations(document);
    const place = places[pick % places.length];
    ok(place !== undefined);
    place['x-permission'] = 'another';
    return 'permission';
  },
  'an error': (document, pick) => {
    const places = contractOperations(document);
    const place = places[pick % places.length];
    ok(place !== undefined);
    delete place.responses[412];
    return '412';
  },
};

function contractOperations(document: Document) {
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/public/'))
    .flatMap(([, item]) => Object.values(item));
}

for (const [what, lose] of Object.entries(losses))
  test(`${what} cannot go missing in silence`, () => {
    fc.assert(
      fc.property(fc.nat(), (pick) => {
        const document = load();
        const lost = lose(document, pick);
        ok(compareReport(document).faults.length > 0, lost);
      }),
      { numRuns: 50 },
    );
  });
