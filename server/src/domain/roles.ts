/**
 * What the roles of the contract may do, on the subjects that are kept here. Ids are places in the declaration order,
 * from 1 on.
 */
import { roles } from './vocabulary.ts';

export interface RolePermission {
  action: string;
  subject: string;
}

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

const people = list('Personnel UserDocument ListAllUsers UserIdentityHris BulkImportBackgroundCheck');
const accounts = list('UserIdentityInfrastructure UserIdentityVersionControl');
const systems = list('Connection CustomConnections WorkspaceConnections');
const everything = [
  ...people,
  ...accounts,
  ...systems,
  ...list('Company Workspace Framework Policy UsersRoles Event PublicApiKey ComplianceCheckExclusion Resync'),
];

/** What a role may manage, and what it may read besides. Roles that are not named have no business here. */
const grants: Readonly<Record<string, { manages?: readonly string[]; reads?: readonly string[] }>> = {
  ADMIN: { manages: everything },
  SERVICE_USER: { reads: everything },
  ACT_AS_READ_ONLY: { reads: everything },
  TECHGOV: { manages: [...systems, ...accounts], reads: [...people, 'Event', 'Framework', 'Policy'] },
  DEVOPS_ENGINEER: { manages: [...systems, ...accounts], reads: ['Event'] },
  WORKSPACE_ADMINISTRATOR: { manages: ['Workspace', 'WorkspaceConnections', 'Framework'], reads: ['Event'] },
  PEOPLE_OPS: { manages: [...people, 'Resync', 'ComplianceCheckExclusion'], reads: ['Event', 'Policy'] },
  POLICY_MANAGER: { manages: ['Policy'], reads: ['ListAllUsers', 'Event'] },
  AUDITOR: { reads: [...people, ...accounts, 'Connection', 'Event', 'Framework', 'Policy', 'Workspace'] },
  INTERNAL_AUDITOR: {
    reads: [...people, ...accounts, 'Connection', 'Event', 'Framework', 'Policy', 'Workspace'],
  },
  REVIEWER: { reads: ['Event', 'ListAllUsers', ...accounts] },
  CONTROL_MANAGER: { reads: ['Event', 'Framework', 'Policy', 'ListAllUsers'] },
  RISK_MANAGER: { reads: ['Event', 'ListAllUsers'] },
  RISK_REGISTER_OWNER: { reads: ['Event', 'ListAllUsers'] },
  RESTRICTED_CONTROL_MANAGER: { reads: ['Event', 'Framework'] },
  RESTRICTED_RISK_MANAGER: { reads: ['Event'] },
  TRUST_CENTER_MANAGER: { reads: ['Company', 'Framework', 'Policy'] },
  TRUST_CENTER_REVIEWER: { reads: ['Company'] },
  EMPLOYEE: { reads: ['Policy', 'UserDocument'] },
};

/** A role of the contract; `id` from 1 on. */
export interface Role {
  id: number;
  role: string;
  permissions: readonly RolePermission[];
}

/** All, by id. */
export const contractRoles: readonly Role[] = roles.map((role, index) => ({
  id: index + 1,
  role,
  permissions: permissionsOf(role),
}));

/** A role that begins with READONLY_ reads what the role of that name manages or reads. */
function permissionsOf(role: string): RolePermission[] {
  const readOnly = role.startsWith('READONLY_');
  const { manages = [], reads = [] } = grants[readOnly ? role.slice('READONLY_'.length) : role] ?? {};
  return [
    ...manages.map((subject) => ({ action: readOnly ? 'READ' : 'MANAGE', subject })),
    ...reads.map((subject) => ({ action: 'READ', subject })),
  ];
}
