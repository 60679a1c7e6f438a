import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DirectoryKind } from '../ports.ts';
import { rememberLookups } from './remembered-lookups.ts';

test('each look-up is made once, also when it found nothing, and again when it failed', async () => {
  const asked: string[] = [];
  let broken = true;
  const directory = {
    async row(company: number, kind: DirectoryKind, id: number) {
      asked.push(`row ${company} ${kind} ${id}`);
      return id === 1 ? { kind, id, userId: null, connectionId: null, email: null, json: '{}' } : null;
    },
    async userByEmail(company: number, email: string) {
      asked.push(`email ${company} ${email}`);
      if (broken) throw new Error('the disk failed');
      return null;
    },
  };
  const remembered = rememberLookups(directory);
  for (let i = 0; i < 3; i++) {
    assert.equal((await remembered.row(1, 'workspace', 1))?.id, 1);
    assert.equal(await remembered.row(1, 'workspace', 2), null);
    assert.equal(await remembered.row(2, 'workspace', 3), null);
  }
  await assert.rejects(remembered.userByEmail(1, 'a@example.com'), /the disk failed/);
  broken = false;
  assert.equal(await remembered.userByEmail(1, 'a@example.com'), null);
  assert.equal(await remembered.userByEmail(1, 'a@example.com'), null);
  assert.deepEqual(asked, [
    'row 1 workspace 1',
    'row 1 workspace 2',
    'row 2 workspace 3',
    'email 1 a@example.com',
    'email 1 a@example.com',
  ]);
});
