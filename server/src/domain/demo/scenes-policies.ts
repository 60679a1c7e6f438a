/** Policies, controls, requirements and frameworks. */
import { controls, frameworks, policies } from './catalogue.ts';
import type { Scene } from './scene.ts';
import { mention } from './scene.ts';

const GOVERNANCE = ['ADMIN', 'POLICY_MANAGER', 'TECHGOV'];

export const policyScenes: readonly Scene[] = [
  {
    type: 'USER_POLICY_ACCEPTED',
    category: 'POLICY',
    weight: 14,
    tell: ({ dice, name, who }) => {
      const policy = dice.pick(policies);
      const version = `${dice.int(1, 6)}.0`;
      return {
        description: `${name} acknowledged ${policy.name}, version ${version}.`,
        metadata: {
          targetEntity: { policyId: policy.id, policyName: policy.name, version, user: mention(who) },
        },
        controlIds: [10],
      };
    },
  },
  {
    type: 'POLICY_VERSION_ADDED',
    category: 'POLICY',
    weight: 3,
    by: GOVERNANCE,
    tell: ({ dice, name }) => {
      const policy = dice.pick(policies);
      const version = `${dice.int(2, 7)}.${dice.int(0, 3)}`;
      return {
        description: `${name} started version ${version} of ${policy.name}.`,
        metadata: {
          dto: {
            policyId: policy.id,
            changes: dice.pick(['wording', 'new chapter on suppliers', 'Kapitel 4 neu']),
          },
          targetEntity: { id: dice.int(2000, 2999), policyId: policy.id, version, status: 'DRAFT' },
        },
      };
    },
  },
  {
    type: 'POLICY_VERSION_PUBLISHED',
    category: 'POLICY',
    weight: 3,
    by: GOVERNANCE,
    tell: ({ company, dice, name }) => {
      const policy = dice.pick(policies);
      return {
        description: `${name} published ${policy.name}.`,
        metadata: {
          fileKey: `${company}/policies/${policy.id}/${dice.hex(8)}.pdf`,
          targetEntity: { policyId: policy.id, name: policy.name, renewalMonths: 12 },
        },
        controlIds: [10],
      };
    },
  },
  {
    type: 'POLICY_OWNER_UPDATED',
    category: 'POLICY',
    weight: 1,
    by: GOVERNANCE,
    tell: ({ dice, name, people }) => {
      const policy = dice.pick(policies);
      const owner = dice.pick(people);
      return {
        description: `${name} made ${owner.email} the owner of ${policy.name}.`,
        metadata: { dto: { ownerId: owner.id }, targetEntity: { ...policy, owner: mention(owner) } },
      };
    },
  },
  {
    type: 'POLICY_DOWNLOADED',
    category: 'POLICY',
    weight: 2,
    tell: ({ company, dice, name }) => {
      const policy = dice.pick(policies);
      return {
        description: `${name} downloaded ${policy.name}.`,
        metadata: { fileKey: `${company}/policies/${policy.id}/current.pdf` },
      };
    },
  },
  {
    type: 'POLICY_VERSION_AUTO_ACKNOWLEDGMENT',
    category: 'POLICY',
    weight: 2,
    by: [],
    source: 'DRATA_POLICY',
    tell: ({ dice, people }) => {
      const policy = dice.pick(policies);
      const covered = dice.some(people, dice.int(2, 6));
      return {
        description: `Acknowledgements of ${policy.name} were carried over to a minor version for ${covered.length} people.`,
        metadata: {
          targetEntities: covered.map(mention),
          sourceData: { policyId: policy.id, reason: 'MINOR_VERSION' },
        },
      };
    },
  },
];

export const controlScenes: readonly Scene[] = [
  {
    type: 'EDIT_CONTROL_INFO',
    category: 'GRC',
    weight: 3,
    by: ['CONTROL_MANAGER', 'ADMIN'],
    tell: ({ dice, name }) => {
      const control = dice.pick(controls);
      return {
        description: `${name} edited control ${control.code}.`,
        metadata: {
          dto: { name: control.name, activity: 'Checked monthly; the result is filed.', question: null },
          targetEntity: { ...control },
        },
        controlIds: [control.id],
      };
    },
  },
  {
    type: 'CONTROL_OWNER_ADDED',
    category: 'GRC',
    weight: 2,
    by: ['CONTROL_MANAGER', 'ADMIN'],
    tell: ({ dice, name, people }) => {
      const control = dice.pick(controls);
      const owner = dice.pick(people);
      return {
        description: `${name} made ${owner.email} an owner of control ${control.code}.`,
        metadata: { targetEntity: { ...control }, targetEntities: [mention(owner)] },
        controlIds: [control.id],
      };
    },
  },
  {
    type: 'CONTROL_NOTE_ADDED',
    category: 'GRC',
    weight: 3,
    by: ['CONTROL_MANAGER', 'REVIEWER', 'INTERNAL_AUDITOR', 'TECHGOV'],
    tell: ({ dice, name }) => {
      const control = dice.pick(controls);
      const note = dice.pick([
        'Sample of 25 drawn, no exceptions.',
        'Перевірено: зауважень немає.',
        'サンプル25件を確認しました。例外はありません。',
        'Bitte bis Quartalsende nachreichen – Frist ist knapp!',
        'تمت المراجعة مع الفريق ✅',
      ]);
      return {
        description: `${name} left a note on control ${control.code}.`,
        metadata: {
          dto: { comment: note },
          targetEntity: { id: dice.int(3000, 3999), controlId: control.id },
        },
        controlIds: [control.id],
      };
    },
  },
  {
    type: 'REQUIREMENT_ASSOCIATED_TO_CONTROL',
    category: 'GRC',
    weight: 1,
    by: ['CONTROL_MANAGER', 'ADMIN'],
    tell: ({ dice, name }) => {
      const chosen = dice.some(controls, 3);
      const framework = dice.pick(frameworks);
      return {
        description: `${name} mapped a requirement of ${framework.name} to ${chosen.length} controls.`,
        metadata: { dto: { requirementId: dice.int(100, 480), framework: framework.name } },
        controlIds: chosen.map(({ id }) => id),
      };
    },
  },
  {
    type: 'CONTROL_APPROVAL_APPROVE',
    category: 'GRC',
    weight: 2,
    by: ['REVIEWER', 'INTERNAL_AUDITOR', 'CONTROL_MANAGER'],
    tell: ({ dice, name }) => {
      const control = dice.pick(controls);
      return { description: `${name} approved control ${control.code}.`, controlIds: [control.id] };
    },
  },
  {
    type: 'CUSTOM_FRAMEWORK_CREATED',
    category: 'CUSTOM_FRAMEWORKS',
    weight: 0.3,
    by: ['ADMIN', 'TECHGOV'],
    tell: ({ name }) => ({
      description: `${name} created the framework Supplier Baseline.`,
      metadata: { dto: { name: 'Supplier Baseline', shortName: 'ASB', levels: null } },
    }),
  },
  {
    type: 'CUSTOM_REQUIREMENTS_CREATED',
    category: 'CUSTOM_FRAMEWORKS',
    weight: 0.5,
    by: ['ADMIN', 'TECHGOV'],
    tell: ({ dice, name }) => ({
      description: `${name} added requirements to Supplier Baseline.`,
      metadata: {
        targetEntities: Array.from({ length: dice.int(2, 5) }, (_, index) => ({
          code: `ASB-${dice.int(1, 9)}.${index + 1}`,
          name: dice.pick([
            'Encrypt in transit',
            'Name a contact',
            'Delete on request',
            'Report within 24 h',
          ]),
        })),
      },
    }),
  },
];
