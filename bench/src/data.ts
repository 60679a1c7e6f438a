/** What is recorded and read: the same at every run. A served document has about 2.5 KB. */
const TYPES = [
  'POLICY_VERSION_UPDATED',
  'COMPANY_DATA_UPDATED',
  'VENDOR_UPDATED',
  'USER_POLICY_ACCEPTED',
  'MONITOR_TEST_STATUS_UPDATED',
];
const CATEGORIES = ['POLICY', 'COMPANY', 'VENDOR', 'POLICY', 'MONITOR'];

const FIRST = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** When event n was, of events of a year in no order: milliseconds. */
export function createdAtRandom(n: number): number {
  // The fractional part of multiples of an irrational number is spread evenly.
  return FIRST - Math.floor(((n * 0.6180339887498949) % 1) * YEAR_MS);
}

/** The n-th event, a second after the one before it. */
export function draft(n: number, createdAt = FIRST + n * 1000): object {
  const isTest = n % 3 === 0;
  return {
    type: TYPES[n % TYPES.length],
    category: CATEGORIES[n % CATEGORIES.length],
    source: isTest ? 'AUTOPILOT' : 'APP',
    description: `Version ${n % 17} of document ${n} was approved by its owner after review.`,
    createdAt: new Date(createdAt).toISOString(),
    userId: 1,
    connectionId: 1,
    workspaceId: 1,
    status: isTest ? 'PASSED' : null,
    metadata: {
      dto: {
        name: `Document ${n}`,
        legalName: 'Acme Inc.',
        phoneNumber: `800-555-${n % 10_000}`,
        reviewers: [n % 7, n % 11],
      },
      targetEntity: {
        id: n,
        name: `Policy ${n % 97}`,
        updatedAt: '2026-01-01T00:00:00.000Z',
        version: n % 17,
        state: 'PUBLISHED',
      },
      request: {
        ip: `192.0.2.${n % 250}`,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
        path: `/documents/${n}/approve`,
      },
    },
    ...(isTest && {
      testId: (n % 50) + 1,
      testName: `Documents are reviewed (${n % 50})`,
      requestDescription: 'Data was fetched from https://api.example.com/v1/documents',
      issues: n % 2 === 0 ? [] : [{ resource: `document/${n}`, reason: 'not reviewed for a year' }],
      controlIds: [(n % 40) + 1],
    }),
  };
}

/** The directory the drafts refer to: path and body of each PUT. */
export const directory: readonly [string, object][] = [
  ['/api/workspaces', { name: 'Main', description: 'Everything that is audited', primary: true }],
  [
    '/api/connections',
    { clientType: 'GITHUB', clientAlias: 'main organisation', ownerId: 1, workspaceIds: [1] },
  ],
  ['/api/identities', { userId: 1, connectionId: 1, identityId: 'owner', username: 'owner', hasMfa: true }],
];
