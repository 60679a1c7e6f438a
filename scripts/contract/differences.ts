/**
 * Why we differ from the contract, wherever we do. Every difference needs a reason, and every reason a difference:
 * scripts/contract-report.ts fails otherwise.
 */
import type { Kind } from './compare-schemas.ts';

export interface Reason {
  /** Of the difference: an operation (and what of it) or a schema's member. `*` stands for any text. */
  at: string;
  kind: Kind;
  why: string;
  /** Holds for the whole contract: told once among the conventions, and no operation counts as differing by it. */
  isConvention?: true;
}

const everywhere = (why: string, kind: Kind, ...places: readonly string[]): Reason[] =>
  places.map((at) => ({ at, kind, why, isConvention: true }));

const beyond = 'What a company puts in beyond the contract comes out as it went in';
const newest = "The contract's lists grow; ours are its newest known ones.";

export const reasons: readonly Reason[] = [
  ...everywhere(
    'v1: null where nothing is known, as live data must have it too (v2 declares the same members nullable).',
    'null',
    '*PublicDto.*',
  ),
  ...everywhere('v1: `{}` in place of the user that the document hangs on.', 'type', '*PublicDto.user'),
  ...everywhere(
    '429 with `Retry-After`: the contract has the limit, and does not declare it.',
    'status',
    '* 429',
  ),
  ...everywhere(
    '503 with `Retry-After`: nothing is lost, and the request may be sent again.',
    'status',
    '* 503',
  ),
  ...everywhere(
    `${beyond}: event types that it registered (an unknown type is refused with 400).`,
    'values',
    'GET /public/events type',
    'GET /public/v2/events type',
    'EventResponsePublicV2Dto.type',
  ),
  ...everywhere(
    `${beyond}: members of \`metadata\` that the contract does not name.`,
    'type',
    'EventResponsePublicDto.metadata',
    'EventResponsePublicV2Dto.metadata',
  ),
  ...everywhere(
    `${beyond}: a \`requestorId\` that is a UUID, as in the contract's example, although its type is number.`,
    'type',
    'ConnectionResponsePublicDto.requestorId',
  ),
  ...everywhere(newest, 'values', '*.clientType'),
];

/** What no schema shows: behaviour that a program written for the contract could notice. */
export interface Remark {
  operation: string;
  remark: string;
}

export const remarks: readonly Remark[] = [];
