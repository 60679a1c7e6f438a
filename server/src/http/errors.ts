/**
 * Every error that HTTP answers: the registry. docs/errors.md describes each, and a test keeps the two equal.
 * Codes are those of the contract (section 5); where it has none, 10000 UNDEFINED stands.
 */
import { describeRefusal, type Fault, type Refusal } from '../domain/errors.ts';
import { connectionCodes } from '../domain/vocabulary.ts';

export interface ErrorKind {
  status: number;
  code: number;
  /** The whole message, or what stands before `: ` and the particulars. */
  message: string;
}

export const errorKinds = {
  malformed: { status: 400, code: 10020, message: 'Malformed data and/or validation errors' },
  authorizationMissing: { status: 401, code: 12300, message: 'Invalid Authorization' },
  authorizationMissingV2: { status: 401, code: 26430, message: 'Invalid Authorization' },
  keyUnknown: { status: 401, code: 12310, message: 'Invalid Authorization' },
  keyRefused: { status: 401, code: 10000, message: 'Invalid Authorization' },
  /** Whether the account, the password, the link or the choice was wrong is not said. */
  signInRefused: { status: 401, code: 10000, message: 'This e-mail address and password do not fit' },
  crossSite: { status: 403, code: 10000, message: 'Only pages of this server may send this' },
  notSecure: { status: 403, code: 10000, message: 'Signing in needs HTTPS' },
  originRefused: { status: 403, code: 10000, message: 'This token is not for this page' },
  forbidden: { status: 403, code: 12330, message: 'You are not allowed to perform this action' },
  linkRefused: { status: 403, code: 10000, message: 'This link cannot be used' },
  notFound: { status: 404, code: 10170, message: 'Record Not Found' },
  /** The message names method and path instead. */
  routeUnknown: { status: 404, code: 10000, message: 'Cannot GET /path' },
  methodNotAllowed: { status: 405, code: 10000, message: 'Method Not Allowed' },
  requestTimeout: { status: 408, code: 10000, message: 'Request Timeout' },
  conflict: { status: 409, code: 10050, message: 'Conflict' },
  termsNotAccepted: {
    status: 412,
    code: 10340,
    message: 'You must accept the Drata terms and conditions to use the API',
  },
  tooLarge: { status: 413, code: 10000, message: 'Payload Too Large' },
  mediaType: { status: 415, code: 10000, message: 'Unsupported Media Type' },
  keyReused: { status: 422, code: 10000, message: 'Unprocessable Content' },
  tooManyRequests: { status: 429, code: 10000, message: 'Too Many Requests' },
  headersTooLarge: { status: 431, code: 10000, message: 'Request Header Fields Too Large' },
  internal: { status: 500, code: 10010, message: 'Internal server error' },
  unavailable: { status: 503, code: 10000, message: 'Service Unavailable' },
} as const satisfies Record<string, ErrorKind>;

export type ErrorName = keyof typeof errorKinds;

/** An error as it goes out. */
export interface Problem {
  name: ErrorName;
  /** What follows the message of the kind after `: `; absent when there is no more to say. */
  detail?: string;
  retryAfterS?: number;
}

/** Thrown inside this folder where no Refusal of the domain fits. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly problem: Problem;

  constructor(name: ErrorName, detail?: string) {
    super(detail ?? errorKinds[name].message);
    this.problem = detail === undefined ? { name } : { name, detail };
  }
}

/** The message of a problem. That of an unknown route is its detail alone. */
export function messageOf({ name, detail }: Problem): string {
  const { message } = errorKinds[name];
  if (detail === undefined) return message;
  return name === 'routeUnknown' ? detail : `${message}: ${detail}`;
}

/** {statusCode, message, code} and nothing else. */
export function errorBody(problem: Problem): { statusCode: number; message: string; code: number } {
  const { status, code } = errorKinds[problem.name];
  return { statusCode: status, message: messageOf(problem), code };
}

/** The same for v2, where errors about the request carry the contract's name of the code too. */
export function errorBodyV2(problem: Problem): object {
  const body = errorBody(problem);
  if (body.statusCode !== 400 && body.statusCode !== 404) return body;
  return { name: connectionCodes.get(body.code) ?? 'UNDEFINED', ...body };
}

/** The one place where facts of the domain become statuses. */
export function problemOf(refusal: Refusal): Problem {
  switch (refusal.is) {
    case 'invalid':
      return { name: 'malformed', detail: refusal.faults.map(describeFault).join('; ') };
    case 'notFound':
      return { name: 'notFound', ...(refusal.message !== undefined && { detail: refusal.message }) };
    case 'forbidden':
      return { name: 'forbidden', detail: refusal.message };
    case 'conflict':
      return { name: 'conflict', detail: refusal.message };
    case 'keyReused':
      return { name: 'keyReused', detail: describeRefusal(refusal) };
    case 'tooLarge':
      return { name: 'tooLarge', detail: refusal.message };
    case 'busy':
      return { name: 'unavailable', detail: refusal.message, retryAfterS: refusal.retryAfterS };
    case 'unknownOutcome':
      return { name: 'unavailable', detail: describeRefusal(refusal), retryAfterS: 1 };
  }
}

/** `limit must be between 1 and 50`, but `userId: user 7 is not in the directory`. */
function describeFault({ path, message }: Fault): string {
  if (path === '') return message;
  return /^(must|is|names) /.test(message) ? `${path} ${message}` : `${path}: ${message}`;
}
