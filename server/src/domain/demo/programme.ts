/** What the demo companies say of themselves, and the standards that they work towards. */
import type { CompanyProfile, Framework } from '../directory.ts';
import { ago } from './calendar.ts';

export function acmeProfile(today: number): CompanyProfile {
  return {
    id: 1,
    domain: 'acme.example.com',
    legalName: 'Acme Inc.',
    year: 2014,
    description: 'Card payments for workshops and their suppliers',
    phoneNumber: '800-555-0100',
    address: '742 Evergreen Terrace, Springfield',
    privacyUrl: 'https://acme.example.com/privacy',
    termsUrl: 'https://acme.example.com/terms',
    supportUrl: 'https://help.acme.example.com',
    jobsUrl: 'https://jobs.acme.example.com',
    securityEmail: 'security@example.com',
    logoUrl: 'https://acme.example.com/logo.png',
    securityTraining: 'MANUAL',
    hipaaTraining: 'NOT_REQUIRED',
    backgroundCheck: 'CHECKR',
    securityTrainingLink: null,
    hipaaTrainingLink: null,
    securityReport: {
      visibility: 'PASSING',
      sharing: true,
      shareToken: 'aaaaaaaa-bbbb-0000-cccc-dddddddddddd',
    },
    adminOnboardedAt: ago(today, 1479),
    renewalPeriodStartDate: ago(today, 340),
    agentEnabled: true,
    manualUploadEnabled: true,
    language: 'ENGLISH_US',
    entitlements: [
      {
        name: 'Trust Center',
        description: 'Pages that show the programme to customers',
        type: 'TRUST_CENTER',
        featureId: 7,
        metadata: { pages: 3 },
      },
    ],
    createdAt: ago(today, 1480),
    updatedAt: ago(today, 9),
  };
}

export function globexProfile(today: number): CompanyProfile {
  const acme = acmeProfile(today);
  return {
    ...acme,
    domain: 'globex.example.com',
    legalName: 'Globex Corporation',
    year: 2009,
    description: 'Logistics for cold chains',
    privacyUrl: 'https://globex.example.com/privacy',
    termsUrl: 'https://globex.example.com/terms',
    supportUrl: null,
    jobsUrl: null,
    phoneNumber: null,
    address: null,
    logoUrl: 'https://globex.example.com/logo.png',
    hipaaTraining: null,
    securityReport: { visibility: 'ALL', sharing: false, shareToken: null },
    manualUploadEnabled: false,
    entitlements: [],
    createdAt: ago(today, 700),
    updatedAt: ago(today, 200),
  };
}

type FrameworkRow = readonly [
  name: string,
  tag: string,
  type: string,
  description: string,
  color: string,
  controls: number,
  requirements: number,
  ready: number,
  workspaceIds: readonly number[],
];

const SOC_2 = ['SOC 2', 'SOC2', 'SOC_2_TYPE_2', 'Report on controls at a service organization'] as const;

export const acmeFrameworks: readonly FrameworkRow[] = [
  [...SOC_2, '#174880', 91, 61, 55, []],
  [
    'ISO 27001:2022',
    'ISO27001',
    'ISO_27001_2022',
    'Information security management',
    '#0b6e4f',
    84,
    93,
    80,
    [2],
  ],
  ['GDPR', 'GDPR', 'GDPR', 'Protection of personal data', '#6b2d75', 40, 52, 47, [2]],
  ['Supplier Baseline', 'SUPPLIER', 'CUSTOM', 'What Acme asks of its suppliers', '#8a4b08', 12, 12, 12, [1]],
];

export const globexFrameworks: readonly FrameworkRow[] = [[...SOC_2, '#174880', 70, 61, 20, []]];

/** Frameworks with ids from 1 on. */
export function frameworksOf(rows: readonly FrameworkRow[], today: number): Framework[] {
  return rows.map(
    ([name, tag, type, description, color, controls, requirements, ready, workspaceIds], index) => ({
      id: index + 1,
      name,
      slug: tag.toLowerCase(),
      tag,
      customFrameworkId: type === 'CUSTOM' ? '123e4567-e89b-12d3-a456-426614174000' : null,
      label: name,
      description,
      longDescription: `${description}, as far as it applies to the company.`,
      type,
      color,
      bgColor: color,
      activeLogo: null,
      inactiveLogo: null,
      hasLevel: false,
      levelLabel: null,
      selectedLevel: null,
      privacy: tag === 'GDPR',
      totalInScopeControls: controls,
      numInScopeRequirements: requirements,
      numReadyInScopeRequirements: ready,
      controlsEnabled: true,
      enabledAt: ago(today, 600 - index * 40),
      workspaceIds: [...workspaceIds],
      createdAt: ago(today, 610),
      updatedAt: ago(today, 12),
    }),
  );
}
