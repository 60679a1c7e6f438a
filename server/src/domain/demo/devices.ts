/** Computers of the demo's people, from a table. */
import type { Device } from '../directory.ts';
import { ago } from './calendar.ts';
import { diceOf } from './dice.ts';

/**
 * What a device lacks, of E encryption, F firewall, A antivirus, U updates, S screen lock, P password manager; in
 * lower case what was not looked at. Days since it was handed out; the last row of a user is the newest.
 */
export type DeviceRow = readonly [
  userId: number,
  source: string,
  model: string,
  osVersion: string,
  lacks: string,
  daysAgo: number,
];

const MAC = ['MacBook Pro 14-inch, 2023', 'macOS 15.6'] as const;
const THINKPAD = ['ThinkPad T14 Gen 4', 'Windows 11 24H2'] as const;
const LINUX = ['Framework Laptop 13', 'Ubuntu 24.04'] as const;

export const acmeDevices: readonly DeviceRow[] = [
  [1, 'AGENT', ...MAC, '', 700],
  [2, 'AGENT', ...MAC, '', 690],
  [3, 'JAMF', ...MAC, '', 520],
  [4, 'AGENT', ...LINUX, 'a', 480],
  [5, 'JAMF', ...MAC, '', 610],
  [6, 'AGENT', ...THINKPAD, 'U', 430],
  [7, 'AGENT', ...LINUX, 'S', 390],
  [8, 'AGENT', ...THINKPAD, '', 405],
  [9, 'JAMF', ...MAC, '', 350],
  [10, 'JAMF', ...MAC, 'P', 300],
  [11, 'AGENT', ...LINUX, '', 640],
  [11, 'AGENT', ...MAC, '', 120],
  [12, 'AGENT', ...THINKPAD, '', 505],
  [13, 'AGENT', ...THINKPAD, 'E', 490],
  [14, 'JAMF', ...MAC, '', 415],
  [15, 'AGENT', ...LINUX, '', 330],
  [16, 'AGENT', ...MAC, '', 310],
  [17, 'JAMF', ...MAC, 'ep', 280],
  [23, 'JAMF', ...MAC, '', 600],
  [24, 'AGENT', ...LINUX, '', 205],
  [25, 'AGENT', ...MAC, 'AU', 180],
  [26, 'JAMF', ...MAC, '', 115],
];

export const globexDevices: readonly DeviceRow[] = [
  [1, 'INTUNE', ...THINKPAD, '', 500],
  [2, 'INTUNE', ...THINKPAD, '', 480],
  [3, 'AGENT', ...LINUX, 'A', 300],
];

/** Devices with ids from 1 on. */
export function devicesOf(company: string, rows: readonly DeviceRow[], today: number): Device[] {
  const dice = diceOf(`${company}/devices`);
  return rows.map(([userId, sourceType, model, osVersion, lacks, daysAgo], index) => {
    const has = (letter: string) =>
      lacks.includes(letter) ? false : lacks.includes(letter.toLowerCase()) ? null : true;
    const why = (letter: string, reason: string) => (has(letter) === false ? reason : null);
    return {
      id: index + 1,
      userId,
      sourceType,
      osVersion,
      serialNumber: `C0${dice.hex(8).toUpperCase()}`,
      model,
      macAddress: (dice.hex(12).match(/../g) ?? []).join('-').toUpperCase(),
      agentVersion: sourceType === 'AGENT' ? '3.9.0' : null,
      appsCount: dice.int(40, 160),
      screenLockTime: has('S') === true ? 300 : null,
      lastCheckedAt: ago(today, dice.roll() * 2),
      encryptionEnabled: has('E'),
      encryptionExplanation: why('E', 'The disk is not encrypted.'),
      firewallEnabled: has('F'),
      firewallExplanation: null,
      antivirusEnabled: has('A'),
      antivirusExplanation: why('A', 'No antivirus reports to the system.'),
      autoUpdateEnabled: has('U'),
      autoUpdateExplanation: why('U', 'Updates wait for the user.'),
      screenLockEnabled: has('S'),
      screenLockExplanation: why('S', 'The screen never locks by itself.'),
      passwordManagerEnabled: has('P'),
      passwordManagerExplanation: why('P', 'No password manager was found.'),
      locationServicesEnabled: sourceType === 'JAMF' ? true : null,
      deletedAt: null,
      createdAt: ago(today, daysAgo),
      updatedAt: ago(today, 1),
    };
  });
}
