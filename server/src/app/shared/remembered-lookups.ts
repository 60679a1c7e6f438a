/** The directory at one version: what was looked up once is not looked up again. */
import { limits } from '../../domain/limits.ts';
import type { Directory } from '../ports.ts';
import { makeCache } from './cache.ts';

type Lookups = Pick<Directory, 'row' | 'userByEmail'>;

/** Remembers rows and people by e-mail, those that are not there too. Good for as long as the directory does not move. */
export function rememberLookups(directory: Lookups): Lookups {
  return {
    row: remember(directory.row, (company, kind, id) => `${company} ${kind} ${id}`),
    userByEmail: remember(directory.userByEmail, (company, email) => `${company} ${email}`),
  };
}

function remember<Of extends unknown[], Found>(
  look: (...of: Of) => Promise<Found>,
  nameOf: (...of: Of) => string,
): (...of: Of) => Promise<Found> {
  const known = makeCache<{ found: Found }>(limits.rememberedLookups);
  return async (...of) => {
    const name = nameOf(...of);
    const kept = known.get(name);
    if (kept !== undefined) return kept.found;
    const found = await look(...of);
    known.set(name, { found }, 1);
    return found;
  };
}
