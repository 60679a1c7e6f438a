/** Acme Inc.: the reference page's example, and ninety days of a company of 27. */

import { acmeConnections } from './acme-connections.ts';
import { inOrder, phasesOf } from './assemble.ts';
import type { Cast } from './cast.ts';
import { policies } from './catalogue.ts';
import { acmeChecks, acmeDocuments, checksOf, documentsOf } from './checks.ts';
import { acmeCustomConnections, acmeCustomResources } from './custom.ts';
import { acmeDevices, devicesOf } from './devices.ts';
import { diceOf } from './dice.ts';
import { accessOf, leftOf, personnelOf } from './employment.ts';
import { acmeAccounts, acmeIdentityFacts, identitiesOf } from './identities.ts';
import { acmeMonitors } from './monitors.ts';
import { nightlyEvents } from './nightly.ts';
import { officeEvents } from './office.ts';
import { acmePeople, usersOf } from './people.ts';
import { policiesOf } from './policies.ts';
import { acmeFrameworks, acmeProfile, frameworksOf } from './programme.ts';
import {
  referenceBackgroundCheck,
  referenceConnection,
  referenceEvent,
  referenceIdentity,
  referenceUser,
  referenceWorkspace,
} from './reference.ts';
import { auditScenes, evidenceScenes, reviewScenes, trustScenes } from './scenes-audits.ts';
import { deviceScenes, personnelScenes, userScenes } from './scenes-people.ts';
import { controlScenes, policyScenes } from './scenes-policies.ts';
import { automationScenes, companyScenes, connectionScenes, monitorScenes } from './scenes-systems.ts';
import { assetScenes, riskScenes, vendorScenes } from './scenes-vendors.ts';
import { storyEvents, storyOutages } from './story.ts';
import { acmeSynchronisations, synchronisationEvents } from './synchronisation.ts';
import { LEAVER, timesOf, turnsOf } from './turns.ts';
import type { DemoCompany, DemoDirectory, DemoProgramme } from './types.ts';
import { acmeWorkspaces } from './workspaces.ts';

const COMPANY = 'acme';

const scenes = [
  ...policyScenes,
  ...controlScenes,
  ...personnelScenes,
  ...userScenes,
  ...deviceScenes,
  ...vendorScenes,
  ...riskScenes,
  ...assetScenes,
  ...auditScenes,
  ...evidenceScenes,
  ...reviewScenes,
  ...trustScenes,
  ...companyScenes,
  ...connectionScenes,
  ...automationScenes,
  ...monitorScenes,
];

export function acme(today: number): DemoCompany {
  const directory = acmeDirectory(today);
  const times = timesOf(today);
  const turns = turnsOf(directory, times);
  const cast: Cast = {
    company: COMPANY,
    today,
    people: directory.users,
    later: turns.flatMap(({ at, put }) => (put.users ?? []).map((user) => ({ from: at, user }))),
    connections: directory.connections,
    left: new Map([
      [LEAVER, times.left],
      ...Array.from(acmeIdentityFacts.leftDaysAgo.keys(), (id) => [id, 0] as const),
    ]),
  };
  const person = (id: number) => {
    const user = directory.users.find((one) => one.id === id);
    if (user === undefined) throw new RangeError(`no user ${id}`);
    return user;
  };
  const events = inOrder(COMPANY, [
    referenceEvent,
    ...nightlyEvents(cast, {
      monitors: acmeMonitors,
      outages: storyOutages(person, times, today),
      inTurn: 3,
      engineers: 'DEVOPS_ENGINEER',
    }),
    ...synchronisationEvents(cast, acmeSynchronisations),
    ...officeEvents(cast, scenes, { weekday: [12, 20], weekend: [0, 4] }),
    ...storyEvents(person, times, today, diceOf(`${COMPANY}/story`)),
  ]);
  return {
    name: 'Acme Inc.',
    uuid: '6c1f0a52-8d5e-4d0b-9a3e-2b7c41f0d9aa',
    createdAt: referenceUser.createdAt,
    ownerId: referenceUser.id,
    ...directory,
    programme: acmeProgramme(directory, times.left, today),
    events,
    phases: phasesOf(turns, events),
  };
}

function acmeDirectory(today: number): DemoDirectory {
  const users = [referenceUser, ...usersOf(COMPANY, acmePeople, 2, today)];
  const connections = [referenceConnection, ...acmeConnections(today)].toSorted((a, b) => a.id - b.id);
  return {
    workspaces: [referenceWorkspace, ...acmeWorkspaces(today)],
    connections,
    users,
    identities: [
      referenceIdentity,
      ...identitiesOf(COMPANY, acmeAccounts, acmeIdentityFacts, users, connections, 2, today),
    ],
    backgroundChecks: [referenceBackgroundCheck, ...checksOf(COMPANY, acmeChecks, users, 2, today)],
    userDocuments: documentsOf(COMPANY, acmeDocuments, today),
  };
}

function acmeProgramme(directory: DemoDirectory, left: number, today: number): DemoProgramme {
  const { users, identities, connections } = directory;
  const { contractors, leftDaysAgo } = acmeIdentityFacts;
  const leftAt = new Map([...leftOf(leftDaysAgo, today), [LEAVER, left]]);
  const personnel = personnelOf(users, { contractors, leftAt, decidedBy: 5 }, today);
  const written = policiesOf(COMPANY, policies, { users, personnel }, today);
  return {
    companyProfile: [acmeProfile(today)],
    framework: frameworksOf(acmeFrameworks, today),
    personnel,
    identityAccess: accessOf(COMPANY, identities, connections, users, today),
    customConnection: acmeCustomConnections(),
    customResource: acmeCustomResources(today),
    device: devicesOf(COMPANY, acmeDevices, today),
    policy: written.policies,
    policyVersion: written.policyVersions,
    assignedPolicy: written.assignedPolicies,
  };
}
