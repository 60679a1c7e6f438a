import { invalid } from '../../domain/errors.ts';
import type { MovingCompany } from '../ports/moving.ts';

/** The companies of these names or UUIDs, in this order. Throws Refused when one is no company, or several. */
export function namedCompanies(
  all: readonly MovingCompany[],
  names: readonly string[],
): readonly MovingCompany[] {
  return names.map((wanted) => {
    const fitting = all.filter(({ uuid, name }) => uuid === wanted.toLowerCase() || name === wanted);
    const [only, another] = fitting;
    if (only !== undefined && another === undefined) return only;
    const known = all.map(({ name, uuid }) => `"${name}" (${uuid})`).join(', ');
    throw invalid('company', `${only === undefined ? 'no such company' : 'which one'}: one of ${known}`);
  });
}
