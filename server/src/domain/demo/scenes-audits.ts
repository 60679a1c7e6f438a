/** Audits, evidence, access reviews, reports, the trust centre. */
import { applications, auditors, controls, evidence } from './catalogue.ts';
import type { Scene } from './scene.ts';
import { mention } from './scene.ts';

const COMPLIANCE = ['ADMIN', 'TECHGOV', 'CONTROL_MANAGER'];
const TRUST = ['TRUST_CENTER_MANAGER'];
const VISITORS = ['Blue Harbor Bank', 'Ateliers Réunis', '山田商事', 'Kantonsspital Beispiel'];

export const auditScenes: readonly Scene[] = [
  {
    type: 'AUDITOR_ADDED_TO_AUDIT',
    category: 'AUDIT',
    weight: 0.5,
    by: ['ADMIN'],
    tell: ({ dice, name }) => {
      const auditor = dice.pick(auditors);
      return {
        description: `${name} invited ${auditor.firm} to the audit.`,
        metadata: { dto: { auditorId: auditor.id, readOnly: true }, targetEntity: { ...auditor } },
      };
    },
  },
  {
    type: 'AUDIT_STATUS_CHANGED',
    category: 'AUDIT',
    weight: 0.5,
    by: COMPLIANCE,
    tell: ({ dice, name }) => ({
      description: `${name} moved the SOC 2 audit on.`,
      metadata: {
        dto: { status: dice.pick(['PLANNING', 'FIELDWORK', 'REPORTING']) },
        targetEntity: { id: 88, framework: 'SOC 2', period: { from: '2026-01-01', to: '2026-12-31' } },
      },
    }),
  },
  {
    type: 'REQUEST_MESSAGE_SENT',
    category: 'AUDIT',
    weight: 4,
    by: ['AUDITOR', ...COMPLIANCE],
    tell: ({ dice, name }) => {
      const control = dice.pick(controls);
      const message = dice.pick([
        'Could you add the export of last quarter, please?',
        'Done – see attachment 2.',
        'Попередній файл пошкоджено, надішліть ще раз.',
        'Merci, c’est complet 👍',
      ]);
      return {
        description: `${name} wrote in an audit request about ${control.code}.`,
        metadata: { dto: { requestId: dice.int(60, 140), message }, targetEntity: { ...control } },
        controlIds: [control.id],
      };
    },
  },
  {
    type: 'CONTROL_EVIDENCE_PACKAGE_GENERATED',
    category: 'AUDIT',
    weight: 1,
    by: ['AUDITOR', 'INTERNAL_AUDITOR'],
    tell: ({ company, dice, name }) => {
      const control = dice.pick(controls);
      return {
        description: `${name} generated the evidence package of ${control.code}.`,
        metadata: {
          fileKey: `${company}/packages/${control.code}-${dice.hex(8)}.zip`,
          sourceData: { files: dice.int(3, 90) },
        },
        controlIds: [control.id],
      };
    },
  },
];

export const evidenceScenes: readonly Scene[] = [
  {
    type: 'EVIDENCE_CREATED',
    category: 'EVIDENCE',
    weight: 3,
    by: [...COMPLIANCE, 'REVIEWER'],
    tell: ({ company, dice, name }) => {
      const item = dice.pick(evidence);
      const control = dice.pick(controls);
      return {
        description: `${name} filed the evidence “${item.name}”.`,
        metadata: {
          dto: { name: item.name, renewalDate: '2027-06-30', controlIds: [control.id] },
          targetEntity: { ...item, version: 1 },
          fileKey: `${company}/evidence/${item.id}/${dice.hex(8)}.pdf`,
        },
        controlIds: [control.id],
      };
    },
  },
  {
    type: 'EVIDENCE_UPDATED',
    category: 'EVIDENCE',
    weight: 2,
    by: COMPLIANCE,
    tell: ({ company, dice, name }) => {
      const item = dice.pick(evidence);
      return {
        description: `${name} replaced the file of “${item.name}”.`,
        metadata: {
          targetEntity: { ...item, version: dice.int(2, 9) },
          fileKey: `${company}/evidence/${item.id}/${dice.hex(8)}.pdf`,
        },
      };
    },
  },
  {
    type: 'EVIDENCE_ASSOCIATED_TO_CONTROL',
    category: 'EVIDENCE',
    weight: 2,
    by: COMPLIANCE,
    tell: ({ dice, name }) => {
      const item = dice.pick(evidence);
      const chosen = dice.some(controls, dice.int(1, 4));
      return {
        description: `${name} mapped “${item.name}” to ${chosen.map(({ code }) => code).join(', ')}.`,
        metadata: { targetEntity: { ...item }, targetEntities: chosen.map((control) => ({ ...control })) },
        controlIds: chosen.map(({ id }) => id),
      };
    },
  },
  {
    type: 'EVIDENCE_DOWNLOADED',
    category: 'EVIDENCE',
    weight: 2,
    by: ['AUDITOR', 'INTERNAL_AUDITOR', ...COMPLIANCE],
    tell: ({ dice, name }) => {
      const item = dice.pick(evidence);
      return { description: `${name} downloaded “${item.name}”.`, metadata: { targetEntity: { ...item } } };
    },
  },
  {
    type: 'FILE_UPLOAD_REJECTED',
    category: 'DOCUMENT_SCANNED',
    weight: 0.5,
    by: [],
    tell: ({ dice, who }) => ({
      description: `A file of ${who.email} was refused by the virus scanner.`,
      metadata: {
        fileKey: `quarantine/${dice.hex(12)}`,
        sourceData: { engine: 'demo-av 4', verdict: 'EICAR-Test' },
      },
    }),
  },
  {
    type: 'REPORT_CREATED',
    category: 'REPORT',
    weight: 1,
    by: COMPLIANCE,
    tell: ({ dice, name }) => ({
      description: `${name} added a report.`,
      metadata: {
        dto: { name: `Pentest ${dice.int(2024, 2026)}`, type: 'PENETRATION' },
        targetEntity: { id: dice.int(20, 40) },
      },
    }),
  },
  {
    type: 'REPORT_DOWNLOADED',
    category: 'REPORT',
    weight: 1,
    tell: ({ company, dice, name }) => ({
      description: `${name} downloaded a report.`,
      metadata: { fileKey: `${company}/reports/${dice.int(20, 40)}.pdf` },
    }),
  },
];

export const reviewScenes: readonly Scene[] = [
  {
    type: 'ACCESS_REVIEW_PERIOD_CREATED',
    category: 'ACCESS_REVIEW',
    weight: 0.3,
    by: COMPLIANCE,
    tell: ({ name }) => ({
      description: `${name} planned the access review of the quarter.`,
      metadata: { dto: { applications, frequency: 'QUARTERLY', reviewers: [3, 12] } },
      controlIds: [12],
    }),
  },
  {
    type: 'PERSONNEL_REVIEW_STATUS_CHANGED',
    category: 'ACCESS_REVIEW',
    weight: 6,
    by: ['WORKSPACE_ADMINISTRATOR', 'REVIEWER', 'CONTROL_MANAGER'],
    tell: ({ dice, name, people }) => {
      const subject = dice.pick(people);
      const application = dice.pick(applications);
      const verdict = dice.pick(['APPROVED', 'APPROVED', 'APPROVED', 'REJECTED']);
      return {
        description: `${name} reviewed the access of ${subject.email} to ${application}: ${verdict.toLowerCase()}.`,
        metadata: { dto: { status: verdict }, targetEntity: { application, ...mention(subject) } },
        controlIds: [12],
      };
    },
  },
  {
    type: 'ACCESS_REVIEW_APPLICATION_COMPLETED',
    category: 'ACCESS_REVIEW',
    weight: 1,
    by: ['WORKSPACE_ADMINISTRATOR', 'REVIEWER'],
    tell: ({ dice, name }) => ({
      description: `${name} completed the access review of ${dice.pick(applications)}.`,
      metadata: { sourceData: { approved: dice.int(9, 24), rejected: dice.int(0, 2) } },
      controlIds: [12],
    }),
  },
];

export const trustScenes: readonly Scene[] = [
  {
    type: 'TRUST_PAGES_SAVED',
    category: 'TRUST_PAGES',
    weight: 1,
    by: TRUST,
    tell: ({ name }) => ({
      description: `${name} saved the trust page.`,
      metadata: { dto: { sections: ['certificates', 'subprocessors', 'faq'], locale: 'de-CH' } },
    }),
  },
  {
    type: 'NEW_REQUEST',
    category: 'TRUST_CENTER_PRIVATE_ACCESS',
    weight: 1.5,
    by: [],
    source: 'PUBLIC_API',
    tell: ({ dice }) => {
      const company = dice.pick(VISITORS);
      return {
        description: `${company} asked for access to private documents.`,
        metadata: {
          request: { company, documents: dice.int(1, 4), nda: dice.chance(0.5) },
          response: { status: 'PENDING' },
        },
      };
    },
  },
  {
    type: 'APPROVED_REQUEST',
    category: 'TRUST_CENTER_PRIVATE_ACCESS',
    weight: 1,
    by: TRUST,
    tell: ({ dice, name }) => ({
      description: `${name} gave ${dice.pick(VISITORS)} access to private documents.`,
      metadata: { dto: { expiresInDays: 30 } },
    }),
  },
  {
    type: 'DENIED_REQUEST',
    category: 'TRUST_CENTER_PRIVATE_ACCESS',
    weight: 0.5,
    by: TRUST,
    tell: ({ name }) => ({
      description: `${name} refused a request for private documents.`,
      metadata: { dto: { reason: 'No signed NDA' } },
    }),
  },
];
