import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeviceCompliant } from '../compliance.ts';
import { directoryBodies } from '../directory-bodies.ts';
import { compileSchema } from '../validate.ts';
import { demoData } from './demo.ts';

const NOW = Date.UTC(2026, 10, 23, 10, 14, 24);
const companies = demoData(NOW);
const [acme] = companies;
assert.ok(acme !== undefined);

describe('the programme of the demo companies', () => {
  it('refers only to what is there', () => {
    for (const { programme, users, identities, connections, workspaces, name } of companies) {
      const of = (items: readonly { id: number }[]) => new Set(items.map(({ id }) => id));
      const [people, versions] = [of(users), of(programme.policyVersion)];
      const { personnel, device, policy, policyVersion, assignedPolicy, framework, identityAccess } =
        programme;
      assert.deepEqual(of(personnel), people, name);
      assert.ok([...device, ...assignedPolicy].every(({ userId }) => people.has(userId)));
      assert.ok(
        [...policy, ...policyVersion].every(({ ownerId }) => ownerId !== null && people.has(ownerId)),
      );
      assert.ok([...policyVersion, ...assignedPolicy].every(({ policyId }) => of(policy).has(policyId)));
      assert.ok(assignedPolicy.every(({ policyVersionId }) => versions.has(policyVersionId)));
      assert.ok(framework.flatMap(({ workspaceIds }) => workspaceIds).every((id) => of(workspaces).has(id)));
      assert.ok(identityAccess.every(({ id }) => of(identities).has(id)));
      const { customConnection, customResource } = programme;
      assert.ok(customConnection.every(({ id }) => of(connections).has(id)));
      assert.ok(customResource.every(({ connectionId }) => of(customConnection).has(connectionId)));
    }
  });

  it('is what PUT /api would take', () => {
    const bodies = {
      companyProfile: directoryBodies.company,
      framework: directoryBodies.frameworks,
      personnel: directoryBodies.personnel,
      identityAccess: directoryBodies.identityAccess,
      customResource: directoryBodies.customResources,
      device: directoryBodies.devices,
      policy: directoryBodies.policies,
      policyVersion: directoryBodies.policyVersions,
      assignedPolicy: directoryBodies.assignedPolicies,
    };
    for (const { programme } of companies) {
      // Custom connections are made by the contract's own operation.
      const { customConnection: _, ...put } = programme;
      for (const [kind, documents] of Object.entries(put)) {
        const schema = bodies[kind as keyof typeof bodies];
        const check = compileSchema(schema);
        // Where the id is that of somebody or something else, it is not given.
        const given = documents.map((one: object) => ('id' in schema.properties ? one : without(one, 'id')));
        assert.deepEqual(given.flatMap(check), [], kind);
      }
    }
  });

  it('lies in the past, and nothing was changed before it was made', () => {
    for (const { programme } of companies)
      for (const document of Object.values(programme).flat())
        if ('createdAt' in document) {
          assert.ok(document.createdAt <= document.updatedAt, JSON.stringify(document));
          assert.ok(Date.parse(document.updatedAt) < NOW, JSON.stringify(document));
        }
  });

  it('shows what passes and what does not', () => {
    const { personnel, device, assignedPolicy, identityAccess, policy } = acme.programme;
    const statuses = new Set(personnel.map(({ employmentStatus }) => employmentStatus));
    const expected = 'CURRENT_EMPLOYEE CURRENT_CONTRACTOR FORMER_EMPLOYEE OUT_OF_SCOPE SERVICE_ACCOUNT'.split(
      ' ',
    );
    assert.deepEqual(statuses, new Set(expected));
    for (const [what, found] of Object.entries({
      device: device.map(isDeviceCompliant),
      acceptance: assignedPolicy.map(({ acceptedAt }) => acceptedAt !== null),
      'service account': identityAccess.map(({ serviceAccount }) => serviceAccount !== null),
      exclusion: personnel.map(({ exclusions }) => exclusions.length > 0),
      assignment: policy.map(({ assignedTo }) => assignedTo === 'ALL'),
    }))
      assert.deepEqual(new Set(found), new Set([true, false]), what);
  });
});

function without(document: object, member: string): object {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== member));
}
