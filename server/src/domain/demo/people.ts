/** Users from a table. */
import type { User } from '../directory.ts';
import { ago } from './calendar.ts';
import { diceOf, uuidOf } from './dice.ts';

/** Mailbox, first name, last name, job title, roles, days since joining, days since agreeing to the terms. */
export type PersonRow = readonly [
  mailbox: string,
  firstName: string | null,
  lastName: string | null,
  jobTitle: string | null,
  roles: string,
  joinedDaysAgo: number,
  agreedDaysAgo: number | null,
];

export const acmePeople: readonly PersonRow[] = [
  [
    'marisol.vega',
    'Marisol',
    'Vega Iturbe',
    'Chief Information Security Officer',
    'ADMIN POLICY_MANAGER',
    1480,
    1479,
  ],
  ['tobias.falk', 'Tobias', 'Falk', 'Compliance Lead', 'ADMIN TECHGOV CONTROL_MANAGER', 1320, 1320],
  ['ngoc.tran', 'Ngọc', 'Trần', 'Staff Platform Engineer', 'EMPLOYEE DEVOPS_ENGINEER', 1205, 1190],
  ['zoe.lindqvist', 'Zoë', 'Lindqvist', 'Head of People', 'EMPLOYEE PEOPLE_OPS', 1130, 1130],
  ['kwame.boateng', 'Kwame', 'Boateng', 'Risk Manager', 'RISK_MANAGER RISK_REGISTER_OWNER', 990, 988],
  ['olena.koval', 'Олена', 'Коваль', 'Senior Backend Engineer', 'EMPLOYEE DEVOPS_ENGINEER', 930, 921],
  ['jose.pena', 'José Ángel', 'Peña Ruiz', 'Internal Auditor', 'INTERNAL_AUDITOR REVIEWER', 905, 905],
  ['mairead.nidhonaill', 'Máiréad', 'Ní Dhónaill', 'Legal Counsel', 'EMPLOYEE POLICY_MANAGER', 880, 870],
  ['haruka.sasaki', 'はるか', '佐々木', 'Frontend Engineer', 'EMPLOYEE', 760, 744],
  [
    'ravi.subramaniam',
    'Ravi',
    'Subramaniam',
    'Site Reliability Engineer',
    'EMPLOYEE DEVOPS_ENGINEER',
    741,
    741,
  ],
  ['lukasz.wojcik', 'Łukasz', 'Wójcik', 'IT Administrator', 'EMPLOYEE WORKSPACE_ADMINISTRATOR', 730, 702],
  ['fatima.alrashid', 'Fatima', 'al-Rashid', 'Vendor Manager', 'EMPLOYEE REVIEWER', 655, 655],
  [
    'siobhan.obrien',
    'Siobhán',
    'O’Brien',
    'Customer Trust Manager',
    'EMPLOYEE TRUST_CENTER_MANAGER',
    610,
    609,
  ],
  ['xiaomei.li', '小梅', '李', 'Data Engineer', 'EMPLOYEE', 540, 533],
  ['adebayo.olayinka', 'Adébáyọ̀', 'Ọláyínká', 'Security Engineer', 'EMPLOYEE TECHGOV', 498, 490],
  ['ana.goncalves', 'Ana Beatriz', 'Gonçalves', 'Product Designer', 'EMPLOYEE', 410, null],
  ['deven', 'Deven', null, 'Mobile Contractor', 'EMPLOYEE', 160, null],
  ['ci-bot', null, null, null, 'SERVICE_USER', 900, null],
  ['emily.stone', 'Emily', 'Stone', 'External Auditor', 'AUDITOR ACT_AS_READ_ONLY', 220, 219],
  ['viktor.horvath', 'Viktor', 'Horváth', 'Account Executive', 'EMPLOYEE', 820, 815],
  ['noor.devries', 'Noor', 'de Vries', 'Support Engineer', 'EMPLOYEE', 505, 500],
  ['lena.marchetti', 'Lena', 'Marchetti', 'Engineering Manager', 'EMPLOYEE CONTROL_MANAGER', 870, 866],
  ['thabo.mokoena', 'Thabo', 'Mokoena', 'Software Engineer', 'EMPLOYEE', 210, 208],
  ['yael.benami', 'Yael', 'Ben-Ami', 'Software Engineer', 'EMPLOYEE', 188, 188],
  ['grace.kim', 'Grace', 'Kim', 'Finance Manager', 'EMPLOYEE', 120, null],
  [
    'sofia.papadaki',
    'Σοφία',
    'Παπαδάκη',
    'Data Protection Officer',
    'READONLY_ADMIN POLICY_MANAGER',
    350,
    349,
  ],
];

export const globexPeople: readonly PersonRow[] = [
  ['henrik.dahl', 'Henrik', 'Dahl', 'Managing Director', 'ADMIN', 700, 699],
  ['amara.diallo', 'Amara', 'Diallo', 'Head of Security', 'ADMIN TECHGOV', 640, 640],
  ['piotr.zielinski', 'Piotr', 'Zieliński', 'Engineer', 'EMPLOYEE DEVOPS_ENGINEER', 420, 401],
  ['mei.tanaka', 'Mei', 'Tanaka', 'People Partner', 'EMPLOYEE PEOPLE_OPS', 390, 390],
  // The same mailbox as a user of the first company: e-mail addresses are unique within a company only.
  ['emily.stone', 'Emily', 'Stone', 'External Auditor', 'AUDITOR', 150, 149],
  ['build', null, null, null, 'SERVICE_USER', 500, null],
];

/** The users of a table with ids from `firstId` on. */
export function usersOf(company: string, rows: readonly PersonRow[], firstId: number, today: number): User[] {
  const dice = diceOf(`${company}/people`);
  return rows.map(([mailbox, firstName, lastName, jobTitle, roles, joined, agreed], index) => {
    const id = firstId + index;
    return {
      id,
      entryId: uuidOf(dice),
      email: `${mailbox}@example.com`,
      firstName,
      lastName,
      jobTitle,
      avatarUrl:
        firstName !== null && dice.chance(0.7) ? `https://${company}.example.com/avatars/${id}.png` : null,
      termsAgreedAt: agreed === null ? null : ago(today, agreed - dice.roll() / 3),
      createdAt: ago(today, joined + 0.6),
      updatedAt: ago(today, Math.min(joined, 95 + dice.int(0, 60))),
      roles: roles.split(' '),
    };
  });
}

/** The name as descriptions print it; service accounts go by their mailbox. */
export function nameOf(user: User): string {
  const name = [user.firstName, user.lastName].filter((part) => part !== null).join(' ');
  return name === '' ? user.email : name;
}
