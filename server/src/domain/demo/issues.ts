/** What a failing test finds: shapes differ by what was inspected, as they do in real answers. */
import type { JsonObject } from '@affidavit/verify';
import type { User } from '../directory.ts';
import { isoTime } from '../time.ts';
import { DAY_MS, dateOf } from './calendar.ts';
import type { Dice } from './dice.ts';
import { nameOf } from './people.ts';

export interface Finding {
  /** The company's short name, as it appears in the names of its resources. */
  company: string;
  dice: Dice;
  people: readonly User[];
  at: number;
}

const ACCOUNT = '111122223333';
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'];
const SERVICES = ['ledger', 'payouts', 'checkout', 'onboarding', 'reports', 'search', 'mailer', 'identity'];
const PACKAGES = [
  ['libxml-lite', '2.9.1', '2.9.4'],
  ['fastjson-go', '1.4.0', '1.4.2'],
  ['tinytls', '0.8.11', '0.9.0'],
  ['markup-it', '12.0.3', '12.3.2'],
  ['gzip-stream', '3.1.0', '3.1.1'],
];

const makers = {
  account: ({ dice, people, at }) => {
    const user = dice.pick(people);
    return {
      name: nameOf(user),
      email: user.email,
      userId: user.id,
      mfa: false,
      lastSignInAt: dice.chance(0.8) ? isoTime(at - dice.int(1, 20) * DAY_MS) : null,
    };
  },
  repository: ({ company, dice }) => ({
    repository: `${company}/${dice.pick(SERVICES)}`,
    branch: dice.pick(['main', 'release', 'production']),
    rule: 'required_approving_review_count',
    expected: 1,
    actual: 0,
    pullRequests: Array.from({ length: dice.int(1, 6) }, () => dice.int(100, 4800)),
  }),
  bucket: ({ company, dice }) => {
    const name = `${company}-${dice.pick(SERVICES)}-${dice.pick(['logs', 'exports', 'uploads', 'static'])}`;
    return {
      resourceId: `arn:aws:s3:::${name}`,
      resourceName: name,
      region: dice.pick(REGIONS),
      accountId: ACCOUNT,
      reason: dice.pick([
        'policy grants s3:GetObject to *',
        'block public access is off',
        'versioning is suspended',
      ]),
      tags: { team: dice.pick(SERVICES), env: dice.pick(['prod', 'staging']) },
    };
  },
  database: ({ dice }) => ({
    resourceId: `arn:aws:rds:${dice.pick(REGIONS)}:${ACCOUNT}:db:${dice.pick(SERVICES)}-${dice.int(1, 4)}`,
    engine: dice.pick(['postgres 16.4', 'postgres 17.2', 'mysql 8.4.3']),
    storageEncrypted: dice.chance(0.5),
    backupRetentionDays: dice.pick([0, 1, 3]),
    multiAz: false,
  }),
  securityGroup: ({ dice }) => ({
    id: `sg-0${dice.hex(16)}`,
    name: `${dice.pick(SERVICES)}-bastion`,
    region: dice.pick(REGIONS),
    ingress: [{ protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['0.0.0.0/0', '::/0'] }],
  }),
  loadBalancer: ({ dice }) => ({
    arn: `arn:aws:elasticloadbalancing:${dice.pick(REGIONS)}:${ACCOUNT}:loadbalancer/app/${dice.pick(SERVICES)}/${dice.hex(16)}`,
    scheme: 'internet-facing',
    webAcl: null,
  }),
  credential: ({ dice, at }) => ({
    keyId: `key-${dice.hex(12)}`,
    owner: dice.pick(['ci-bot', 'backup', 'terraform', 'legacy-export']),
    ageDays: dice.int(91, 410),
    lastUsedAt: dice.chance(0.6) ? isoTime(at - dice.int(1, 60) * DAY_MS) : null,
  }),
  network: ({ dice }) => ({
    vpcId: `vpc-0${dice.hex(16)}`,
    cidr: `10.${dice.int(1, 250)}.0.0/16`,
    flowLogs: [],
  }),
  volume: ({ dice }) => ({
    volumeId: `vol-0${dice.hex(16)}`,
    sizeGiB: dice.pick([20, 100, 512, 2048]),
    encrypted: false,
    attachedTo: dice.chance(0.7) ? { instanceId: `i-0${dice.hex(16)}`, device: '/dev/xvdf' } : null,
  }),
  alarm: ({ dice }) => ({
    resource: `${dice.pick(SERVICES)}-worker`,
    metric: dice.pick(['Errors', 'Throttles', 'CPUUtilization']),
    threshold: dice.pick([0.01, 0.05, 0.8]),
    alarms: [],
  }),
  trail: ({ dice }) => ({
    trail: `${dice.pick(REGIONS)}-org-trail`,
    validation: false,
    retentionDays: dice.pick([30, 90, 180]),
  }),
  ticket: ({ company, dice, at }) => ({
    key: `SEC-${dice.int(200, 990)}`,
    summary: dice.pick([
      'Rotate the signing key',
      'XSS in the invoice preview',
      'Zugriff für Dienstleister prüfen',
      '脆弱性スキャンの再実行',
    ]),
    priority: null,
    openDays: dice.int(3, 44),
    url: `https://${company}.atlassian.example.com/browse/SEC`,
    createdAt: isoTime(at - dice.int(3, 44) * DAY_MS),
  }),
  person: ({ dice, people, at }) => {
    const user = dice.pick(people);
    return {
      personnelId: 5000 + user.id,
      name: nameOf(user),
      email: user.email,
      dueDate: dateOf(at - dice.int(1, 14) * DAY_MS),
    };
  },
  device: ({ dice, people, at }) => ({
    deviceId: dice.int(300, 380),
    owner: dice.pick(people).email,
    model: dice.pick(['MacBook Pro 14" (2024)', 'ThinkPad X1 Carbon Gen 12', 'Framework 13']),
    serialNumber: dice.hex(10).toUpperCase(),
    os: dice.pick(['macOS 26.1', 'Windows 11 24H2', 'Ubuntu 26.04']),
    compliance: {
      diskEncryption: false,
      screenLockSeconds: dice.pick([300, 900, null]),
      autoUpdate: dice.chance(0.5),
    },
    lastSeenAt: isoTime(at - dice.int(1, 12) * DAY_MS),
  }),
  vulnerability: ({ dice, at }) => {
    const [name = '', installed = '', fixed = ''] = dice.pick(PACKAGES);
    return {
      id: `DEMO-${dice.int(2024, 2026)}-${dice.int(10_000, 99_999)}`,
      title: `${dice.pick(['Heap overflow', 'Path traversal', 'Prototype pollution', 'Denial of service'])} in ${name}`,
      severity: dice.pick(['critical', 'high']),
      score: dice.pick([7.5, 8.1, 9.1, 9.8]),
      package: { name, installed, fixed },
      projects: dice.some(SERVICES, dice.int(1, 3)),
      dueAt: isoTime(at - dice.int(1, 9) * DAY_MS),
    };
  },
  certificate: ({ company, dice, at }) => ({
    host: `${dice.pick(['status', 'pay', 'docs', 'münchen'])}.${company}.example.com`,
    issuer: 'Example Trust CA 3',
    notAfter: isoTime(at + dice.int(-2, 6) * DAY_MS),
    chain: ['leaf', 'intermediate', 'root'],
  }),
  policy: ({ dice }) => ({
    policyId: dice.int(1, 14),
    version: `${dice.int(1, 6)}.${dice.int(0, 4)}`,
    approvedAt: null,
  }),
  page: ({ company, dice }) => ({
    url: `https://www.${company}.example.com/privacy`,
    status: dice.pick([404, 503]),
    redirects: 0,
  }),
} satisfies Record<string, (finding: Finding) => JsonObject>;

export type IssueKind = keyof typeof makers;

export function isIssueKind(word: string): word is IssueKind {
  return Object.hasOwn(makers, word);
}

/** `count` findings of one kind. */
export function issuesOf(kind: IssueKind, count: number, finding: Finding): JsonObject[] {
  const make: (finding: Finding) => JsonObject = makers[kind];
  return Array.from({ length: count }, () => make(finding));
}

/** Where a kind of data is read, relative to the base of its connection. */
export function pathOf(kind: IssueKind): string {
  const paths: Record<IssueKind, string> = {
    account: '/users?status=active&limit=200',
    repository: '/repos?type=all',
    bucket: '/s3/buckets',
    database: '/rds/db-instances',
    securityGroup: '/ec2/security-groups',
    loadBalancer: '/elbv2/load-balancers',
    credential: '/iam/credential-report',
    network: '/ec2/vpcs',
    volume: '/ec2/volumes',
    alarm: '/cloudwatch/alarms',
    trail: '/cloudtrail/trails',
    ticket: '/search?jql=labels%3Dsecurity',
    person: '/employees/directory',
    device: '/computers-inventory?section=SECURITY',
    vulnerability: '/issues?effective_severity_level=critical,high',
    certificate: '/',
    policy: '/policies',
    page: '/privacy',
  };
  return paths[kind];
}
