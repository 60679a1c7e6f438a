/** Background checks and documents of users, from tables. */
import type { BackgroundCheck, User, UserDocument } from '../directory.ts';
import { ago, DAY_MS, dateOf } from './calendar.ts';
import { diceOf } from './dice.ts';

export type CheckRow = readonly [
  userId: number,
  type: string,
  status: string,
  source: string | null,
  daysAgo: number,
];

export const acmeChecks: readonly CheckRow[] = [
  [2, 'CHECKR', 'OK', 'CHECKR', 1470],
  [3, 'CERTN', 'OK', 'CERTN', 1310],
  [4, 'CHECKR', 'EXPIRED', 'CHECKR', 1200],
  [4, 'CHECKR', 'OK', 'CHECKR', 130],
  [5, 'MANUAL', 'OK', 'DRATA', 1125],
  [6, 'KARMACHECK', 'OK', 'KARMACHECK', 985],
  [7, 'STERLING', 'OK', 'STERLING', 926],
  [8, 'HIRERIGHT', 'OK', 'HIRERIGHT', 900],
  [9, 'MANUAL', 'OUT_OF_SCOPE', 'DRATA', 878],
  [10, 'VETTY', 'OK', 'VETTY', 755],
  [11, 'HRIS_RIPPLING', 'OK', 'RIPPLING_CHECKR', 735],
  [12, 'CHECKR', 'CANCELED', 'CHECKR', 728],
  [12, 'MANUAL', 'OK', null, 720],
  [13, 'CERTN', 'ISSUE', 'CERTN', 650],
  [14, 'KARMACHECK', 'OK', 'KARMACHECK', 606],
  [15, 'CHECKR', 'OK', 'CHECKR', 536],
  [16, 'STERLING', 'OK', 'STERLING', 492],
  [17, 'CHECKR', 'PENDING', 'CHECKR', 101],
  [18, 'MANUAL', 'OUT_OF_SCOPE', 'DRATA', 155],
  [20, 'MANUAL', 'OUT_OF_SCOPE', 'DRATA', 219],
  [21, 'HIRERIGHT', 'EXPIRED', 'HIRERIGHT', 815],
  [22, 'CHECKR', 'OK', 'CHECKR', 500],
  [23, 'CERTN', 'OK', 'CERTN', 860],
  [24, 'CHECKR', 'OK', 'CHECKR', 205],
  [25, 'VETTY', 'PENDING', 'VETTY', 112],
  [26, 'CHECKR', 'PENDING', 'CHECKR', 118],
];

export const globexChecks: readonly CheckRow[] = [
  [1, 'MANUAL', 'OK', 'DRATA', 690],
  [2, 'CERTN', 'OK', 'CERTN', 630],
  [3, 'CERTN', 'PENDING', 'CERTN', 110],
];

/** Background checks with ids from `firstId` on. */
export function checksOf(
  company: string,
  rows: readonly CheckRow[],
  people: readonly User[],
  firstId: number,
  today: number,
): BackgroundCheck[] {
  const dice = diceOf(`${company}/checks`);
  return rows.map(([userId, type, status, source, daysAgo], index) => {
    const manual = type === 'MANUAL';
    const outOfScope = status === 'OUT_OF_SCOPE';
    const done = status === 'OK' || status === 'ISSUE' || status === 'EXPIRED';
    const user = people.find(({ id }) => id === userId);
    return {
      id: firstId + index,
      userId,
      status,
      caseId: manual ? null : dice.hex(24),
      caseInvitationId: manual ? null : dice.hex(24),
      url: manual ? null : `https://checks.example.com/${type.toLowerCase()}/${dice.hex(12)}`,
      manualCheckDate: manual && !outOfScope ? dateOf(today - daysAgo * DAY_MS) : null,
      manuallyCheckUrl: manual && !outOfScope ? 'https://files.example.com/background-check.pdf' : null,
      type,
      source,
      reportData: done && !manual ? report(status, daysAgo) : null,
      outOfScopeReason: outOfScope ? 'Not required in the country of employment' : null,
      outOfScopeAt: outOfScope ? ago(today, daysAgo - 3) : null,
      invitationEmail: manual ? null : (user?.email ?? null),
      linkedAt: done ? ago(today, daysAgo - 2) : null,
      createdAt: ago(today, daysAgo),
      updatedAt: ago(today, Math.max(daysAgo - 4, 91)),
    };
  });
}

/** What a provider reports, as the JSON text it sends. */
function report(status: string, days: number): string {
  const result = status === 'ISSUE' ? 'consider' : 'clear';
  return JSON.stringify({
    result,
    package: days % 2 === 0 ? 'standard' : 'plus',
    turnaroundHours: (days % 60) + 20,
  });
}

export type DocumentRow = readonly [userId: number, type: string, name: string, daysAgo: number];

export const acmeDocuments: readonly DocumentRow[] = [
  [2, 'SEC_TRAINING', 'Security awareness 2026', 140],
  [3, 'SEC_TRAINING', 'Security awareness 2026', 139],
  [3, 'NIST_AI_TRAINING_EVIDENCE', 'AI risk basics', 99],
  [4, 'HARD_DRIVE_ENCRYPTION_EVIDENCE', 'FileVault screenshot', 180],
  [5, 'HIPAA_TRAINING_EVIDENCE', 'HIPAA for people teams', 125],
  [7, 'SEC_TRAINING', 'Основи безпеки 2026', 136],
  [10, 'LOCK_SCREEN_EVIDENCE', '画面ロック設定', 171],
  [12, 'PASSWORD_MANAGER_EVIDENCE', 'Vault enrolment', 230],
  [16, 'MFA_EVIDENCE', 'Hardware key registration', 133],
  [18, 'ANTIVIRUS_EVIDENCE', 'Own laptop: antivirus', 150],
  [18, 'AUTO_UPDATES_EVIDENCE', 'Own laptop: updates', 150],
  [21, 'OFFBOARDING_EVIDENCE', 'Offboarding checklist', 188],
  [22, 'SEC_TRAINING', 'Security awareness 2026', 122],
];

export const globexDocuments: readonly DocumentRow[] = [[2, 'SEC_TRAINING', 'Awareness course', 210]];

/** Documents of users with ids from 1 on. */
export function documentsOf(company: string, rows: readonly DocumentRow[], today: number): UserDocument[] {
  return rows.map(([userId, type, name, daysAgo], index) => ({
    id: index + 1,
    userId,
    name,
    type,
    fileUrl: index % 5 === 4 ? null : `https://files.example.com/${company}/documents/${index + 1}`,
    renewalDate: type === 'OFFBOARDING_EVIDENCE' ? null : dateOf(today + (365 - daysAgo) * DAY_MS),
    createdAt: ago(today, daysAgo),
    updatedAt: ago(today, daysAgo),
  }));
}
