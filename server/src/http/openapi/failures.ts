/** Which errors an operation can answer, from what is known of its route. */
import { type ErrorName, errorKinds } from '../errors.ts';
import { Int, named, Text } from '../schemas/common.ts';
import type { Described } from './collect.ts';
import type { Components } from './components.ts';
import type { Response } from './types.ts';

export const Problem = named('Problem', { statusCode: Int, message: Text, code: Int });
/** What v2 answers to a request that is at fault: `name` is the contract's word for the code. */
const ProblemV2 = named('ProblemV2', { name: Text, statusCode: Int, message: Text, code: Int });

const JSON_TYPE = 'application/json';

/** By status. */
export function failures(operation: Described, components: Components): Record<string, Response> {
  const byStatus = Map.groupBy(failuresOf(operation), (name) => errorKinds[name].status);
  const sorted = [...byStatus].toSorted(([a], [b]) => a - b);
  return Object.fromEntries(
    sorted.map(([status, names]) => [String(status), failure(operation.path, status, names, components)]),
  );
}

/** Beyond these: 404, 405, 408 and 431 for what is no request to an operation at all. */
function failuresOf({ path, pathNames, query, body, config }: Described): ErrorName[] {
  const names: ErrorName[] = [...(config.errors ?? [])];
  if (pathNames.length > 0 || query !== undefined || body !== undefined || config.headers !== undefined)
    names.push('malformed');
  if (pathNames.length > 0) names.push('notFound');
  if (body !== undefined) names.push('requestTimeout', 'tooLarge', 'mediaType');
  if (config.permission !== undefined)
    names.push(
      isV2(path) ? 'authorizationMissingV2' : 'authorizationMissing',
      'forbidden',
      'crossSite',
      'termsNotAccepted',
      'unavailable',
    );
  if (config.access === 'session') names.push('authorizationMissing', 'crossSite', 'unavailable');
  if (config.access === 'signIn') names.push('crossSite');
  if (config.access === 'embed')
    names.push('authorizationMissing', 'originRefused', 'tooManyRequests', 'unavailable');
  if (path.startsWith('/public/')) names.push('tooManyRequests');
  names.push('internal');
  return [...new Set(names)];
}

function failure(
  path: string,
  status: number,
  names: readonly ErrorName[],
  components: Components,
): Response {
  const schema = isV2(path) && (status === 400 || status === 404) ? ProblemV2 : Problem;
  const messages = new Set(names.map((name) => errorKinds[name].message));
  return {
    description: [...messages].join(', or '),
    ...((status === 429 || status === 503) && {
      headers: {
        'Retry-After': {
          description: 'seconds until the request may be sent again',
          schema: { type: 'integer' },
        },
      },
    }),
    content: { [JSON_TYPE]: { schema: components.schema(schema) } },
  };
}

function isV2(path: string): boolean {
  return path.startsWith('/public/v2/');
}
