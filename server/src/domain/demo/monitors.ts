/** The automated tests that the demo companies run, and what each of them looks at. */
import type { IssueKind } from './issues.ts';
import { isIssueKind } from './issues.ts';

export interface Monitor {
  testId: number;
  type: string;
  testName: string;
  kind: IssueKind;
  controlIds: number[];
  connectionId: number | null;
  /** Where the data comes from; null when the test looks at the programme's own records. */
  base: string | null;
  /** Every night, or in turn with the others. */
  nightly: boolean;
}

/** One line: test id (with `*` when it runs nightly), type, what it inspects, control ids, name. */
const acmeGroups: readonly [connectionId: number | null, base: string | null, tests: string][] = [
  [
    null,
    'https://www.acme.example.com',
    `
    1* AP_COMPANY_WEBSITE_SSL_CERT_NOT_EXPIRED certificate 41 Certificates of public sites are valid
    2 AP_COMPANY_WEBSITE_SSL_ENFORCED certificate 41 Public sites answer over TLS only
    7 AP_INTERNAL_URL_PRIVACY_POLICY page 52 The privacy notice is published
    `,
  ],
  [
    null,
    null,
    `
    3 AP_INTERNAL_POLICY_ACCESS_CONTROL policy 11,12 Access control policy is approved
    4 AP_INTERNAL_POLICY_INCIDENT_RESPONSE policy 61 Incident response plan is approved
    5 AP_EMPLOYEES_POLICIES_APPROVED person 10 Everybody has acknowledged the policies
    6 AP_SECURITY_AWARENESS_TRAINING person 18 Security training is up to date
    `,
  ],
  [
    3,
    'https://acme.okta.example.com/api/v1',
    `
    41* AP_IDENTITY_PROVIDER_MFA_ENABLED account 12,14 Okta sign-in requires a second factor
    42 AP_EXCESSIVE_PRIVILEGES_ASSIGNED account 13 Administrators are few
    `,
  ],
  [
    4,
    'https://api.github.com/orgs/acme',
    `
    31* AP_VERSION_CONTROL_MFA_ENABLED account 12,14 GitHub accounts have a second factor
    32* AP_VERSION_CONTROL_CODE_REVIEW_PROCESS repository 31,32 Changes are reviewed before they are merged
    33 AP_VERSION_CONTROL_WRITE_ACCESS_TO_PRODUCTION_CODE account 12,31 Few people can push to production
    34 AP_INTERNAL_VERSION_CONTROL_IDENTITIES_REMOVED account 15 Leavers have no GitHub account
    `,
  ],
  [
    5,
    'https://eu-central-1.aws.example.com',
    `
    51* AP_INFRASTRUCTURE_STORAGE_RESTRICTED bucket 21,22 Buckets are not public
    52* AP_INFRASTRUCTURE_DATA_ENCRYPTED database 23 Databases are encrypted at rest
    53* AP_INFRASTRUCTURE_PUBLIC_SSH_DENIED securityGroup 24 SSH is closed to the internet
    54 AP_INFRASTRUCTURE_ROOT_ACCOUNT_UNUSED account 13 The root account is not used
    55* AP_INFRASTRUCTURE_DATA_BACKUPS database 25,26 Databases are backed up daily
    56 AP_INFRASTRUCTURE_HAS_WAF loadBalancer 24 Load balancers have a firewall
    57 AP_INFRASTRUCTURE_IAM_ACCESS_KEY_ROTATION credential 13 Access keys are younger than 90 days
    58 AP_INFRASTRUCTURE_VPC_FLOW_LOGGING network 27 Network flows are logged
    59 AP_INFRASTRUCTURE_EBS_VOLUME_ENCRYPTION volume 23 Volumes are encrypted
    60 AP_INFRASTRUCTURE_LAMBDA_ERROR_RATE_MONITORED alarm 28 Errors of functions raise an alarm
    61 AP_INFRASTRUCTURE_CLOUDTRAIL_LOG_FILE_INTEGRITY trail 27 Trails validate their log files
    62 AP_INFRASTRUCTURE_KEY_ROTATION credential 23 Encryption keys rotate yearly
    63 AP_INFRASTRUCTURE_RDS_PUBLIC_ACCESS_RESTRICTED database 22,24 Databases have no public address
    64 AP_LOGS_ARE_RETAINED_FOR_365_DAYS trail 27 Logs are kept for a year
    65 AP_AWS_DB_INSTANCES_INFRASTRUCTURE_DATA_MULTI_AZ database 26 Databases span several zones
    `,
  ],
  [
    6,
    'https://acme.atlassian.example.com/rest/api/3',
    `
    71* AP_COMPANY_PRIORITIZE_SECURITY_ISSUES ticket 33 Security tickets have a priority
    `,
  ],
  [
    8,
    'https://api.datadoghq.example.com/api/v2',
    `
    81 AP_CAPACITY_AND_USAGE_MONITORING alarm 28 Capacity is watched
    82 AP_LOGS_MONITORED_FOR_SUSPICIOUS_ACTIVITY alarm 27,28 Logs are watched for intrusions
    `,
  ],
  [
    9,
    'https://api.bamboohr.example.com/acme/v1',
    `
    91* AP_EMPLOYEES_BACKGROUND_CHECK_COMPLIANCE person 16 Joiners have a background check
    92 AP_FORMER_PERSONNEL_OFFBOARDED person 15 Leavers are off-boarded in time
    `,
  ],
  [
    12,
    'https://acme.jamf.example.com/api/v1',
    `
    95* AP_EMPLOYEES_HARD_DRIVE_ENCRYPTED_COMPLIANCE device 17 Laptop disks are encrypted
    96 AP_AGENT_AUTO_UPDATES_ENABLED device 17 Laptops update themselves
    97 AP_EMPLOYEES_LOCK_SCREEN_COMPLIANCE device 17 Laptops lock their screen
    `,
  ],
  [
    13,
    'https://api.snyk.example.com/rest/orgs/acme',
    `
    101* AP_VULNERABILITY_CRITICAL_ADDRESSED_SNYK vulnerability 34 Critical findings are fixed in 7 days
    102 AP_VULNERABILITY_HIGH_ADDRESSED_SNYK vulnerability 34 High findings are fixed in 30 days
    `,
  ],
  [
    14,
    'https://management.azure.example.com',
    `
    111 AP_INFRASTRUCTURE_NSG_SSH_PUBLIC_ACCESS_RESTRICTED securityGroup 24 Azure: SSH is closed
    112 AP_INFRASTRUCTURE_KEY_VAULTS_KEY_EXPIRATION credential 23 Azure: keys expire
    `,
  ],
];

const globexGroups: typeof acmeGroups = [
  [
    1,
    'https://graph.microsoft.example.com/v1.0',
    `
    1 AP_IDENTITY_PROVIDER_MFA_ENABLED account 1,2 Sign-in requires a second factor
    `,
  ],
  [
    2,
    'https://gitlab.globex.example.com/api/v4',
    `
    2 AP_VERSION_CONTROL_CODE_REVIEW_PROCESS repository 3 Merge requests are approved
    `,
  ],
  [
    3,
    'https://cloudresourcemanager.gcp.example.com/v3',
    `
    3 AP_GCP_DB_INSTANCES_INFRASTRUCTURE_DATA_MULTI_AZ database 4 Databases span several zones
    4 AP_INFRASTRUCTURE_STORAGE_VERSIONING bucket 4 Buckets keep old versions
    `,
  ],
];

export const acmeMonitors: readonly Monitor[] = acmeGroups.flatMap(readGroup);
export const globexMonitors: readonly Monitor[] = globexGroups.flatMap(readGroup);

function readGroup([connectionId, base, tests]: (typeof acmeGroups)[number]): Monitor[] {
  return tests
    .trim()
    .split('\n')
    .map((line) => {
      const [, id, star, type, kind, controls, testName] =
        /^\s*(\d+)(\*?) (\S+) (\S+) (\S+) (.+)$/.exec(line) ?? [];
      if (type === undefined || kind === undefined || testName === undefined || !isIssueKind(kind))
        throw new Error(`not a test: ${line}`);
      return {
        testId: Number(id),
        type,
        testName,
        kind,
        controlIds: (controls ?? '').split(',').map(Number),
        connectionId,
        base,
        nightly: star === '*',
      };
    });
}
