/** Creating and replacing directory documents: the people, connections and the rest that events name. */
import type { TSchema } from 'typebox';
import type { LiveDocument, LiveDocuments } from '../domain/directory.ts';
import { directoryBodies, type PutKind } from '../domain/directory-bodies.ts';
import { invalid, Refused } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import { type Check, compileSchema } from '../domain/validate.ts';
import type { Caller, DirectoryKind, World } from './ports.ts';
import type { ChangeDirectory } from './shared/change-directory.ts';
import { inDateStyle } from './shared/date-style.ts';
import { Edit } from './shared/edit.ts';
import { fileIdOf } from './shared/file-urls.ts';
import { normaliseTimes } from './shared/normalise-times.ts';
import { type ToldKind, tellOfDocument } from './shared/stories.ts';
import { differs } from './shared/telling.ts';

export type PutDirectory = (
  caller: Caller,
  kind: PutKind,
  bodies: readonly unknown[],
) => Promise<readonly object[]>;

type Body = Record<string, unknown>;

/** How one collection is stored. */
interface Collection {
  kind: ToldKind;
  schema: TSchema;
  check: Check;
  /** What stands for a member that a body leaves out. */
  absent: Body;
  /** Members that name other documents. */
  names: Readonly<Record<string, DirectoryKind>>;
  /** The member that is the document's id as well, where it has none of its own. */
  idFrom?: string;
}

const collections: Readonly<Record<PutKind, Collection>> = {
  users: collection('users', 'user', { roles: [] }, {}),
  workspaces: collection('workspaces', 'workspace', { primary: false }, {}),
  connections: collection(
    'connections',
    'connection',
    { state: 'ACTIVE', connected: true, providerTypes: [], workspaceIds: [] },
    { ownerId: 'user', workspaceIds: 'workspace' },
  ),
  identities: collection('identities', 'identity', {}, { userId: 'user', connectionId: 'connection' }),
  backgroundChecks: collection('backgroundChecks', 'backgroundCheck', {}, { userId: 'user' }),
  userDocuments: collection('userDocuments', 'userDocument', {}, { userId: 'user' }),
  personnel: collection(
    'personnel',
    'personnel',
    { keptByHand: [], customFields: [], exclusions: [] },
    { userId: 'user', reasonProviderId: 'user' },
    'userId',
  ),
  identityAccess: collection(
    'identityAccess',
    'identityAccess',
    {},
    { id: 'identity', serviceAccountDesignatorId: 'user' },
  ),
  customResources: collection('customResources', 'customResource', {}, { connectionId: 'customConnection' }),
  devices: collection('devices', 'device', {}, { userId: 'user' }),
  policies: collection(
    'policies',
    'policy',
    { assignedTo: 'ALL', policyStatus: 'ACTIVE' },
    { ownerId: 'user' },
  ),
  policyVersions: collection(
    'policyVersions',
    'policyVersion',
    { subVersion: 0, type: 'UPLOADED', status: 'DRAFT' },
    { policyId: 'policy', ownerId: 'user', approverId: 'user' },
  ),
  assignedPolicies: collection(
    'assignedPolicies',
    'assignedPolicy',
    { sourceType: 'UNKNOWN' },
    { userId: 'user', policyId: 'policy', policyVersionId: 'policyVersion' },
  ),
  frameworks: collection(
    'frameworks',
    'framework',
    {
      longDescription: '',
      color: '#174880',
      bgColor: '#e8eef4',
      hasLevel: false,
      totalInScopeControls: 0,
      numInScopeRequirements: 0,
      numReadyInScopeRequirements: 0,
      controlsEnabled: false,
      workspaceIds: [],
    },
    { workspaceIds: 'workspace' },
  ),
  company: collection(
    'company',
    'companyProfile',
    {
      securityReport: { visibility: 'PASSING', sharing: false, shareToken: null },
      agentEnabled: false,
      manualUploadEnabled: false,
      language: 'ENGLISH_US',
      entitlements: [],
    },
    {},
  ),
};

/** Members of a schema default to null unless `defaults` says otherwise; ids and times are assigned on their own. */
function collection(
  put: PutKind,
  kind: ToldKind,
  defaults: Body,
  names: Collection['names'],
  idFrom?: string,
): Collection {
  const schema = directoryBodies[put];
  const members = Object.keys(schema.properties).filter(
    (name) => !['id', 'createdAt', 'updatedAt'].includes(name),
  );
  const absent = { ...Object.fromEntries(members.map((name) => [name, null])), ...defaults };
  return {
    kind,
    schema,
    check: compileSchema(schema),
    absent,
    names,
    ...(idFrom !== undefined && { idFrom }),
  };
}

/**
 * All or nothing, and every document that really changes is told by an event of the same item. A document with an
 * `id` replaces the one that has it; a user without one replaces the user of the same e-mail; otherwise an id is
 * assigned. One that would stay as it is but for `updatedAt` stays as it is. Rejects with Refused `invalid` naming the
 * member, or `conflict` when an e-mail belongs to another user. Answers the documents as they are stored now.
 */
export function putDirectory(at: { change: ChangeDirectory; world: World }): PutDirectory {
  return async (caller, put, bodies) => {
    const { answer } = await at.change(caller.company, (live) => {
      const edit = new Edit(live, at.world);
      const placement = new Placement(edit, at.world, collections[put]);
      const placed = bodies.map((body, i) => placement.place(body, bodies.length > 1 ? `[${i}]` : ''));
      const { kind } = collections[put];
      const events = placed
        .filter(({ before, after }) => before !== after)
        .flatMap(({ before, after }) => tellOfDocument(edit, caller, kind, before, after));
      if (events.length > limits.commitBatchEvents)
        throw new Refused({
          is: 'tooLarge',
          message: `this makes ${events.length} events, and at most ${limits.commitBatchEvents} are recorded at once: send fewer documents`,
        });
      return { changes: edit.changes(), events, answer: placed.map(({ after }) => after) };
    });
    return answer.map((document) => inDateStyle(caller, document));
  };
}

/** A document before and after; the very same when nothing changes. */
interface Placed {
  before: LiveDocument | null;
  after: LiveDocument;
}

/** Places documents of one collection, one after the other. */
class Placement {
  readonly #edit: Edit;
  readonly #world: World;
  readonly #collection: Collection;
  readonly #placed = new Set<number>();

  constructor(edit: Edit, world: World, collection: Collection) {
    this.#edit = edit;
    this.#world = world;
    this.#collection = collection;
  }

  place(body: unknown, path: string): Placed {
    const { kind, check, schema } = this.#collection;
    const faults = check(body).map((fault) => ({ ...fault, path: joined(path, fault.path) }));
    if (faults.length > 0) throw new Refused({ is: 'invalid', faults });
    const given = normaliseTimes(schema, body, path) as Body;
    this.#checkNames(given, path);
    const { id, before } = this.#existing(given);
    this.#checkFile(given, before, path);
    if (this.#placed.has(id)) throw invalid(joined(path, 'id'), `names ${kind} ${id} a second time`);
    this.#placed.add(id);
    const after = this.#completed(given, id, before);
    if (before !== null && !differs(before, after)) return { before, after: before };
    this.#edit.put(kind, after as LiveDocuments[typeof kind]);
    return { before, after };
  }

  /** What is left out of an account's access has no dates: it is as old as the account. */
  #completed(given: Body, id: number, before: LiveDocument | null): LiveDocument {
    const { kind, absent, schema } = this.#collection;
    const was: Body = { ...before };
    const now = isoTime(this.#world.now());
    const isDated = 'createdAt' in (schema as TSchema & { properties: object }).properties;
    return {
      ...absent,
      ...(kind === 'user' && {
        entryId: was.entryId ?? this.#world.uuid(),
        termsAgreedAt: was.termsAgreedAt ?? null,
      }),
      ...(isDated && { createdAt: was.createdAt ?? now, updatedAt: now }),
      ...given,
      id,
    } as Body & LiveDocument;
  }

  #existing(given: Body): { id: number; before: LiveDocument | null } {
    const { kind, idFrom } = this.#collection;
    const id = kind === 'companyProfile' ? 1 : given[idFrom ?? 'id'];
    if (typeof id === 'number') return { id, before: this.#edit.get(kind, id) };
    const user = kind === 'user' ? this.#edit.userByEmail(String(given.email)) : null;
    return { id: user?.id ?? this.#edit.nextId(kind), before: user };
  }

  #checkNames(given: Body, path: string): void {
    for (const [member, kind] of Object.entries(this.#collection.names))
      for (const id of [given[member]].flat())
        if (typeof id === 'number' && this.#edit.get(kind, id) === null)
          throw invalid(joined(path, member), `${kind} ${id} is not in the directory: add it first`);
    const { policyId, policyVersionId } = given;
    if (typeof policyVersionId !== 'number') return;
    if (this.#edit.get('policyVersion', policyVersionId)?.policyId !== policyId)
      throw invalid(joined(path, 'policyVersionId'), 'must be a version of the policy');
  }

  /** Only an upload names a file that is kept here, and only the end of its document ends it. */
  #checkFile(given: Body, before: LiveDocument | null, path: string): void {
    const [was, now] = [before, given].map((document) => (document as Body | null)?.fileUrl ?? null);
    if (was === now) return;
    if (isKept(was))
      throw invalid(joined(path, 'fileUrl'), `must stay ${was}: the file is kept here with its document`);
    if (isKept(now))
      throw invalid(joined(path, 'fileUrl'), 'names a file that is kept here: only an upload does that');
  }
}

const isKept = (fileUrl: unknown) => typeof fileUrl === 'string' && fileIdOf(fileUrl) !== null;

function joined(path: string, member: string): string {
  return path === '' || member === '' ? path + member : `${path}.${member}`;
}
