/** Globex Corporation: a small second company whose ids are those of the first, and whose data is not. */
import { inOrder } from './assemble.ts';
import { ago } from './calendar.ts';
import type { Cast } from './cast.ts';
import { policies } from './catalogue.ts';
import { checksOf, documentsOf, globexChecks, globexDocuments } from './checks.ts';
import { globexConnections } from './connections.ts';
import { devicesOf, globexDevices } from './devices.ts';
import { accessOf, personnelOf } from './employment.ts';
import { globexAccounts, globexIdentityFacts, identitiesOf } from './identities.ts';
import { globexMonitors } from './monitors.ts';
import { nightlyEvents } from './nightly.ts';
import { officeEvents } from './office.ts';
import { globexPeople, usersOf } from './people.ts';
import { policiesOf } from './policies.ts';
import { frameworksOf, globexFrameworks, globexProfile } from './programme.ts';
import { evidenceScenes } from './scenes-audits.ts';
import { policyScenes } from './scenes-policies.ts';
import { riskScenes, vendorScenes } from './scenes-vendors.ts';
import type { DemoCompany, DemoDirectory, DemoProgramme } from './types.ts';
import { globexWorkspaces } from './workspaces.ts';

const COMPANY = 'globex';
const EVENTS = 150;

export function globex(today: number): DemoCompany {
  const users = usersOf(COMPANY, globexPeople, 1, today);
  const connections = globexConnections(today);
  const cast: Cast = { company: COMPANY, today, people: users, later: [], connections, left: new Map() };
  const drafts = [
    ...nightlyEvents(cast, {
      monitors: globexMonitors,
      outages: [],
      inTurn: 1,
      engineers: 'DEVOPS_ENGINEER',
    }),
    ...officeEvents(cast, [...policyScenes, ...riskScenes, ...vendorScenes, ...evidenceScenes], {
      weekday: [1, 2],
      weekend: [0, 0],
    }),
  ];
  const identities = identitiesOf(COMPANY, globexAccounts, globexIdentityFacts, users, connections, 1, today);
  return {
    name: 'Globex Corporation',
    uuid: 'b0a4c7d2-3f61-4e98-8c55-71e20d9f6b34',
    createdAt: ago(today, 700),
    ownerId: 1,
    workspaces: globexWorkspaces(today),
    connections,
    users,
    identities,
    backgroundChecks: checksOf(COMPANY, globexChecks, users, 1, today),
    userDocuments: documentsOf(COMPANY, globexDocuments, today),
    events: inOrder(COMPANY, drafts).slice(-EVENTS),
    phases: [],
    programme: globexProgramme({ users, identities, connections }, today),
  };
}

function globexProgramme(
  { users, identities, connections }: Pick<DemoDirectory, 'users' | 'identities' | 'connections'>,
  today: number,
): DemoProgramme {
  const { contractors } = globexIdentityFacts;
  const personnel = personnelOf(users, { contractors, leftAt: new Map(), decidedBy: 1 }, today);
  const written = policiesOf(COMPANY, policies.slice(0, 5), { users, personnel }, today);
  return {
    companyProfile: [globexProfile(today)],
    framework: frameworksOf(globexFrameworks, today),
    personnel,
    identityAccess: accessOf(COMPANY, identities, connections, users, today),
    customConnection: [],
    customResource: [],
    device: devicesOf(COMPANY, globexDevices, today),
    policy: written.policies,
    policyVersion: written.policyVersions,
    assignedPolicy: written.assignedPolicies,
  };
}
