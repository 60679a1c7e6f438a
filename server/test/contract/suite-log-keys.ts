/** The keys of logs: kept with their company, learnt once, and turned together with the event that says so. */
import assert from 'node:assert/strict';
import type { LogKey } from '../../src/app/ports/log-keys.ts';
import type { Company } from '../../src/app/ports.ts';
import { firstLogKey, logSigner, logVkeys, nextLogKey, signersAt } from '../../src/app/shared/log-signer.ts';
import { newOrigin } from '../../src/app/shared/new-log.ts';
import { makeSecrets } from '../../src/app/shared/secrets.ts';
import { NOON, secrets } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

async function again({ store, company }: Ground): Promise<Company> {
  const found = (await store.access.companies()).find((one) => one.company === company.company);
  assert.ok(found);
  return found;
}

const turn = (key: LogKey, replacing: Company, until: number) =>
  ({ do: 'turnLogKey', key, replacing, until }) as const;

async function signed({ store, company }: Ground, size: number): Promise<void> {
  const { root } = await store.events.head(company.company);
  const checkpoint = { size, root, note: `${company.origin}\n${size}\n` };
  await store.checkpoints.keep(company.company, checkpoint, NOON);
  await store.checkpoints.cosign(company.company, checkpoint, { lines: '— w x\n', complete: true });
}

export function logKeysSuite(onGround: GroundTest): void {
  onGround('a company comes with the key of its log, wherever it is read', async (ground) => {
    const { store, kit, company } = ground;
    const key = kit.key(1);
    await commitAll(store, [kit.item(company, { changes: [{ do: 'addKey', key }] })]);
    for (const read of [await again(ground), (await store.access.credential(key.hash))?.company]) {
      assert.deepEqual(read, company);
      assert.deepEqual(read?.logKeys, [firstLogKey(secrets, company.origin)]);
    }
    assert.throws(
      () => logSigner(makeSecrets(new Uint8Array(32).fill(8)), company),
      /the key file does not make the key that signs the log of company/,
    );
  });

  onGround('a log of which no key is known learns one, and only one', async (ground) => {
    const { store, kit } = ground;
    const { company: _, ...made } = await kit.company(store);
    const origin = newOrigin({ randomBytes: (count) => kit.random.bytes(count) });
    const bare = await store.access.createCompany({ ...made, uuid: kit.random.uuid(), origin, logKeys: [] });
    assert.deepEqual((await again({ ...ground, company: bare })).logKeys, []);
    const [key, other] = [firstLogKey(secrets, origin), nextLogKey(secrets, origin, 2, 5)];
    await Promise.all([
      store.access.learnLogKey(bare.company, key),
      store.access.learnLogKey(bare.company, key),
    ]);
    await store.access.learnLogKey(bare.company, other);
    assert.deepEqual((await again({ ...ground, company: bare })).logKeys, [key]);
  });

  onGround('a rotation is one with its event; both keys sign until it is over', async (ground) => {
    const { store, kit, company } = ground;
    await commitAll(store, [kit.item(company, { events: [kit.event(company), kit.event(company)] })]);
    await signed(ground, 2);
    const key = nextLogKey(secrets, company.origin, 2, 2);
    const changes = [turn(key, company, NOON + 1000)];
    await commitAll(store, [kit.item(company, { changes, events: [kit.event(company)], logSize: 2 })]);
    const rotated = await again(ground);
    const [first] = company.logKeys;
    assert.deepEqual(rotated.logKeys, [key, { ...first, signsUntil: NOON + 1000 }]);
    assert.deepEqual([rotated.origin, rotated.generation], [company.origin, 2]);
    assert.equal(logSigner(secrets, rotated).vkey, key.vkey);
    assert.deepEqual(logVkeys(rotated), [key.vkey, first?.vkey]);
    const count = (now: number) => signersAt(secrets, rotated, now).length;
    assert.deepEqual([count(NOON), count(NOON + 999), count(NOON + 1000)], [2, 2, 1]);
    // What was signed is still signed.
    assert.equal((await store.checkpoints.latest(company.company))?.size, 2);

    const late = kit.item(company, { changes, events: [kit.event(company)] });
    assert.deepEqual(await store.ledger.commit([late]), [{ is: 'stale' }]);
    const [next] = await store.ledger.commit([
      kit.item(company, { changes: [turn(nextLogKey(secrets, company.origin, 3, 3), rotated, NOON + 5000)] }),
      kit.item(company, { changes: [turn(nextLogKey(secrets, company.origin, 4, 3), rotated, NOON)] }),
    ]);
    assert.equal(next?.is, 'committed');
    const { generation, logKeys } = await again(ground);
    assert.equal(generation, 3);
    // A key never signs for longer than was said when its place was taken.
    assert.deepEqual(
      logKeys.map(({ signsUntil }) => signsUntil),
      [null, NOON + 5000, NOON + 1000],
    );
    assert.equal((await store.events.head(company.company)).size, 3);
  });

  onGround('a new epoch forgets what was signed under the old name, and nothing else', async (ground) => {
    const { store, kit, company } = ground;
    const other = await kit.company(store);
    await commitAll(store, [
      kit.item(company, { events: [kit.event(company)] }),
      kit.item(other, { events: [kit.event(other)] }),
    ]);
    await signed(ground, 1);
    await signed({ ...ground, company: other }, 1);
    const origin = newOrigin({ randomBytes: (count) => kit.random.bytes(count) });
    const key = firstLogKey(secrets, origin, 1);
    const changes = [turn(key, company, 0)];
    await commitAll(store, [kit.item(company, { changes, events: [kit.event(company)], logSize: 1 })]);
    const opened = await again(ground);
    assert.deepEqual([opened.origin, opened.generation], [origin, 1]);
    assert.deepEqual(opened.logKeys, [key, { ...company.logKeys[0], signsUntil: 0 }]);
    assert.deepEqual(logVkeys(opened), [key.vkey]);
    assert.equal(await store.checkpoints.latest(company.company), null);
    assert.equal(await store.checkpoints.witnessed(company.company), null);
    const unsigned = await store.checkpoints.unsigned();
    assert.ok(unsigned.some((one) => one.company === company.company));
    assert.equal((await store.checkpoints.latest(other.company))?.size, 1);
    assert.equal((await store.checkpoints.witnessed(other.company))?.size, 1);
    assert.deepEqual(await again({ ...ground, company: other }), other);
  });
}
