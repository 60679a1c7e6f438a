/** Writes verify/test/sentences.json (see sentences.ts there). Look at the difference before it is kept. */
import { writeFileSync } from 'node:fs';
import { sentences } from '../test/sentences.ts';

const groups = Object.entries(await sentences()).map(
  ([name, told]) => `${JSON.stringify(name)}: [\n${told.map((one) => JSON.stringify(one)).join(',\n')}\n]`,
);
writeFileSync(new URL('../test/sentences.json', import.meta.url), `{\n${groups.join(',\n')}\n}\n`);
