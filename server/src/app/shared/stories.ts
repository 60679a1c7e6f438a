/** What is told of a document that was put: the types of the contract that fit what became of it. */
import type { LiveDocument, LiveDocuments } from '../../domain/directory.ts';
import type { EventDraft } from '../../domain/schemas.ts';
import type { Caller, DirectoryKind } from '../ports.ts';
import type { LiveDirectory } from './live-directory.ts';
import { callerName, differs, mention, nameOf, tell } from './telling.ts';

/** One happening. `what` completes "Somebody …". */
interface Story {
  type: string;
  category: string;
  what: string;
  connectionId?: number | null;
}

type Stories<K extends DirectoryKind> = (
  after: LiveDocuments[K],
  before: LiveDocuments[K] | null,
  live: LiveDirectory,
) => Story | readonly Story[];

/** The other kinds are told of by the use-case that changes them. */
export type ToldKind = Exclude<DirectoryKind, 'embedToken'>;

/** The drafts of the events of one document that changed. The metadata say how it is, how it was and whose it is. */
export function tellOfDocument(
  live: LiveDirectory,
  caller: Caller,
  kind: ToldKind,
  before: LiveDocument | null,
  after: LiveDocument,
): EventDraft[] {
  const told = stories[kind] as Stories<DirectoryKind>;
  const by = callerName(live, caller);
  const whose =
    'userId' in after && after.userId !== null && kind !== 'user' ? live.get('user', after.userId) : null;
  return [told(after as never, before as never, live)]
    .flat()
    .map(({ type, category, what, connectionId }) => ({
      ...tell(caller, {
        type,
        category,
        description: `${by} ${what}.`,
        ...(connectionId != null && { connectionId }),
      }),
      metadata: {
        dto: { ...after },
        targetEntity: before === null ? null : { ...before },
        ...(whose !== null && { sourceData: { user: mention(whose) } }),
      },
    }));
}

const verb = (before: object | null, added = 'added') => (before === null ? added : 'changed');

const stories: { readonly [K in ToldKind]: Stories<K> } = {
  user(after, before) {
    const changed: Story = {
      type: before === null ? 'AUTOPILOT_USER_CREATED' : 'AUTOPILOT_USER_UPDATED',
      category: 'USER',
      what: `${verb(before)} ${nameOf(after)}`,
    };
    if (before === null) return changed;
    const onlyRoles = !differs({ ...before, roles: [] }, { ...after, roles: [] });
    const given = after.roles.filter((role) => !before.roles.includes(role));
    const taken = before.roles.filter((role) => !after.roles.includes(role));
    return [
      ...(onlyRoles ? [] : [changed]),
      ...given.map((role) => ({
        type: 'USER_ROLE_CREATED',
        category: 'USER',
        what: `gave ${nameOf(after)} the role ${role}`,
      })),
      ...taken.map((role) => ({
        type: 'USER_ROLE_DELETED',
        category: 'USER',
        what: `took the role ${role} from ${nameOf(after)}`,
      })),
    ];
  },
  backgroundCheck: (after, before, live) => ({
    type: backgroundCheckType(after, before),
    category: 'PERSONNEL',
    what: `${verb(before)} a background check of ${nameById(live, after.userId)}: ${after.status}`,
  }),
  identity(after, before, live) {
    const system = systemOf(live, after.connectionId);
    const disconnected = after.disconnectedAt !== null && before !== null && before.disconnectedAt === null;
    const change = before === null ? 'CREATED' : disconnected ? 'DISCONNECTED' : 'UPDATED';
    return {
      type: system === null ? 'USER_IDENTITY_PERSONNEL_SYNCED' : `USER_IDENTITY_${system}_USER_${change}`,
      category: system === null ? 'PERSONNEL' : 'CONNECTION',
      what: `${verb(before)} the account ${after.username ?? after.identityId}`,
      connectionId: after.connectionId,
    };
  },
  userDocument: (after, before, live) => ({
    type: 'USER_DOCUMENT_UPLOADED',
    category: 'USER',
    what: `${verb(before)} the document ${after.name} of ${nameById(live, after.userId)}`,
  }),
  connection(after, before) {
    const removed = after.deletedAt !== null && (before === null || before.deletedAt === null);
    const type = removed ? 'REMOVED' : before === null ? 'CREATED' : 'UPDATED';
    return {
      type: `PROVIDER_CONNECTION_${type}`,
      category: 'CONNECTION',
      what: `${removed ? 'removed' : verb(before)} the connection ${after.clientAlias ?? after.clientType}`,
      connectionId: after.id,
    };
  },
  workspace: (after, before) => ({
    type: before === null ? 'WORKSPACE_CREATED' : 'WORKSPACE_EDITED',
    category: 'MULTIPLE_PRODUCT_SUPPORT',
    what: `${verb(before)} the workspace ${after.name}`,
  }),
  personnel: (after, _before, live) => ({
    type: 'EMPLOYMENT_STATUS_UPDATED',
    category: 'PERSONNEL',
    what: `set the employment of ${nameById(live, after.userId)}: ${after.employmentStatus}`,
  }),
  identityAccess(after, before, live) {
    const identity = live.get('identity', after.id);
    const system = systemOf(live, identity?.connectionId ?? null);
    const service = (before?.serviceAccount ?? null) !== after.serviceAccount;
    const change = service ? 'SERVICE_ACCOUNT_UPDATED' : 'TOGGLE_UPDATED';
    return {
      type: `USER_IDENTITY_${system ?? 'INFRASTRUCTURE'}_${change}`,
      category: 'CONNECTION',
      what: `set what the account ${identity?.username ?? identity?.identityId ?? after.id} may do`,
      connectionId: identity?.connectionId ?? null,
    };
  },
  customConnection: (after, before) => ({
    type: before === null ? 'PROVIDER_CONNECTION_CREATED' : 'PROVIDER_CONNECTION_UPDATED',
    category: 'CUSTOM_CONNECTION',
    what: `${verb(before)} the custom connection ${after.id}`,
    connectionId: after.id,
  }),
  customResource: (after, before) => ({
    type: 'PROVIDER_CONNECTION_UPDATED',
    category: 'CUSTOM_CONNECTION',
    what: `${verb(before)} the resource ${after.name} of a custom connection`,
    connectionId: after.connectionId,
  }),
  device(after, before, live) {
    const what = `the device ${after.serialNumber ?? after.model ?? after.id} of ${nameById(live, after.userId)}`;
    if (before === null) return { type: 'DEVICE_LINKED', category: 'DEVICE', what: `added ${what}` };
    if (after.deletedAt !== null && before.deletedAt === null)
      return { type: 'DEVICE_UNLINKED', category: 'DEVICE', what: `removed ${what}` };
    return after.sourceType === 'AGENT'
      ? { type: 'AGENT_USER_DATA_UPDATED', category: 'AGENT', what: `changed ${what}` }
      : { type: 'MDM_USER_DATA_UPDATED', category: 'MDM', what: `changed ${what}` };
  },
  policy(after, before) {
    const ended = { ARCHIVED: 'POLICY_ARCHIVED', REPLACED: 'POLICY_REPLACED' }[after.policyStatus];
    const type = before !== null && before.policyStatus !== after.policyStatus ? ended : undefined;
    return {
      type: type ?? (before === null ? 'POLICY_ADDED' : 'POLICY_DETAILS_UPDATED'),
      category: 'POLICY',
      what: `${verb(before)} the policy ${after.name}`,
    };
  },
  policyVersion(after, before, live) {
    const published = after.status === 'PUBLISHED' && before !== null && before.status !== 'PUBLISHED';
    const change = before === null ? 'ADDED' : published ? 'PUBLISHED' : 'UPDATED';
    return {
      type: `POLICY_VERSION_${change}`,
      category: 'POLICY',
      what: `${published ? 'published' : verb(before)} version ${after.version}.${after.subVersion} of ${policyName(live, after.policyId)}`,
    };
  },
  assignedPolicy(after, before, live) {
    const [whom, policy] = [nameById(live, after.userId), policyName(live, after.policyId)];
    const accepted = after.acceptedAt !== null && (before?.acceptedAt ?? null) === null;
    if (accepted)
      return {
        type: 'USER_POLICY_ACCEPTED',
        category: 'POLICY',
        what: `recorded that ${whom} accepted ${policy}`,
      };
    const isForAll = live.get('policy', after.policyId)?.assignedTo === 'ALL';
    return {
      type: isForAll ? 'POLICY_ASSIGNED_ALL' : 'POLICY_ASSIGNED_GROUPS',
      category: 'POLICY',
      what: `asked ${whom} to accept ${policy}`,
    };
  },
  framework: (after, before) => ({
    type: frameworkType(after, before),
    category: after.customFrameworkId === null ? 'COMPANY' : 'CUSTOM_FRAMEWORKS',
    what: `${verb(before)} the framework ${after.name}`,
  }),
  companyProfile: () => ({
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    what: 'changed what the company says of itself',
  }),
  logSettings: (after) => ({
    type: 'COMPANY_DATA_UPDATED',
    category: 'COMPANY',
    what: after.public ? 'opened the log to the public' : 'closed the log to the public',
  }),
  logWitnesses: (after) => ({ type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', what: witnessStory(after) }),
  legalHold: (after, before) => ({
    type: 'LEGAL_HOLD_PLACED',
    category: 'COMPANY',
    what: `${before === null ? 'placed' : 'changed'} legal hold ${after.id}`,
  }),
  retentionRules: () => ({
    type: 'RETENTION_RULES_CHANGED',
    category: 'COMPANY',
    what: 'changed for how long the parts of events are kept',
  }),
};

/** As in "Sally Smith asked 2 of 3 witnesses to cosign the log". */
export function witnessStory({ witnesses, needed }: LiveDocuments['logWitnesses']): string {
  if (witnesses.length === 0) return 'asked no witness any more to cosign the log';
  const names = witnesses.map(({ name }) => name).join(', ');
  return `asked for cosignatures of the log by ${needed} of ${names}`;
}

function backgroundCheckType(
  { status, type }: LiveDocuments['backgroundCheck'],
  before: LiveDocuments['backgroundCheck'] | null,
): string {
  if (status === 'OUT_OF_SCOPE') return 'BACKGROUND_CHECK_OUT_OF_SCOPE';
  if (before?.status === 'OUT_OF_SCOPE') return 'BACKGROUND_CHECK_IN_SCOPE';
  if (status === 'CANCELED') return 'BACKGROUND_CHECK_CANCELED';
  if (type === 'MANUAL') return 'BACKGROUND_CHECK_MANUAL';
  return status === 'PENDING' ? 'BACKGROUND_CHECK_STARTED' : 'BACKGROUND_CHECK_COMPLETED';
}

function frameworkType(
  { enabledAt, customFrameworkId }: LiveDocuments['framework'],
  before: LiveDocuments['framework'] | null,
): string {
  if (before === null && customFrameworkId !== null) return 'CUSTOM_FRAMEWORK_CREATED';
  const wasEnabled = before !== null && before.enabledAt !== null;
  if (before !== null && wasEnabled === (enabledAt !== null)) return 'FRAMEWORK_BASELINE_UPDATED';
  return enabledAt === null ? 'FRAMEWORK_DISABLED' : 'FRAMEWORK_ENABLED';
}

/** How the types of accounts name their system; null for identity providers, HRIS and the rest. */
function systemOf(
  live: LiveDirectory,
  connectionId: number | null,
): 'INFRASTRUCTURE' | 'VERSION_CONTROL' | 'OBSERVABILITY' | null {
  const connection = connectionId === null ? null : live.get('connection', connectionId);
  const provided = connection?.providerTypes.map(({ value }) => value) ?? [];
  const systems = ['INFRASTRUCTURE', 'VERSION_CONTROL', 'OBSERVABILITY'] as const;
  return systems.find((system) => provided.includes(system)) ?? null;
}

function nameById(live: LiveDirectory, userId: number): string {
  return nameOf(live.get('user', userId));
}

function policyName(live: LiveDirectory, policyId: number): string {
  return `the policy ${live.get('policy', policyId)?.name ?? policyId}`;
}
