/** Personnel: the contract's reads, v1 and v2. */
import { type ComplianceCheck, isDeviceCompliant } from '../domain/compliance.ts';
import type { Personnel, User } from '../domain/directory.ts';
import type { Key, PersonnelQueryV1, PersonnelQueryV2 } from '../domain/directory-queries.ts';
import { isFormer } from '../domain/employment.ts';
import { notFound } from '../domain/errors.ts';
import { complianceCheckTypes, complianceStatuses } from '../domain/vocabulary/directory.ts';
import type { Caller, World } from './ports.ts';
import { personnelDetailsV1, personnelRowV1 } from './shared/contract-v1/personnel.ts';
import { personV2 } from './shared/contract-v2/personnel.ts';
import type { Cursors } from './shared/cursors.ts';
import { inDateStyle } from './shared/date-style.ts';
import type { LiveDirectory, ReadLiveDirectory } from './shared/live-directory.ts';
import { contains, pageOfV1, pageOfV2, type SortKey, sortBy } from './shared/pages.ts';
import { complianceOf, devicesOf, newestDevice, personnelOf, profileOf } from './shared/personnel.ts';
import { nameOf } from './shared/telling.ts';

interface Ports {
  readLive: ReadLiveDirectory;
  cursors: Cursors;
  world: Pick<World, 'now'>;
}

/** One person of a list, with checks that are made when first asked for. */
interface Person {
  id: number;
  user: User;
  personnel: Personnel;
  createdAt: string;
  updatedAt: string;
  checks(): readonly ComplianceCheck[];
}

/** Unknown keys, and those of other companies, are Refused `notFound`. */
export function readPersonnelV1({ readLive, world }: Ports) {
  return {
    async listPersonnel(caller: Caller, query: PersonnelQueryV1) {
      const live = await readLive(caller.company.company);
      const found = everybody(live, caller, world.now()).filter((person) => fitsV1(live, person, query));
      const sorted = sortBy(found, (person) => sortKey(live, person, query.sort), query.sortDir);
      const profile = profileOf(live, caller.company);
      const page = pageOfV1(caller, sorted, query, (person) =>
        personnelRowV1(live, person.user, person.checks(), profile),
      );
      return { ...page, dataAll: {} };
    },
    /** By id, or by e-mail in any case. */
    async getPersonnel(caller: Caller, key: Key) {
      const live = await readLive(caller.company.company);
      const user = userByKey(live, key);
      const checks = complianceOf(live, caller.company, world.now())(user);
      return inDateStyle(caller, personnelDetailsV1(live, user, checks));
    },
  };
}

/** Unknown keys, and those of other companies, are Refused `notFound`. Cursors that are not ours are `invalid`. */
export function readPersonnelV2({ readLive, cursors, world }: Ports) {
  return {
    async listPersonnel(caller: Caller, query: PersonnelQueryV2) {
      const live = await readLive(caller.company.company);
      const { employmentStatus, complianceStatus, expand } = query;
      const found = everybody(live, caller, world.now()).filter(
        (person) =>
          (employmentStatus?.includes(person.personnel.employmentStatus) ?? true) &&
          (complianceStatus?.includes(statusOf(person, 'FULL_COMPLIANCE')) ?? true),
      );
      const filter = [employmentStatus?.toSorted() ?? null, complianceStatus?.toSorted() ?? null];
      const list = `personnel ${JSON.stringify(filter)}`;
      return pageOfV2({ cursors, caller, list }, found, query, (person) =>
        personV2(live, person.user, expand, person.checks),
      );
    },
    async getPersonnel(caller: Caller, key: Key, expand: ReadonlySet<string>) {
      const live = await readLive(caller.company.company);
      const checks = complianceOf(live, caller.company, world.now());
      return inDateStyle(caller, personV2(live, userByKey(live, key), expand, checks));
    },
  };
}

function everybody(live: LiveDirectory, caller: Caller, now: number): Person[] {
  const checksOf = complianceOf(live, caller.company, now);
  return live.all('user').map((user) => {
    const personnel = personnelOf(live, user);
    let checks: readonly ComplianceCheck[] | null = null;
    return {
      id: user.id,
      user,
      personnel,
      createdAt: personnel.createdAt,
      updatedAt: personnel.updatedAt,
      checks: () => {
        checks ??= checksOf(user);
        return checks;
      },
    };
  });
}

function userByKey(live: LiveDirectory, key: Key): User {
  const user = typeof key === 'number' ? live.get('user', key) : live.userByEmail(key);
  if (user === null) throw notFound();
  return user;
}

function statusOf(person: Person, type: string): string {
  return person.checks().find((check) => check.type === type)?.status ?? 'EXCLUDED';
}

/** Groups of employment statuses, by the names that the contract gives them. */
const statusGroups: Readonly<Record<string, (status: string) => boolean>> = {
  ALL_CURRENT_PERSONNEL: (status) => status.startsWith('CURRENT_'),
  ALL_FORMER_PERSONNEL: isFormer,
  ALL_PERSONNEL: () => true,
};

function fitsV1(live: LiveDirectory, person: Person, query: PersonnelQueryV1): boolean {
  const { employmentStatus, employmentStatuses, groupIds } = query;
  const { firstName, lastName, email } = person.user;
  const status = person.personnel.employmentStatus;
  return (
    contains(query.q, firstName, lastName, nameOf(person.user), email) &&
    (employmentStatus ?? status) === status &&
    (employmentStatuses?.some((one) => statusGroups[one]?.(status) ?? one === status) ?? true) &&
    // There are no groups: nobody is in one.
    (groupIds ?? []).length === 0 &&
    fitsDevices(live, person, query) &&
    fitsCompliance(person, query)
  );
}

function fitsDevices(live: LiveDirectory, { id }: Person, query: PersonnelQueryV1): boolean {
  const { mdmSourceType, inverseMdmSourceTypes, deviceCompliance } = query;
  const devices = devicesOf(live, id);
  const isFrom = (sources: readonly string[]) =>
    devices.some(({ sourceType }) => sources.includes(sourceType));
  return (
    (mdmSourceType === undefined || isFrom([mdmSourceType])) &&
    (inverseMdmSourceTypes === undefined || !isFrom(inverseMdmSourceTypes)) &&
    (deviceCompliance === undefined ||
      (devices.length > 0 && devices.every(isDeviceCompliant) === deviceCompliance))
  );
}

/** true: passed. false: failed, or not to be judged for want of configuration. What does not apply is neither. */
function fitsCompliance(person: Person, { compliance }: PersonnelQueryV1): boolean {
  return compliance.every(([type, passed]) => {
    const status = statusOf(person, type);
    return passed ? status === 'PASS' : status === 'FAIL' || status === 'MISCONFIGURED';
  });
}

const STATUS_ORDER: readonly string[] = complianceStatuses;

/** `sort` is a type of check (by status, in the order of the vocabulary), or one of these. */
function sortKey(live: LiveDirectory, person: Person, sort: string): SortKey {
  const { user, personnel, id } = person;
  const device = () => newestDevice(devicesOf(live, id));
  switch (sort) {
    case 'NAME':
      return nameOf(user);
    case 'EMPLOYMENT_STATUS':
      return personnel.employmentStatus;
    case 'START_DATE':
      return personnel.startDate;
    case 'SEPARATION_DATE':
      return personnel.separationDate;
    case 'OS_VERSION':
      return device()?.osVersion ?? null;
    case 'SERIAL_NUM':
      return device()?.serialNumber ?? null;
    case 'APPS_COUNT':
      return device()?.appsCount ?? null;
    default: {
      const type = complianceCheckTypes.find((one) => one === sort);
      const status = type === undefined ? null : statusOf(person, type);
      return STATUS_ORDER.indexOf(status ?? '');
    }
  }
}
