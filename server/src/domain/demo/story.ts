/** The events that belong to the turns of the first company, and a few that show what events can hold. */
import type { User } from '../directory.ts';
import { isoTime } from '../time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, workday } from './calendar.ts';
import type { TimedDraft } from './cast.ts';
import type { Dice } from './dice.ts';
import type { Outage } from './nightly.ts';
import { nameOf } from './people.ts';
import { change, mention } from './scene.ts';
import type { Times } from './turns.ts';

type Person = (id: number) => User;

export function storyEvents(person: Person, times: Times, today: number, dice: Dice): TimedDraft[] {
  return [
    ...directoryStory(person, times),
    ...leaving(person, times.left),
    ...customTest(today),
    ...importedTickets(today, dice),
    longText(today),
  ];
}

function directoryStory(person: Person, times: Times): TimedDraft[] {
  const app = { category: 'USER', source: 'APP' };
  const back = (id: number, minutes: number): TimedDraft => ({
    type: 'USER_IDENTITY_VERSION_CONTROL_USER_UPDATED',
    category: 'CONNECTION',
    source: 'AUTOPILOT',
    createdAt: isoTime(times.factorsBack + minutes * MINUTE_MS),
    description: `The GitHub account of ${person(id).email} has a second factor.`,
    userId: id,
    connectionId: 4,
    controlIds: [12, 14],
    metadata: { targetEntity: mention(person(id)), sourceData: change({ hasMfa: false }, { hasMfa: true }) },
  });
  return [
    {
      ...app,
      type: 'USER_ROLE_CREATED',
      createdAt: isoTime(times.promoted + MINUTE_MS),
      description: `Tobias Falk gave ${nameOf(person(10))} the role CONTROL_MANAGER.`,
      userId: 3,
      metadata: { dto: { userId: 10, role: 'CONTROL_MANAGER' }, targetEntity: mention(person(10)) },
    },
    {
      type: 'BACKGROUND_CHECK_COMPLETED',
      category: 'PERSONNEL',
      source: 'APP',
      createdAt: isoTime(times.checked + MINUTE_MS),
      description: `The background check of ${nameOf(person(17))} is complete.`,
      userId: 17,
      connectionId: 10,
      controlIds: [16],
      metadata: { sourceData: change({ status: 'PENDING' }, { status: 'OK' }) },
    },
    {
      type: 'PROVIDER_CONNECTION_UPDATED',
      category: 'CONNECTION',
      source: 'APP',
      createdAt: isoTime(times.jiraRepaired + MINUTE_MS),
      description: 'Tobias Falk entered new credentials for Jira Cloud.',
      userId: 3,
      connectionId: 6,
      metadata: {
        dto: { authorized: true },
        sourceData: change({ state: 'MISCONFIGURED' }, { state: 'ACTIVE' }),
      },
    },
    back(24, 3),
    back(25, 9),
    {
      ...app,
      type: 'TERMS_AGREED',
      createdAt: isoTime(times.agreed),
      description: 'Grace Kim agreed to the terms.',
      userId: 26,
    },
    {
      ...app,
      type: 'AUTOPILOT_USER_UPDATED',
      source: 'AUTOPILOT',
      createdAt: isoTime(times.renamed + MINUTE_MS),
      description: 'The name of lena.marchetti@example.com was updated from BambooHR.',
      connectionId: 9,
      metadata: {
        targetEntity: { ...mention(person(23)), lastName: 'Marchetti Okafor' },
        sourceData: change({ lastName: 'Marchetti' }, { lastName: 'Marchetti Okafor' }),
      },
    },
  ];
}

function leaving(person: Person, at: number): TimedDraft[] {
  const noor = { personnelId: 5022, ...mention(person(22)) };
  const by = { source: 'APP', userId: 5, controlIds: [15] };
  return [
    {
      ...by,
      type: 'EMPLOYMENT_STATUS_UPDATED',
      category: 'PERSONNEL',
      createdAt: isoTime(at + MINUTE_MS),
      description: 'Zoë Lindqvist marked Noor de Vries as a former employee.',
      metadata: {
        dto: { employmentStatus: 'FORMER_EMPLOYEE', separationDate: isoTime(at).slice(0, 10) },
        targetEntity: noor,
      },
    },
    {
      ...by,
      type: 'PERSONNEL_OFFBOARDING_TICKET_LINKED',
      category: 'PERSONNEL',
      createdAt: isoTime(at + 12 * MINUTE_MS),
      description: 'Zoë Lindqvist linked the ticket IT-882 to the off-boarding of Noor de Vries.',
      connectionId: 6,
      metadata: { dto: { ticket: 'IT-882' }, targetEntity: noor },
    },
    {
      ...by,
      userId: 12,
      type: 'DEVICE_UNLINKED',
      category: 'DEVICE',
      createdAt: isoTime(at + 50 * MINUTE_MS),
      description: 'Łukasz Wójcik took back the laptop of Noor de Vries.',
      connectionId: 12,
      metadata: { targetEntity: { deviceId: 322, serialNumber: 'C02DEMO322', owner: noor } },
    },
  ];
}

/** A test of the company's own: drafted, published, waiting for its first run, then running. */
function customTest(today: number): TimedDraft[] {
  const start = workday(today, 12) + 13 * HOUR_MS;
  const test = {
    testId: 201,
    testName: 'Badge readers in Zürich report every hour',
    controlIds: [21],
    workspaceId: 2,
  };
  const runs = [1, 2, 3, 4, 5].map((day) => ({
    ...test,
    type: 'AP_CUSTOM_TEST',
    category: 'MONITOR',
    source: 'SCHEDULED',
    status: day === 3 ? 'ERROR' : 'PASSED',
    createdAt: isoTime(start + day * DAY_MS),
    description: `The test “${test.testName}” ${day === 3 ? 'could not be completed' : 'passed'}.`,
    connectionId: 16,
    requestDescription: 'Records of the last 24 hours were counted per reader',
    issues: day === 3 ? [{ reader: 'ZRH-2-07', records: null, hint: 'rolling shutter 🚧' }] : [],
  }));
  const ready = (type: string, minutes: number) => ({
    ...test,
    type,
    category: 'MONITOR',
    source: 'APP',
    status: 'READY',
    createdAt: isoTime(start + minutes * MINUTE_MS),
    description: `The test “${test.testName}” waits for its first run.`,
    userId: 3,
    issues: [],
  });
  return [
    ready('AP_DRAFT_TEST', 0),
    {
      ...test,
      type: 'CONTROL_TEST_INSTANCE_DRAFT_TEST_PUBLISHED',
      category: 'MONITOR',
      source: 'APP',
      createdAt: isoTime(start + 20 * MINUTE_MS),
      description: `Tobias Falk published the test “${test.testName}”.`,
      userId: 3,
      metadata: { dto: { recipe: { every: 'reader', has: { records: { atLeast: 24 } } } } },
    },
    ready('AP_CUSTOM_TEST', 21),
    ...runs,
  ];
}

/** Events that come from elsewhere say where they were read, and the digest of what was read. */
function importedTickets(today: number, dice: Dice): TimedDraft[] {
  const start = workday(today, 5) + 9 * HOUR_MS;
  return [417, 431, 440].map((ticket, index) => ({
    type: 'TICKET_CREATED_CONTROL',
    category: 'GRC',
    source: 'PUBLIC_API',
    createdAt: isoTime(start + index * 95 * MINUTE_MS),
    description: `The ticket SEC-${ticket} was opened for a control.`,
    userEmail: 'tobias.falk@example.com',
    connectionId: 6,
    controlIds: [34],
    metadata: {
      targetEntity: {
        key: `SEC-${ticket}`,
        summary: dice.pick(['Patch tinytls', '鍵の更新', 'Review firewall']),
      },
    },
    provenance: {
      system: 'jira.example.com',
      fetchedAt: isoTime(start + 5 * HOUR_MS),
      sourceDigest: dice.hex(64),
    },
  }));
}

function longText(today: number): TimedDraft {
  const reasons = [
    'The policy now follows the structure of ISO 27001:2022 and drops the annex on removable media.',
    'Suppliers with access to card data are reviewed twice a year; the register names an owner for each.',
    'Kapitel 4 regelt neu, wer im Notfall allein freigeben darf – und wie das nachträglich geprüft wird.',
    'Приклади інцидентів замінено на ті, що сталися протягом останнього року.',
    '用語集を追加し、社外秘と極秘の区別を明確にしました。',
    'The contacts moved to the intranet, because names in a policy are out of date on the day it is printed.',
  ];
  const text = Array.from({ length: 36 }, (_, i) => `${i + 1}. ${reasons[i % reasons.length] ?? ''}`).join(
    '\n',
  );
  return {
    type: 'POLICY_VERSION_PUBLISHED',
    category: 'POLICY',
    source: 'APP',
    createdAt: isoTime(workday(today, 6) + 15 * HOUR_MS),
    description: `Marisol Vega Iturbe published Vendor Management Policy, version 7.0. What changed:\n\n${text}`,
    userId: 2,
    workspaceId: 1,
    controlIds: [10],
    metadata: { fileKey: 'acme/policies/5/7.0.pdf', targetEntity: { policyId: 5, version: '7.0' } },
  };
}

/** Tests that cannot come out otherwise while the story lasts. */
export function storyOutages(person: Person, times: Times, today: number): Outage[] {
  const always = { from: 0, until: today };
  const refused = [{ error: 'BAD_ACCESS_TOKEN', code: 10190, connection: 'Datadog EU', retryable: false }];
  const withoutFactor = [24, 25].map((id) => ({ ...mention(person(id)), mfa: false, account: `gh-${id}` }));
  return [
    {
      testId: 31,
      from: times.factorsLost,
      until: times.factorsBack,
      status: 'FAILED',
      issues: withoutFactor,
    },
    {
      testId: 31,
      from: times.factorsBack,
      until: times.factorsBack + 20 * DAY_MS,
      status: 'PASSED',
      issues: [],
    },
    {
      testId: 71,
      from: 0,
      until: times.jiraRepaired,
      status: 'ERROR',
      issues: [{ error: 'FAILED_DEPENDENCY_JIRA', code: 10661 }],
    },
    { testId: 81, ...always, status: 'ERROR', issues: refused },
    { testId: 82, ...always, status: 'ERROR', issues: refused },
    {
      testId: 111,
      ...always,
      status: 'PREAUDIT',
      issues: [{ subscription: 'acme-health-prod', readable: false }],
    },
    { testId: 112, ...always, status: 'PREAUDIT', issues: [] },
  ];
}
