/** `Views`: what an account keeps, what a company shares, and how much of it. */
import assert from 'node:assert/strict';
import type { SavedView } from '../../src/app/ports/views.ts';
import { limits } from '../../src/domain/limits.ts';
import { type Kit, NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

export const makeView = ({ random }: Kit, over: Partial<SavedView> = {}): SavedView => ({
  id: random.uuid(),
  userId: 1,
  name: `View ${random.int(1e9)}`,
  query: 'status=FAILED',
  shared: false,
  createdAt: NOON,
  updatedAt: NOON,
  ...over,
});

/** Users of the company that are there. */
async function addUsers({ store, kit, company }: Ground, ...ids: number[]): Promise<void> {
  const changes = ids.map((id) => ({ do: 'put' as const, row: kit.user(id) }));
  await commitAll(store, [kit.item(company, { changes })]);
}

const byId = (views: readonly SavedView[]) => views.toSorted((a, b) => (a.id < b.id ? -1 : 1));

export function viewsSuite(onGround: GroundTest): void {
  onGround('a user sees their own and those that are shared; another company sees none', async (ground) => {
    const { store, kit, company } = ground;
    await addUsers(ground, 1, 2);
    const keep = async (over: Partial<SavedView>) => {
      const view = makeView(kit, over);
      assert.deepEqual(await store.views.keep(company.company, view, null), { is: 'kept' });
      return view;
    };
    const [mine, shared] = [await keep({ name: 'Ünï <b>' }), await keep({ shared: true })];
    const [theirs, given] = [await keep({ userId: 2 }), await keep({ userId: 2, shared: true })];
    const seenBy = (userId: number) => store.views.viewsFor(company.company, userId);
    assert.deepEqual(await seenBy(1), byId([mine, shared, given]));
    assert.deepEqual(await seenBy(2), byId([shared, theirs, given]));
    assert.deepEqual(await seenBy(-1), byId([shared, given]));
    assert.deepEqual(await store.views.views(company.company), byId([mine, shared, theirs, given]));
    assert.deepEqual(await store.views.view(company.company, mine.id), mine);
    const other = await kit.company(store);
    assert.equal(await store.views.view(other.company, mine.id), null);
    assert.deepEqual(await store.views.viewsFor(other.company, 1), []);
    assert.deepEqual(await store.views.remove(other.company, mine), { is: 'stale' });
  });

  onGround('only what was read is replaced or removed, and its owner stays', async (ground) => {
    const { store, kit, company } = ground;
    await addUsers(ground, 1, 2);
    const first = makeView(kit);
    await store.views.keep(company.company, first, null);
    const next = { ...first, name: 'Renamed', query: '', shared: true, updatedAt: NOON + 1 };
    const disowned = { ...next, userId: 2 };
    assert.deepEqual(await store.views.keep(company.company, disowned, first), { is: 'kept' });
    assert.deepEqual(await store.views.view(company.company, first.id), next);
    const late = { ...first, name: 'Late', updatedAt: NOON + 2 };
    assert.deepEqual(await store.views.keep(company.company, late, first), { is: 'stale' });
    assert.deepEqual(await store.views.remove(company.company, first), { is: 'stale' });
    assert.deepEqual(await store.views.remove(company.company, next), { is: 'kept' });
    assert.deepEqual(await store.views.remove(company.company, next), { is: 'stale' });
    assert.deepEqual(await store.views.keep(company.company, late, next), { is: 'stale' });
    assert.deepEqual(await store.views.views(company.company), []);
  });

  onGround('an owner is in the directory, and their views have different names', async (ground) => {
    const { store, kit, company } = ground;
    await addUsers(ground, 1, 2);
    const view = makeView(kit, { name: 'Same' });
    const keep = (over: Partial<SavedView>, replacing: SavedView | null = null) =>
      store.views.keep(company.company, { ...makeView(kit, { name: 'Same' }), ...over }, replacing);
    assert.deepEqual(await keep({ userId: 9 }), { is: 'ownerless' });
    assert.deepEqual(await keep(view), { is: 'kept' });
    assert.deepEqual(await keep({}), { is: 'nameTaken' });
    assert.deepEqual(await keep({ userId: 2 }), { is: 'kept' });
    assert.deepEqual(await keep({ name: 'same' }), { is: 'kept' });
    assert.deepEqual(await keep({ ...view, updatedAt: NOON + 1 }, view), { is: 'kept' });
    const twins = await Promise.all(['Twin', 'Twin', 'Twin'].map((name) => keep({ name })));
    assert.deepEqual(twins.map(({ is }) => is).sort(), ['kept', 'nameTaken', 'nameTaken']);
  });

  onGround('an account keeps so many, a company shares so many, whoever comes at once', async (ground) => {
    const { store, kit, company } = ground;
    await addUsers(ground, 1, 2, 3, 4);
    const keep = (userId: number, shared: boolean) =>
      store.views.keep(company.company, makeView(kit, { userId, shared }), null);
    const many = (userId: number, shared: boolean, count: number) =>
      Promise.all(Array.from({ length: count }, () => keep(userId, shared)));
    const kept = await many(1, true, limits.viewsPerAccount + 5);
    const refused = kept.filter(({ is }) => is !== 'kept');
    assert.deepEqual(refused, Array(5).fill({ is: 'tooMany', of: 'account' }));
    await many(2, true, limits.sharedViewsPerCompany - limits.viewsPerAccount - 1);
    const both = await Promise.all([keep(3, true), keep(4, true)]);
    assert.deepEqual(both.map(({ is }) => is).sort(), ['kept', 'tooMany']);
    assert.deepEqual(await keep(4, true), { is: 'tooMany', of: 'company' });
    assert.deepEqual(await keep(4, false), { is: 'kept' });
    const [own] = (await store.views.views(company.company)).filter(({ shared }) => !shared);
    assert.ok(own);
    const share = { ...own, shared: true, updatedAt: NOON + 1 };
    assert.deepEqual(await store.views.keep(company.company, share, own), { is: 'tooMany', of: 'company' });
  });

  onGround('what a company on its way to another store keeps stays as it is', async (ground) => {
    const { store, kit, company } = ground;
    await addUsers(ground, 1);
    const view = makeView(kit);
    await store.views.keep(company.company, view, null);
    await store.moving.leave(company.company, kit.random.uuid());
    const next = { ...view, name: 'Next', updatedAt: NOON + 1 };
    assert.deepEqual(await store.views.keep(company.company, makeView(kit), null), { is: 'closed' });
    assert.deepEqual(await store.views.keep(company.company, next, view), { is: 'closed' });
    assert.deepEqual(await store.views.remove(company.company, view), { is: 'closed' });
    await store.moving.stay(company.company);
    assert.deepEqual(await store.views.views(company.company), [view]);
    assert.deepEqual(await store.views.keep(company.company, next, view), { is: 'kept' });
  });

  onGround('a user’s views go with them; those that are shared stay, and are nobody’s', async (ground) => {
    const { store, kit, company } = ground;
    await addUsers(ground, 1, 2);
    const [mine, shared] = [makeView(kit), makeView(kit, { shared: true })];
    const other = makeView(kit, { userId: 2 });
    for (const view of [mine, shared, other]) await store.views.keep(company.company, view, null);
    await commitAll(store, [
      kit.item(company, {
        changes: [
          { do: 'removeViewsOf', userId: 1 },
          { do: 'rewriteView', id: other.id, name: 'Said otherwise', query: 'q=x' },
          { do: 'rewriteView', id: kit.random.uuid(), name: 'Nothing', query: '' },
        ],
      }),
    ]);
    const left = await store.views.views(company.company);
    const nobodys = left.find(({ id }) => id === shared.id);
    assert.deepEqual(nobodys && { ...nobodys, updatedAt: NOON }, { ...shared, userId: null });
    const said = left.find(({ id }) => id === other.id);
    assert.deepEqual([left.length, said?.userId, said?.name, said?.query], [2, 2, 'Said otherwise', 'q=x']);
    // Whoever read it before was not told.
    const late = { ...shared, updatedAt: NOON + 9 };
    assert.deepEqual(await store.views.remove(company.company, shared), { is: 'stale' });
    assert.ok(nobodys);
    const next = { ...late, userId: null };
    assert.deepEqual(await store.views.keep(company.company, next, nobodys), { is: 'kept' });
  });
}
