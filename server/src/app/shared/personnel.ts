/** Personnel of the live directory: employment, devices and compliance of users. */
import { type ComplianceCheck, complianceChecks, isDeviceCompliant } from '../../domain/compliance.ts';
import {
  type CompanyProfile,
  type Device,
  defaultCompanyProfile,
  defaultPersonnel,
  type Personnel,
  type User,
} from '../../domain/directory.ts';
import { isoTime } from '../../domain/time.ts';
import type { Company } from '../ports.ts';
import type { LiveDirectory } from './live-directory.ts';
import { activeAssignments } from './policies.ts';

export function personnelOf(live: Pick<LiveDirectory, 'get'>, user: User): Personnel {
  return live.get('personnel', user.id) ?? defaultPersonnel(user);
}

export function profileOf(live: Pick<LiveDirectory, 'get'>, company: Company): CompanyProfile {
  return live.get('companyProfile', 1) ?? defaultCompanyProfile(isoTime(company.createdAt));
}

/** The devices that are still the user's, by id. */
export function devicesOf(live: Pick<LiveDirectory, 'ofUser'>, userId: number): Device[] {
  return live.ofUser('device', userId).filter(({ deletedAt }) => deletedAt === null);
}

/** The device that reported last; null without any. */
export function newestDevice(devices: readonly Device[]): Device | null {
  const seen = (device: Device) => device.lastCheckedAt ?? device.createdAt;
  return devices.reduce<Device | null>(
    (newest, device) => (newest === null || seen(device) >= seen(newest) ? device : newest),
    null,
  );
}

/** Answers the checks of users of one company at one time: what concerns the whole company is looked up once. */
export function complianceOf(
  live: LiveDirectory,
  company: Company,
  now: number,
): (user: User) => ComplianceCheck[] {
  const providers = new Set(
    live
      .all('connection')
      .filter(({ deletedAt, providerTypes }) => deletedAt === null && providesIdentity(providerTypes))
      .map(({ id }) => id),
  );
  const companyFacts = {
    profile: profileOf(live, company),
    hasIdentityProvider: providers.size > 0,
    needsAiTraining: live
      .all('framework')
      .some(({ type, enabledAt }) => type === 'NISTAI' && enabledAt !== null),
  };
  return (user) =>
    complianceChecks({
      now,
      personnel: personnelOf(live, user),
      company: companyFacts,
      assigned: activeAssignments(live, user.id),
      accounts: live
        .ofUser('identity', user.id)
        .filter(
          ({ disconnectedAt, connectionId }) => disconnectedAt === null && providers.has(connectionId ?? 0),
        ),
      backgroundChecks: live.ofUser('backgroundCheck', user.id),
      devices: devicesOf(live, user.id),
      documents: live.ofUser('userDocument', user.id),
    });
}

function providesIdentity(providerTypes: readonly { value: string; isEnabled: boolean }[]): boolean {
  return providerTypes.some(({ value, isEnabled }) => isEnabled && value === 'IDENTITY');
}

export function failingDevices(devices: readonly Device[]): number {
  return devices.filter((device) => !isDeviceCompliant(device)).length;
}
