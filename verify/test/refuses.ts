import assert from 'node:assert/strict';
import { VerifyError } from '../src/error.ts';

/** That `read` refuses what it is given: with an error of this package that says of what kind it is, and in words why. */
export function refuses(read: () => unknown, name = 'the input'): void {
  let result: unknown;
  try {
    result = read();
  } catch (error) {
    assert.ok(error instanceof VerifyError, `${name}: ${error}`);
    assert.match(error.code, /^[a-z]+$/, name);
    assert.match(error.message, /^\S+( \S+)+$/u, name);
    return;
  }
  assert.fail(`${name} was accepted as ${JSON.stringify(result)}`);
}
