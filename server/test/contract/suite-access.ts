/** `Access` and `Checkpoints`. */
import assert from 'node:assert/strict';
import type { DirectoryRow, SignedCheckpoint } from '../../src/app/ports.ts';
import { NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

export function accessSuite(onGround: GroundTest): void {
  onGround('companies are listed as created', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    assert.notEqual(other.company, company.company);
    const listed = await store.access.companies();
    for (const one of [company, other]) {
      assert.deepEqual(
        listed.filter(({ uuid }) => uuid === one.uuid),
        [one],
      );
    }
    const { company: _, ...again } = company;
    await assert.rejects(store.access.createCompany(again));
  });

  onGround('a key is found by its hash, with its company and its user', async ({ store, kit, company }) => {
    const key = kit.key(1, { permissions: ['a', 'b'], addresses: [], dateStyle: 'legacy', expiresAt: null });
    const agreed = '2026-01-02T03:04:05.678Z';
    const user: DirectoryRow = { ...kit.user(1), json: JSON.stringify({ id: 1, termsAgreedAt: agreed }) };
    const changes = [
      { do: 'put' as const, row: user },
      { do: 'addKey' as const, key },
      { do: 'addKey' as const, key: kit.key(1) },
    ];
    await commitAll(store, [kit.item(company, { changes })]);
    const credential = await store.access.credential(key.hash);
    assert.deepEqual(credential && { ...credential, key: { ...credential.key, hash: key.hash } }, {
      company,
      key,
      termsAgreedAt: agreed,
    });
    assert.equal(await store.access.credential(kit.random.bytes(32)), null);
    const silent = { ...user, json: JSON.stringify({ id: 1, termsAgreedAt: null }) };
    await commitAll(store, [kit.item(company, { changes: [{ do: 'put', row: silent }] })]);
    assert.equal((await store.access.credential(key.hash))?.termsAgreedAt, null);
  });

  onGround('keys are listed and revoked within their company', async ({ store, kit, company }) => {
    const other = await kit.company(store);
    const [first, second] = [kit.key(1, { createdAt: NOON }), kit.key(1, { createdAt: NOON + 1 })];
    await commitAll(store, [
      kit.item(company, { changes: [first, second].map((key) => ({ do: 'addKey', key })) }),
      kit.item(other, { changes: [{ do: 'revokeKey', id: first.id, at: NOON }] }),
    ]);
    const list = async () =>
      (await store.access.keys(company.company)).map((key) => ({ ...key, hash: new Uint8Array(key.hash) }));
    assert.deepEqual(await list(), [first, second]);
    assert.deepEqual(await store.access.keys(other.company), []);
    await commitAll(store, [
      kit.item(company, { changes: [{ do: 'revokeKey', id: first.id, at: NOON + 5 }] }),
      kit.item(company, { changes: [{ do: 'revokeKey', id: first.id, at: NOON + 9 }] }),
    ]);
    assert.deepEqual(await list(), [{ ...first, revokedAt: NOON + 5 }, second]);
    assert.equal((await store.access.credential(first.hash))?.key.revokedAt, NOON + 5);
  });

  onGround('the newest checkpoint is kept, a smaller one is ignored', async (ground) => {
    const { store, company } = ground;
    const latest = () => store.checkpoints.latest(company.company);
    assert.equal(await latest(), null);
    const [one, two, three] = [checkpoint(ground, 1), checkpoint(ground, 2), checkpoint(ground, 3)];
    for (const [kept, expected] of [
      [two, two],
      [one, two],
      [three, three],
      [three, three],
    ] as const) {
      await store.checkpoints.keep(company.company, kept, NOON);
      const read = await latest();
      assert.deepEqual(read && { ...read, root: new Uint8Array(read.root) }, expected);
    }
    await assert.rejects(
      store.checkpoints.keep(company.company, checkpoint(ground, 3), NOON),
      'two roots of one size',
    );
    assert.equal((await latest())?.note, three.note);
  });

  onGround(
    'cosignatures follow the note of their checkpoint; the newest and the newest complete are kept',
    async (ground) => {
      const { store, company } = ground;
      const { latest, witnessed, keep, cosign } = store.checkpoints;
      const noteOf = async (read: Promise<SignedCheckpoint | null>) => (await read)?.note ?? null;
      const id = company.company;
      const [one, two, three, four] = [1, 2, 3, 4].map((size) => checkpoint(ground, size)) as [
        SignedCheckpoint,
        SignedCheckpoint,
        SignedCheckpoint,
        SignedCheckpoint,
      ];
      assert.equal(await witnessed(id), null);
      await keep(id, two, NOON);
      await cosign(id, one, { lines: '— a 1\n', complete: true });
      assert.equal(await noteOf(latest(id)), two.note);
      assert.equal(await noteOf(witnessed(id)), `${one.note}— a 1\n`);
      await cosign(id, two, { lines: '— a 2\n', complete: false });
      assert.equal(await noteOf(latest(id)), `${two.note}— a 2\n`);
      assert.equal(await noteOf(witnessed(id)), `${one.note}— a 1\n`);
      await cosign(id, two, { lines: '— a 2\n— b 2\n', complete: true });
      const read = await witnessed(id);
      assert.deepEqual(read && { ...read, root: new Uint8Array(read.root) }, {
        ...two,
        note: `${two.note}— a 2\n— b 2\n`,
      });
      await keep(id, four, NOON);
      assert.equal(await noteOf(latest(id)), four.note);
      await cosign(id, four, { lines: '— a 4\n', complete: false });
      // An answer that came late: neither the newest nor complete.
      await cosign(id, three, { lines: '— a 3\n', complete: false });
      assert.equal(await noteOf(latest(id)), `${four.note}— a 4\n`);
      assert.equal(await noteOf(witnessed(id)), `${two.note}— a 2\n— b 2\n`);
      // Lines of another root of this size say nothing of the one that is kept.
      await cosign(id, checkpoint(ground, 4), { lines: '— c 4\n', complete: true });
      assert.equal(await noteOf(latest(id)), four.note);
    },
  );

  onGround('unsigned names the companies whose log has grown', async (ground) => {
    const { store, kit, company } = ground;
    const grows = async () => {
      const head = (await store.checkpoints.unsigned()).find((one) => one.company === company.company);
      if (head === undefined) return false;
      const { size, root } = await store.events.head(company.company);
      assert.deepEqual([head.size, head.root], [size, root]);
      return true;
    };
    await commitAll(store, [kit.item(company, { events: [kit.event(company), kit.event(company)] })]);
    assert.equal(await grows(), true);
    await store.checkpoints.keep(company.company, checkpoint(ground, 1), NOON);
    assert.equal(await grows(), true);
    await store.checkpoints.keep(company.company, checkpoint(ground, 2), NOON);
    assert.equal(await grows(), false);
  });

  onGround('signed names every newest checkpoint, as it was signed', async (ground) => {
    const { store, company } = ground;
    const mine = async () => {
      const found = (await store.checkpoints.signed()).find((one) => one.company === company.company);
      return found === undefined ? null : { ...found };
    };
    assert.equal(await mine(), null);
    const one = checkpoint(ground, 1);
    await store.checkpoints.keep(company.company, one, NOON);
    assert.equal((await mine())?.note, one.note);
    const two = checkpoint(ground, 2);
    await store.checkpoints.keep(company.company, two, NOON);
    await store.checkpoints.cosign(company.company, two, { lines: '— a 2\n', complete: true });
    const found = await mine();
    assert.deepEqual([found?.size, found?.note], [2, two.note]);
    assert.deepEqual(new Uint8Array(found?.root ?? []), two.root);
  });

  onGround('unwitnessed names the checkpoints that not all witnesses have cosigned', async (ground) => {
    const { store, kit, company } = ground;
    const id = company.company;
    const named = async () => {
      const found = (await store.checkpoints.unwitnessed()).find((one) => one.company === id);
      return found === undefined ? null : { ...found, checkpoint: { ...found.checkpoint } };
    };
    const ask = async (...witnesses: string[]) => {
      const json = JSON.stringify({ id: 1, witnesses, needed: 1 });
      const row = {
        kind: 'logWitnesses',
        id: 1,
        userId: null,
        connectionId: null,
        email: null,
        json,
      } as const;
      await commitAll(store, [kit.item(company, { changes: [{ do: 'put', row }] })]);
      return json;
    };
    const two = checkpoint(ground, 2);
    await store.checkpoints.keep(id, two, NOON);
    assert.equal(await named(), null, 'nobody is asked');
    const settings = await ask('a', 'b');
    assert.deepEqual((await named())?.settings, settings);
    assert.equal((await named())?.checkpoint.note, two.note);
    await store.checkpoints.cosign(id, two, { lines: '— a 2\n', complete: true });
    assert.equal((await named())?.checkpoint.note, `${two.note}— a 2\n`);
    await store.checkpoints.cosign(id, two, { lines: '— a 2\n— b 2\n', complete: true });
    assert.equal(await named(), null, 'all have signed');
    const three = checkpoint(ground, 3);
    await store.checkpoints.keep(id, three, NOON);
    assert.deepEqual(await named(), {
      company: id,
      checkpoint: await store.checkpoints.latest(id),
      settings,
    });
    await ask();
    assert.equal(await named(), null);
  });

  onGround('a store that serves says so', async ({ store }) => {
    assert.deepEqual(await store.health(), []);
    assert.deepEqual(await store.damage(), []);
  });
}

function checkpoint({ kit, company }: Ground, size: number): SignedCheckpoint {
  return {
    size,
    root: kit.random.bytes(32),
    note: `${company.origin}\n${size}\nsigned ${kit.random.int(1e9)}\n`,
  };
}
