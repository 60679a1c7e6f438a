import { Refused } from '../../domain/errors.ts';

/** Lets in `most` at once of each company. */
export interface Gate {
  /** The answer lets the next one in. Throws Refused `busy` when it is full. */
  enter(company: number): () => void;
}

/** `why` it is full, in words for whoever has to come again in some seconds. */
export function makeGate(most: number, why: string): Gate {
  const inside = new Map<number, number>();
  return {
    enter(company) {
      const count = inside.get(company) ?? 0;
      if (count >= most) throw new Refused({ is: 'busy', message: why, retryAfterS: 5 });
      inside.set(company, count + 1);
      return () => inside.set(company, (inside.get(company) ?? 1) - 1);
    },
  };
}
