/**
 * The events of a large store: the log of a company of 200 people over three years, event by event from its number, the
 * same at every run. A served document has about 2.5 KB.
 */

const PEOPLE = 200;
const CONNECTIONS = 50;
const TESTS = 300;
const CONTROLS = 120;
const WORKSPACES = 5;

/** Events lie between these; all but a few in the order of the log. */
export const FROM = Date.UTC(2023, 0, 1);
export const TO = Date.UTC(2026, 0, 1);
const DAY_MS = 24 * 3600 * 1000;

/** What the searches look for. `rare` is in one event of 100,003. */
export const words = { rare: 'quokka', common: 'approved' };
const RARE_EVERY = 100_003;

const TEST_TYPES = `
  AP_IDENTITY_PROVIDER_MFA_ENABLED AP_COMPANY_INFRASTRUCTURE_MFA_ENABLED AP_COMPANY_WEBSITE_SSL_ENFORCED
  AP_COMPANY_WEBSITE_SSL_CERT_NOT_EXPIRED AP_VERSION_CONTROL_MFA_ENABLED AP_VERSION_CONTROL_CODE_REVIEW_PROCESS
  AP_INFRASTRUCTURE_PUBLIC_SSH_DENIED AP_INFRASTRUCTURE_DATA_ENCRYPTED AP_INFRASTRUCTURE_DATA_MULTI_AZ
  AP_INFRASTRUCTURE_STORAGE_ENCRYPTED AP_INFRASTRUCTURE_DATA_MONITOR_CPU AP_INFRASTRUCTURE_HAS_WAF
  AP_INFRASTRUCTURE_HAS_BALANCERS AP_INFRASTRUCTURE_STORAGE_VERSIONING AP_INFRASTRUCTURE_DATA_BACKUPS
  AP_INFRASTRUCTURE_ROOT_ACCOUNT_UNUSED AP_EMPLOYEES_SECURITY_COMPLIANCE AP_EMPLOYEES_BACKGROUND_CHECK_COMPLIANCE
  AP_EMPLOYEES_LOCK_SCREEN_COMPLIANCE AP_EMPLOYEES_HARD_DRIVE_ENCRYPTED_COMPLIANCE
`
  .trim()
  .split(/\s+/);

const DEEDS: readonly (readonly [type: string, category: string])[] = [
  ['USER_POLICY_ACCEPTED', 'POLICY'],
  ['POLICY_VERSION_UPDATED', 'POLICY'],
  ['POLICY_OWNER_APPROVED', 'POLICY'],
  ['USER_DOCUMENT_UPLOADED', 'PERSONNEL'],
  ['VENDOR_UPDATED', 'VENDOR'],
  ['TASK_COMPLETED', 'TASK'],
  ['USER_IDENTITY_INFRASTRUCTURE_USER_UPDATED', 'USER'],
  ['USER_IDENTITY_VERSION_CONTROL_USER_UPDATED', 'USER'],
  ['AGENT_USER_DATA_UPDATED', 'AGENT'],
  ['MDM_USER_DATA_UPDATED', 'MDM'],
  ['MANUAL_ASSET_UPDATED', 'ASSET'],
  ['UPLOAD_EXTERNAL_EVIDENCE', 'EVIDENCE'],
  ['VENDOR_CREATED', 'VENDOR'],
  ['RISK_SCORED', 'RISK'],
  ['RISK_TREATMENT_SET', 'RISK'],
  ['REPORT_DOWNLOADED', 'REPORT'],
  ['EMPLOYMENT_STATUS_UPDATED', 'PERSONNEL'],
  ['PROVIDER_CONNECTION_UPDATED', 'CONNECTION'],
  ['VENDOR_DOCUMENT_UPLOADED', 'VENDOR'],
  ['BACKGROUND_CHECK_COMPLETED', 'PERSONNEL'],
  ['COMPANY_DATA_UPDATED', 'COMPANY'],
  ['POLICY_ASSOCIATED_TO_CONTROL', 'GRC'],
  ['CREATE_CONTROL', 'GRC'],
  ['AUDITOR_ADDED', 'AUDIT'],
];

const VERBS = 'approved reviewed updated published archived assigned completed requested'.split(' ');
const THINGS = 'policy vendor document control risk report asset exception'.split(' ');
const TEAMS = 'security finance engineering people operations legal sales support'.split(' ');
const FIRST_NAMES = 'Ada Ben Chloe Dario Elif Farah Goran Hana Ivo Jun Kofi Lena Mira Nils Olga Priya'.split(
  ' ',
);
const LAST_NAMES = 'Abara Berg Costa Diaz Evans Fischer Garcia Haas Ito Jansen Kaya Lopez Moreau Novak'.split(
  ' ',
);

/** A number below `sides`, the same for the same `n` and `die`: an integer hash. */
function roll(n: number, die: number, sides: number): number {
  let hash = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(die + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % sides;
}

/** Below `sides`, the small ones more often than the great ones, as in life. */
function uneven(n: number, die: number, sides: number): number {
  const share = roll(n, die, 1_000_000) / 1_000_000;
  return Math.floor(sides * share * share);
}

const at = <T>(list: readonly T[], place: number): T => list[place % list.length] as T;

/** Milliseconds. One event in fifty arrives up to two months late. */
function createdAt(n: number, events: number): number {
  const inTurn = FROM + Math.floor(((n + roll(n, 1, 100) / 100) / (events + 1)) * (TO - FROM));
  if (roll(n, 2, 50) !== 0) return inTurn;
  return Math.max(FROM, inTurn - roll(n, 3, 60 * DAY_MS));
}

/** Event `n` of a store of `events`, as POST /api/events takes it. */
export function eventOf(n: number, events: number): object {
  const isTest = roll(n, 4, 20) < 11;
  const rare = n % RARE_EVERY === 17 ? ` A ${words.rare} was seen.` : '';
  const common = {
    createdAt: new Date(createdAt(n, events)).toISOString(),
    workspaceId: uneven(n, 5, WORKSPACES) + 1,
    metadata: metadataOf(n),
  };
  return isTest ? { ...common, ...testOf(n, rare) } : { ...common, ...deedOf(n, rare) };
}

function metadataOf(n: number): object {
  const thing = roll(n, 6, 5_000);
  return {
    dto: {
      name: `Document ${n}`,
      legalName: 'Acme Inc.',
      phoneNumber: `800-555-${roll(n, 7, 10_000)}`,
      reviewers: [roll(n, 8, PEOPLE) + 1, roll(n, 9, PEOPLE) + 1],
    },
    targetEntity: {
      id: thing,
      name: `${at(TEAMS, thing)} ${at(THINGS, thing)} ${thing}`,
      updatedAt: '2026-01-01T00:00:00.000Z',
      version: roll(n, 10, 17),
      state: 'PUBLISHED',
    },
    request: {
      ip: `192.0.2.${roll(n, 11, 250)}`,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      path: `/documents/${thing}/approve`,
    },
  };
}

function testOf(n: number, rare: string): object {
  const test = uneven(n, 12, TESTS);
  const luck = roll(n, 13, 100);
  const status = luck < 84 ? 'PASSED' : luck < 96 ? 'FAILED' : luck < 99 ? 'ERROR' : 'READY';
  const controls = [test % CONTROLS, (test * 7 + 3) % CONTROLS].map((control) => control + 1);
  return {
    type: at(TEST_TYPES, test),
    category: 'AUTOPILOT',
    source: luck === 50 ? 'SCHEDULED' : 'AUTOPILOT',
    description: `Test ${test + 1} of ${at(TEAMS, test)} ended: ${status.toLowerCase()}.${rare}`,
    status,
    userId: roll(n, 14, 10) < 7 ? uneven(n, 15, PEOPLE) + 1 : null,
    connectionId: (test % CONNECTIONS) + 1,
    testId: test + 1,
    testName: `Every ${at(THINGS, test)} of ${at(TEAMS, test)} is reviewed (${test + 1})`,
    requestDescription: `Data was fetched from https://api.example.com/v1/${at(THINGS, test)}`,
    issues:
      status === 'FAILED'
        ? Array.from({ length: 1 + roll(n, 16, 3) }, (_, i) => ({
            resource: `${at(THINGS, test)}/${roll(n, 17 + i, 5_000)}`,
            reason: 'not reviewed for a year',
          }))
        : [],
    controlIds: [...new Set(controls)],
  };
}

function deedOf(n: number, rare: string): object {
  const [type, category] = at(DEEDS, uneven(n, 20, DEEDS.length));
  const verb = at(VERBS, uneven(n, 21, VERBS.length));
  const thing = at(THINGS, roll(n, 22, THINGS.length));
  const luck = roll(n, 23, 100);
  return {
    type,
    category,
    source: luck < 80 ? 'APP' : luck < 95 ? 'PUBLIC_API' : 'WORKFLOW',
    description: `Version ${roll(n, 10, 17)} of ${thing} ${n} was ${verb} by ${at(TEAMS, roll(n, 24, 8))} after review.${rare}`,
    status: null,
    userId: uneven(n, 15, PEOPLE) + 1,
    connectionId: luck % 4 === 0 ? uneven(n, 25, CONNECTIONS) + 1 : null,
  };
}

/** The directory that the events name, collection by collection. User 1 is there already. */
export function directoryOf(): {
  users: object[];
  workspaces: object[];
  connections: object[];
  identities: object[];
} {
  const from1 = <T>(count: number, make: (id: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i + 1));
  return {
    users: from1(PEOPLE, (id) => ({
      id,
      email: id === 1 ? OWNER : `person${id}@example.com`,
      firstName: at(FIRST_NAMES, roll(id, 30, 997)),
      lastName: at(LAST_NAMES, roll(id, 31, 997)),
      jobTitle: `${at(TEAMS, id)} ${id % 9 === 0 ? 'lead' : 'specialist'}`,
      roles: id === 1 ? ['ADMIN'] : ['EMPLOYEE'],
    })),
    workspaces: from1(WORKSPACES, (id) => ({
      id,
      name: `Workspace ${id}`,
      description: `What ${at(TEAMS, id)} is audited for`,
      primary: id === 1,
    })),
    connections: from1(CONNECTIONS, (id) => ({
      id,
      clientType: at(['GITHUB', 'AWS', 'OKTA', 'JIRA', 'GOOGLE'], id),
      clientAlias: `${at(TEAMS, id)} ${id}`,
      ownerId: roll(id, 32, PEOPLE) + 1,
      workspaceIds: [(id % WORKSPACES) + 1],
    })),
    identities: from1(PEOPLE, (id) => ({
      id,
      userId: id,
      connectionId: roll(id, 33, CONNECTIONS) + 1,
      identityId: `account-${id}`,
      username: `person${id}`,
      hasMfa: id % 11 !== 0,
    })),
  };
}

export const OWNER = 'owner@example.com';
