/** `Accounts`: passwords, links and sessions. */
import assert from 'node:assert/strict';
import type { AccountChange, Session, SignInLink } from '../../src/app/ports/accounts.ts';
import { type Kit, NOON } from './kit.ts';
import type { Ground, GroundTest } from './suite.ts';
import { commitAll } from './suite-ledger.ts';

const makeSession = ({ random }: Kit, over: Partial<Session> = {}): Session => ({
  id: random.uuid(),
  hash: random.bytes(32),
  userId: 1,
  linkId: null,
  also: [],
  signedInAt: NOON,
  seenAt: NOON,
  endsAt: NOON + 1_000,
  ...over,
});

const makeLink = ({ random }: Kit, over: Partial<SignInLink> = {}): SignInLink => ({
  id: random.uuid(),
  hash: random.bytes(32),
  kind: 'password',
  userId: 1,
  name: null,
  email: null,
  createdBy: null,
  createdAt: NOON,
  endsAt: NOON + 1_000,
  usedAt: null,
  ...over,
});

/** Commits changes of the company of the ground, on their own. */
async function change({ store, kit, company }: Ground, ...changes: AccountChange[]): Promise<void> {
  await commitAll(store, [kit.item(company, { changes })]);
}

/** A user of the company; the address is its own. */
async function addUser({ store, kit, company }: Ground, id: number): Promise<string> {
  const email = `${kit.random.int(1e9)}@accounts.example`;
  await commitAll(store, [kit.item(company, { changes: [{ do: 'put', row: kit.user(id, { email }) }] })]);
  return email;
}

export function accountsSuite(onGround: GroundTest): void {
  onGround('an account is found by its address in every company, with what is kept of it', async (ground) => {
    const { store, kit, company } = ground;
    const email = await addUser(ground, 1);
    const other = { ...ground, company: await kit.company(store) };
    const row = kit.user(9, { email });
    await commitAll(store, [kit.item(other.company, { changes: [{ do: 'put', row }] })]);
    await change(ground, { do: 'putPassword', userId: 1, password: 'made of it', at: NOON });
    await change(other, { do: 'signOut', userId: 9, at: NOON + 5 });
    const found = await store.accounts.byEmail(email);
    assert.deepEqual(
      found.map((one) => [one.company.uuid, one.password, one.passwordAt, one.signedOutAt]),
      [
        [company.uuid, 'made of it', NOON, null],
        [other.company.uuid, null, null, NOON + 5],
      ],
    );
    assert.deepEqual(await store.accounts.account({ company: company.uuid, userId: 1 }), found[0]);
    assert.equal(await store.accounts.account({ company: company.uuid, userId: 9 }), null);
    assert.deepEqual(await store.accounts.byEmail('nobody@accounts.example'), []);
    assert.deepEqual(await store.accounts.byEmail('a\u0000@accounts.example'), []);
    assert.equal(await store.accounts.hasPasswords(company.company), true);
    assert.equal(await store.accounts.hasPasswords(other.company.company), false);
    const personnel = { ...row, kind: 'personnel' as const, userId: 9, email: null };
    const json = JSON.stringify({ id: 9, employmentStatus: 'FORMER_EMPLOYEE' });
    await commitAll(store, [
      kit.item(other.company, { changes: [{ do: 'put', row: { ...personnel, json } }] }),
    ]);
    assert.equal((await store.accounts.byEmail(email))[1]?.employmentStatus, 'FORMER_EMPLOYEE');
  });

  onGround('a session is found by its hash in its company alone', async (ground) => {
    const { store, kit, company } = ground;
    await addUser(ground, 1);
    const other = await kit.company(store);
    const session = makeSession(kit, { also: [{ company: other.uuid, userId: 4 }] });
    await change(ground, { do: 'addSession', session });
    const found = await store.accounts.session(company.uuid, session.hash);
    assert.ok(found);
    assert.deepEqual({ ...found.session, hash: session.hash }, session);
    assert.deepEqual(found.company, company);
    assert.equal(JSON.parse(found.account?.user ?? '').id, 1);
    assert.equal(found.guest, null);
    assert.equal(await store.accounts.session(other.uuid, session.hash), null);
    assert.equal(await store.accounts.session(company.uuid, kit.random.bytes(32)), null);
    await change(ground, { do: 'seeSession', id: session.id, at: NOON + 9 });
    await change(ground, { do: 'seeSession', id: session.id, at: NOON + 3 });
    assert.equal((await store.accounts.session(company.uuid, session.hash))?.session.seenAt, NOON + 9);
    await change(ground, { do: 'endSession', id: session.id });
    assert.equal(await store.accounts.session(company.uuid, session.hash), null);
  });

  onGround('signing a user out ends what was opened before, and nobody else', async (ground) => {
    const { store, kit, company } = ground;
    await addUser(ground, 1);
    const [before, after, others] = [
      makeSession(kit),
      makeSession(kit, { signedInAt: NOON + 5 }),
      makeSession(kit, { userId: 2 }),
    ];
    for (const session of [before, after, others]) await change(ground, { do: 'addSession', session });
    await change(ground, { do: 'signOut', userId: 1, at: NOON + 5 });
    await change(ground, { do: 'signOut', userId: 1, at: NOON + 2 });
    const left = await Promise.all(
      [before, after, others].map(({ hash }) => store.accounts.session(company.uuid, hash)),
    );
    assert.deepEqual(
      left.map((one) => one?.session.id ?? null),
      [null, after.id, others.id],
    );
    assert.equal(left[1]?.account?.signedOutAt, NOON + 5);
  });

  onGround('a link is used once, before it ends, or nothing of its item happens', async (ground) => {
    const { store, kit, company } = ground;
    await addUser(ground, 1);
    const [link, late] = [makeLink(kit), makeLink(kit, { endsAt: NOON })];
    await change(ground, { do: 'addLink', link }, { do: 'addLink', link: late });
    const found = await store.accounts.link(company.uuid, link.hash);
    assert.deepEqual(found && { ...found.link, hash: link.hash }, link);
    const use = (id: string, session: Session) =>
      kit.item(company, {
        changes: [
          { do: 'useLink', id, at: NOON },
          { do: 'addSession', session },
        ],
      });
    const sessions = [1, 2, 3, 4].map(() => makeSession(kit));
    const outcomes = await store.ledger.commit([
      use(link.id, sessions[0]!),
      use(link.id, sessions[1]!),
      use(late.id, sessions[2]!),
      use('nothing', sessions[3]!),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.is),
      ['committed', 'stale', 'stale', 'stale'],
    );
    const opened = await Promise.all(
      sessions.map(async ({ hash }) => (await store.accounts.session(company.uuid, hash)) !== null),
    );
    assert.deepEqual(opened, [true, false, false, false]);
    assert.equal((await store.accounts.link(company.uuid, link.hash))?.link.usedAt, NOON);
  });

  onGround('a new password takes the links away that could set another', async (ground) => {
    const { store, kit, company } = ground;
    await addUser(ground, 1);
    const links = [makeLink(kit), makeLink(kit, { kind: 'signIn' }), makeLink(kit, { userId: 2 })];
    for (const link of links) await change(ground, { do: 'addLink', link });
    await change(ground, { do: 'putPassword', userId: 1, password: 'a', at: NOON });
    await change(ground, { do: 'putPassword', userId: 1, password: 'b', at: NOON + 1 });
    const left = (await store.accounts.links(company.company)).map(({ id }) => id).sort();
    assert.deepEqual(
      left,
      links
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    assert.equal((await store.accounts.account({ company: company.uuid, userId: 1 }))?.password, 'b');
  });

  onGround('the link of an auditor goes with the sessions that it opened', async (ground) => {
    const { store, kit, company } = ground;
    const link = makeLink(kit, { kind: 'auditor', userId: null, name: 'Jo', email: 'jo@audit.example' });
    const session = makeSession(kit, { userId: null, linkId: link.id });
    await change(ground, { do: 'addLink', link }, { do: 'addSession', session });
    const found = await store.accounts.session(company.uuid, session.hash);
    assert.deepEqual([found?.account, found?.guest], [null, { name: 'Jo', email: 'jo@audit.example' }]);
    // Sessions that are over go on the way; an auditor's link stays, since it says who that was.
    await change(ground, { do: 'addSession', session: makeSession(kit, { signedInAt: NOON + 5_000 }) });
    assert.equal(await store.accounts.session(company.uuid, session.hash), null);
    assert.deepEqual(
      (await store.accounts.links(company.company)).map(({ id }) => id),
      [link.id],
    );
    const again = makeSession(kit, { userId: null, linkId: link.id, endsAt: NOON + 9_000 });
    await change(ground, { do: 'addSession', session: again });
    await change(ground, { do: 'removeLink', id: link.id });
    assert.equal(await store.accounts.session(company.uuid, again.hash), null);
    assert.deepEqual(await store.accounts.links(company.company), []);
  });

  onGround('whoever is erased has nothing left to come in with', async (ground) => {
    const { store, kit, company } = ground;
    await addUser(ground, 1);
    const [mine, others] = [makeLink(kit), makeLink(kit, { kind: 'auditor', userId: null, name: 'Jo' })];
    const [session, other] = [makeSession(kit), makeSession(kit, { userId: 2 })];
    await change(
      ground,
      { do: 'putPassword', userId: 1, password: 'a', at: NOON },
      { do: 'addLink', link: mine },
      { do: 'addLink', link: others },
      { do: 'addSession', session },
      { do: 'addSession', session: other },
    );
    await commitAll(store, [
      kit.item(company, {
        changes: [
          { do: 'removeKeysOf', userId: 1 },
          { do: 'renameLink', id: others.id, name: '[erased]', email: null },
        ],
      }),
    ]);
    assert.equal(await store.accounts.session(company.uuid, session.hash), null);
    assert.notEqual(await store.accounts.session(company.uuid, other.hash), null);
    const links = await store.accounts.links(company.company);
    assert.deepEqual(
      links.map(({ id, name }) => [id, name]),
      [[others.id, '[erased]']],
    );
    assert.equal((await store.accounts.account({ company: company.uuid, userId: 1 }))?.password, null);
  });
}
