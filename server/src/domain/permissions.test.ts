import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allPermissions, isPermission, permissions } from './permissions.ts';

const facts = new URL('../../../../shared/contract/FACTS.md', import.meta.url);

test('permissions are distinct, sorted and slug-shaped', () => {
  assert.equal(new Set(allPermissions).size, allPermissions.length);
  assert.deepEqual(allPermissions, [...allPermissions].sort());
  for (const permission of allPermissions) assert.match(permission, /^[a-z]+(-[a-z]+)+$/);
  for (const permission of Object.values(permissions)) assert(isPermission(permission));
  assert(!isPermission('event-tracking'));
});

test('every slug that the contract gives to an operation is known', (t) => {
  if (!existsSync(facts)) return t.skip('the contract is not beside the repository');
  const text = readFileSync(facts, 'utf8');
  const events = [...text.matchAll(/\((event-tracking-[a-z-]+)\)/g)].map((match) => match[1] ?? '');
  const siblings = text.slice(text.indexOf('## 6. Sibling'), text.indexOf('## 7. Inventory'));
  const others = [...siblings.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1] ?? '');
  const slugs = new Set([...events, ...others]);
  assert(slugs.size > 30);
  assert.deepEqual(
    [...slugs].filter((slug) => !isPermission(slug)),
    [],
  );
  assert.deepEqual(
    allPermissions.filter((permission) => !permission.startsWith('api-') && !slugs.has(permission)),
    [],
  );
});
