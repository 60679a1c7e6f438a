/** The memory of signatures that held, emptied for each mutant: what one of them let pass must not pass for the next. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type Holds = (...parts: Uint8Array[]) => boolean;

// Of the copy that is mutated, which the runner works in.
const original: { rememberingTrue(holds: Holds): Holds } = await import(
  pathToFileURL(resolve('verify/src/remembered.ts')).href
);

let generation = 0;

export function forgetAll(): void {
  generation += 1;
}

export function rememberingTrue(holds: Holds): Holds {
  let of = generation;
  let remembering = original.rememberingTrue(holds);
  return (...parts) => {
    if (of !== generation) remembering = original.rememberingTrue(holds);
    of = generation;
    return remembering(...parts);
  };
}
