/** The vocabulary of the contract, in words. */

/** Words that are written in capitals, or in their makers' way. */
const WRITTEN: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'API AWS RDS S3 SQL SSL TLS MFA SSO IAM EC2 GCP VPC KMS SSH MDM GRC HRIS IDP SDLC DNS WAF ID URL CSV JSON PDF ' +
    'SOC2 CIS SLA CI CD EU UK US CEO CPU VM ELB EKS ECS SNS SQS GuardDuty CloudTrail CloudWatch GitHub GitLab Okta ' +
    'Snyk Slack Google Microsoft Azure Jira'
  )
    .split(' ')
    .map((word) => [word.toLowerCase(), word]),
);

/** `POLICY_VERSION_UPDATED` → “Policy version updated”. Company types keep what is not a word. */
export function inWords(name: string): string {
  const words = name
    .replace(/^AP_/, '')
    .toLowerCase()
    .split('_')
    .map((word) => WRITTEN[word] ?? word);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function nameOf(person: {
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
}): string {
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ');
  return name === '' ? (person.email ?? 'no name') : name;
}

/** Alias, else account, else the kind of system. */
export function connectionName(connection: {
  clientType: string;
  clientId?: string | null;
  clientAlias?: string | null;
}): string {
  return connection.clientAlias || connection.clientId || inWords(connection.clientType);
}

/** Who acts where no person did. */
const ACTORS: Readonly<Record<string, string>> = {
  AUTOPILOT: 'Autopilot',
  SCHEDULED: 'Schedule',
  WORKFLOW: 'Workflow',
  PUBLIC_API: 'API',
};

export function actorOf(event: {
  user: { firstName?: string | null; lastName?: string | null; email?: string | null } | null;
  userId: number | null;
  source: string;
}): string {
  if (event.user !== null) return nameOf(event.user);
  if (event.userId !== null) return `Person ${event.userId}`;
  return ACTORS[event.source] ?? 'Nobody';
}

const numbers = new Intl.NumberFormat('en');

/** 2929 → “2,929”. */
export function count(number: number): string {
  return numbers.format(number);
}

/** “1 event”, “2,929 events”. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
