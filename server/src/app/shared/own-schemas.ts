/** The schemas of companies' own types: whatever they ask for, compiling and checking come to an end. */
import type { Fault } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import { type Check, compileForeignSchema } from '../../domain/validate.ts';
import { within } from './within.ts';

/** Null when it takes too long. Throws an Error whose message says what is wrong with the schema. */
export function compileOwnSchema(schema: object): Check | null {
  const check = within(limits.eventTypeCompileMs, () => compileForeignSchema(schema));
  if (check === null || !CAN_BE_SLOW.test(JSON.stringify(schema))) return check;
  return (value) => within(limits.eventTypeCheckMs, () => check(value)) ?? [TOO_SLOW];
}

/** The check of a schema that was registered. */
export function ownCheck(schema: string): Check {
  return compileOwnSchema(JSON.parse(schema) as object) ?? (() => [TOO_SLOW]);
}

/** Keywords that can cost more than looking at every value once. */
const CAN_BE_SLOW = /"(pattern|patternProperties|uniqueItems|contains|anyOf|oneOf|\$\w+)":/;

const TOO_SLOW: Fault = {
  path: '',
  message: `must be checked within ${limits.eventTypeCheckMs} ms: register a schema that is easier to check`,
};
