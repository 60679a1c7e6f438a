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

const because = (why: string, kind: Kind, ...places: readonly string[]): Reason[] =>
  places.map((at) => ({ at, kind, why }));

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
  ...everywhere(newest, 'values', '*.clientType', '*.externalProvider'),
  ...everywhere(
    'Where a parameter or a body can be wrong 400 is possible, and where an id can name nothing 404, also where the contract does not declare them.',
    'status',
    '* 400',
    '* 404',
  ),
  ...everywhere(
    'An operation that has nothing to refuse (no parameters) or nothing to miss (no ids) never answers 400 or 404.',
    'unused status',
    'GET * 400',
    'GET * 404',
  ),
  ...everywhere('402 is never answered: nothing here depends on a plan.', 'unused status', '* 402'),
  ...everywhere(
    '`email:VALUE` is taken too, as the text of the contract says where the type says number.',
    'type',
    '* /public/v2/users/{userId}/documents* userId',
  ),
  ...because(
    'Monitoring tests are not modelled beyond the events that they cause; the contract lets the member be absent.',
    'missing',
    '*.complianceTests',
  ),
  ...because(
    'Service levels of policies are not modelled; the contract lets the members be absent.',
    'missing',
    '*.policyWeekTimeFrameSLAs',
    '*.policyGracePeriodSLAs',
    '*.policyP3MatrixSLAs',
    '*.weekTimeFrameSLAs',
    '*.gracePeriodSLAs',
    '*.p3MatrixSLAs',
  ),
  ...because(
    'A document or a version need not have a renewal date: null instead of an invented one.',
    'null',
    '*.renewalDate',
  ),
  ...everywhere(
    'A body that arrives too late, is too large, or is of another type is answered 408, 413 or 415.',
    'status',
    '* 408',
    '* 413',
    '* 415',
  ),
  ...because(
    'Nothing here synchronises on its own, so nothing locks a reset.',
    'unused status',
    'PUT /public/personnel/*reset-sync* 409',
    'POST /public/v2/personnel/actions 409',
  ),
  ...because(
    'Whatever body is sent is not read.',
    'unused status',
    'PUT /public/personnel/all/reset-sync 400',
  ),
  ...because(
    'The contract declares no body: CSV as it is, or as the one file of a form.',
    'body',
    '*/upload/csv body',
  ),
  ...because(
    'Dates that contradict the status are a conflict, as in v1.',
    'status',
    'PUT /public/v2/personnel/{personnelId} 409',
  ),
  ...because(
    'An upload to a connection that takes none, and an HRIS record for one that is no HRIS, are conflicts.',
    'status',
    'PUT /public/connections/{id}/upload/* 409',
    '*/hris-user-identities* 409',
  ),
  ...because(
    'An account need not belong to a connection; `connectionId` is null then, as the contract allows.',
    'null',
    'UserIdentityResponsePublicV2Dto.connection',
  ),
];

/** What no schema shows: behaviour that a program written for the contract could notice. */
export interface Remark {
  operation: string;
  remark: string;
}

export const remarks: readonly Remark[] = [
  {
    operation: 'POST /public/v2/custom-connections',
    remark:
      'the provider type CUSTOM of the newest revision, with its own kind of records, is refused: the operations on such records are in no covered tag.',
  },
];
