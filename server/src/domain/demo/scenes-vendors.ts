/** Vendors, questionnaires, risks, assets. */
import { assets, risks, vendors } from './catalogue.ts';
import type { Scene } from './scene.ts';
import { change, mention } from './scene.ts';

export const vendorScenes: readonly Scene[] = [
  {
    type: 'VENDOR_CREATED',
    category: 'VENDOR',
    weight: 1,
    by: ['REVIEWER', 'ADMIN'],
    tell: ({ dice, name }) => {
      const vendor = dice.pick(vendors);
      return {
        description: `${name} added the vendor ${vendor.name}.`,
        metadata: {
          dto: {
            name: vendor.name,
            category: dice.pick(['ENGINEERING', 'FINANCE', 'HR']),
            critical: dice.chance(0.3),
          },
          targetEntity: { ...vendor, status: 'UNDER_REVIEW', risk: 'NONE' },
        },
      };
    },
  },
  {
    type: 'VENDOR_UPDATED',
    category: 'VENDOR',
    weight: 3,
    by: ['REVIEWER', 'ADMIN'],
    tell: ({ dice, name }) => {
      const vendor = dice.pick(vendors);
      return {
        description: `${name} updated ${vendor.name}.`,
        metadata: {
          dto: change({ risk: 'MODERATE', annualSpend: 12_000 }, { risk: 'LOW', annualSpend: 12_000.5 }),
          targetEntity: { ...vendor },
        },
      };
    },
  },
  {
    type: 'VENDOR_DOCUMENT_UPLOADED',
    category: 'VENDOR',
    weight: 2,
    by: ['REVIEWER', 'ADMIN'],
    tell: ({ company, dice, name }) => {
      const vendor = dice.pick(vendors);
      return {
        description: `${name} uploaded a report of ${vendor.name}.`,
        metadata: {
          fileKey: `${company}/vendors/${vendor.id}/soc2-${dice.int(2024, 2026)}.pdf`,
          targetEntity: { ...vendor },
        },
      };
    },
  },
  {
    type: 'VENDOR_SECURITY_REVIEW_COMPLETED',
    category: 'VENDOR',
    weight: 1,
    by: ['REVIEWER', 'TECHGOV'],
    tell: ({ dice, name }) => {
      const vendor = dice.pick(vendors);
      return {
        description: `${name} finished the security review of ${vendor.name}.`,
        metadata: {
          targetEntity: {
            id: dice.int(400, 499),
            vendorId: vendor.id,
            decision: dice.pick(['APPROVED', 'CONDITIONAL']),
          },
          sourceData: { observations: dice.int(0, 5), documents: dice.int(1, 8) },
        },
      };
    },
  },
  {
    type: 'VENDOR_RISK_REPORT_GENERATED',
    category: 'VENDOR_PROFILE',
    weight: 0.5,
    by: ['REVIEWER', 'RISK_MANAGER'],
    tell: ({ company, dice, name }) => ({
      description: `${name} generated the vendor risk report.`,
      metadata: { fileKey: `${company}/reports/vendor-risk-${dice.hex(6)}.xlsx` },
    }),
  },
  {
    type: 'SERVICE_PROVIDER_ADDED',
    category: 'SERVICE_PROVIDER',
    weight: 0.4,
    by: ['ADMIN'],
    tell: ({ name }) => ({
      description: `${name} gave Cabinet Lefèvre access as a service provider.`,
      metadata: { dto: { email: 'ines.lefevre@example.com', workspaces: [1, 2] } },
    }),
  },
  {
    type: 'VENDOR_QUESTIONNAIRE_EMAIL_SENT',
    category: 'QUESTIONNAIRE',
    weight: 1,
    by: ['REVIEWER'],
    tell: ({ dice, name }) => {
      const vendor = dice.pick(vendors);
      return {
        description: `${name} sent the security questionnaire to ${vendor.name}.`,
        metadata: { dto: { email: 'security@vendor.example.com', questionnaireId: dice.int(1, 9) } },
      };
    },
  },
  {
    type: 'VENDOR_QUESTIONNAIRE_RESPONSE_SAVED',
    category: 'QUESTIONNAIRE',
    weight: 1.5,
    by: [],
    source: 'VENDOR_QUESTIONNAIRE',
    tell: ({ dice }) => {
      const vendor = dice.pick(vendors);
      return {
        description: `${vendor.name} answered ${dice.int(5, 62)} questions of the security questionnaire.`,
        metadata: {
          request: {
            vendorId: vendor.id,
            answers: [
              { question: 4, answer: 'Yes' },
              { question: 9, answer: 'すべて暗号化' },
            ],
          },
          response: { saved: true },
        },
      };
    },
  },
];

export const riskScenes: readonly Scene[] = [
  {
    type: 'RISK_ADDED',
    category: 'RISK',
    weight: 1,
    by: ['RISK_MANAGER', 'ADMIN'],
    tell: ({ dice, name }) => {
      const risk = dice.pick(risks);
      return {
        description: `${name} added the risk “${risk.name}”.`,
        metadata: {
          dto: { title: risk.name, categories: ['OPERATIONS'] },
          targetEntity: { ...risk, code: `R-${risk.id}` },
        },
      };
    },
  },
  {
    type: 'RISK_SCORED',
    category: 'RISK',
    weight: 3,
    by: ['RISK_MANAGER', 'RISK_REGISTER_OWNER'],
    tell: ({ dice, name }) => {
      const risk = dice.pick(risks);
      const impact = dice.int(1, 5);
      const likelihood = dice.int(1, 5);
      return {
        description: `${name} scored “${risk.name}” ${impact * likelihood}.`,
        metadata: { dto: { impact, likelihood, score: impact * likelihood }, targetEntity: { ...risk } },
      };
    },
  },
  {
    type: 'RISK_TREATMENT_SET',
    category: 'RISK',
    weight: 1.5,
    by: ['RISK_MANAGER'],
    tell: ({ dice, name }) => {
      const risk = dice.pick(risks);
      const treatment = dice.pick(['MITIGATE', 'ACCEPT', 'TRANSFER', 'AVOID']);
      return {
        description: `${name} chose the treatment ${treatment} for “${risk.name}”.`,
        metadata: { dto: { treatment, plan: 'See ticket SEC-417.' }, targetEntity: { ...risk } },
      };
    },
  },
  {
    type: 'RISK_OWNERS_ASSIGNED',
    category: 'RISK',
    weight: 1,
    by: ['RISK_MANAGER'],
    tell: ({ dice, name, people }) => {
      const risk = dice.pick(risks);
      const owners = dice.some(people, 2);
      return {
        description: `${name} assigned owners to “${risk.name}”.`,
        metadata: { targetEntity: { ...risk }, targetEntities: owners.map(mention) },
      };
    },
  },
];

export const assetScenes: readonly Scene[] = [
  {
    type: 'MANUAL_ASSET_CREATED',
    category: 'ASSET',
    weight: 1,
    by: ['WORKSPACE_ADMINISTRATOR', 'DEVOPS_ENGINEER'],
    tell: ({ dice, name }) => {
      const asset = dice.pick(assets);
      return {
        description: `${name} added the asset ${asset.name}.`,
        metadata: {
          dto: { name: asset.name, classes: ['HARDWARE'], notes: null },
          targetEntity: { ...asset },
        },
      };
    },
  },
  {
    type: 'ASSET_OWNER_UPDATED',
    category: 'ASSET',
    weight: 1,
    by: ['WORKSPACE_ADMINISTRATOR', 'DEVOPS_ENGINEER'],
    tell: ({ dice, name, people }) => {
      const asset = dice.pick(assets);
      const owner = dice.pick(people);
      return {
        description: `${name} made ${owner.email} the owner of ${asset.name}.`,
        metadata: { dto: { ownerId: owner.id }, targetEntity: { ...asset, owner: mention(owner) } },
      };
    },
  },
  {
    type: 'ASSET_NOTES_UPDATED',
    category: 'ASSET',
    weight: 1,
    by: ['DEVOPS_ENGINEER'],
    tell: ({ dice, name }) => {
      const asset = dice.pick(assets);
      return {
        description: `${name} changed the notes of ${asset.name}.`,
        metadata: { dto: { notes: 'Moves to the new rack in week 47 🚚' }, targetEntity: { ...asset } },
      };
    },
  },
];
