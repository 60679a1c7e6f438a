/** What the OpenAPI document says beside its operations: our own words. */
import { limits } from '../../domain/limits.ts';
import type { OpenApiDocument } from './types.ts';

/** Groups of operations, in the order of the reference. */
export const tags = {
  Events:
    'What happened: recorded once, never changed, each with everything around it as it was at that moment.',
  Finding: 'Searching, counting and following events.',
  Users: 'People of the company and their documents (v1).',
  'Users and Roles': 'People of the company and what they may do (v2).',
  'User Documents': 'Documents of a person (v2).',
  'User Policies': 'Policies that a person has to accept (v1).',
  "User's Assigned Policies": 'Policies that a person has to accept (v2).',
  Personnel: 'Employment of people.',
  'Background Check': 'Background checks made by hand (v1).',
  'Background Checks': 'Background checks made by hand (v2).',
  'User Identities': 'Accounts of people in connected systems (v1).',
  'HRIS User Identities': 'Accounts of people in a system for human resources (v2).',
  Connections: 'Connected systems (v1).',
  'Custom Connections': 'Systems that a company connects itself (v2).',
  'Multiple Workspace Support': 'Workspaces (v1).',
  Workspaces: 'Workspaces (v2).',
  Companies: 'The company (v1).',
  Company: 'The company (v2).',
  Directory:
    'The people and systems that events name: written by programs, read as they are or as they were.',
  Access: 'Who may come in: keys of programs, links of people.',
  'Signing In': 'Sessions of people: for the pages of this server. Programs use keys.',
  Log: 'The sealed log of a company, for whoever checks it.',
  Operation: 'For load balancers, and for programs that read this document.',
} as const;

export type TagName = keyof typeof tags;

export function isTag(name: string): name is TagName {
  return Object.hasOwn(tags, name);
}

export const info: OpenApiDocument['info'] = {
  title: 'Affidavit',
  version: '0.1.0',
  summary: 'Compliance events that anyone can verify.',
  description: [
    'Paths under `/public` follow the contract of the vendor whose programs they serve, in its versions 1 and 2; ' +
      'paths under `/api` and `/log` are our own.',
    '**Keys.** Every operation with a permission needs `Authorization: Bearer <key>`, and a key that holds that ' +
      'permission (`x-permission`). A key belongs to a user of one company; whatever belongs to another company is ' +
      'answered as if it did not exist.',
    '**Errors** are JSON with `statusCode`, `message` and `code`; the message says which member is wrong and what ' +
      'would be right.',
    '**Times** are ISO 8601 in UTC with milliseconds. A key may be set to the older style ' +
      '`2020-07-06 12:00:00.000000` in documents of the contract; both styles are understood as input.',
    `**Lists** of version 1 have \`page\` and \`limit\` (at most ${limits.pageSizeMax}); all others have \`cursor\` and ` +
      `\`size\` (at most ${limits.cursorPageSizeMax}), and end when the cursor is null. An array in a query string is ` +
      'its name repeated: `expand[]=user&expand[]=issues`.',
    '**Limits.** `/public` answers 429 with `Retry-After` when an address asks too often; 503 with `Retry-After` says ' +
      'that nothing is lost and the request may be sent again.',
  ].join('\n\n'),
  license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
};
