/** Documents that are taken away in silence, and erasures that are only pretended. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  canonicalJson,
  digestOf,
  fromHex,
  type JsonObject,
  type Removal,
  removalCommitment,
} from '@affidavit/verify';
import { audit, found, holds, verify, withKey } from './auditor.ts';
import { exportUnchecked } from './bypass.ts';
import { type HandedOut, opened } from './handed-out.ts';
import { Hands } from './hands.ts';
import type { Prepared } from './prepare.ts';

type Ground = () => Prepared;

async function affidavitOf(system: HandedOut, { company, fresh }: Prepared, id: string): Promise<string> {
  const file = fresh('one.affidavit.json');
  writeFileSync(file, await system.affidavit(company, id));
  return file;
}

/** Something is gone, and no event says so: each verdict says WITHHELD and names the event. */
function silent(
  ground: Ground,
  what: string,
  work: (hands: Hands, ground: Prepared) => Promise<unknown>,
  missing: { refused: RegExp; path: string },
): void {
  test(`taken away in silence: ${what}`, async () => {
    const prepared = ground();
    const { company, fresh, full, today } = prepared;
    const place = await Hands.on(await today.copy(fresh('silent')), company, async (hands) => {
      await work(hands, prepared);
    });
    await opened(place, async (system) => {
      await assert.rejects(system.exported(company, fresh('export')), missing.refused);
      const id = new RegExp(`at {11}event ${full.id}`);
      const one = await verify(await affidavitOf(system, prepared, full.id), ...withKey(prepared));
      found(one, new RegExp(`WITHHELD: .* ${missing.path}.*no removal event names it`));
      assert.match(one.text, id);
      const whole = await verify(
        await exportUnchecked(system, company, fresh('unchecked')),
        ...withKey(prepared),
      );
      found(whole, /WITHHELD: (no document opens its|nothing opens its) .*, and no removal event says why/);
      assert.match(whole.text, /at {11}event [0-9a-f-]{36}, number \d+/);
      // The tree is as it was: whoever follows the log alone sees nothing of what it commits to.
      const published = fresh('published');
      await system.published(company, published);
      holds(await audit(prepared, published));
    });
  });
}

/** A part of the event with everything in it is gone, and the rows about removals say so; the removal event does not. */
async function pretend(hands: Hands, { company, full, erasing }: Prepared): Promise<void> {
  const digest = (await hands.events())[full.seq]?.entry.parts.metadata ?? '';
  await hands.all(
    'UPDATE parts SET metadata = NULL WHERE company = $1 AND seq = $2',
    company.company,
    full.seq,
  );
  await addRemoval(hands, company.company, erasing.seq, digest);
}

/** Puts a digest among those that an event removed, in the order that they have to have. */
async function addRemoval(hands: Hands, company: number, seq: number, digest: string): Promise<void> {
  await hands.all(
    `INSERT INTO removals (company, seq, leaf, digest, kind, replacement) VALUES ($1, $2, 99, $3, 'metadata', NULL)`,
    ...[company, seq, fromHex(digest)],
  );
  const rows = await hands.all('SELECT leaf FROM removals WHERE seq = $1 ORDER BY digest', seq);
  for (const [i, { leaf }] of rows.entries())
    await hands.all('UPDATE removals SET leaf = $1 WHERE seq = $2 AND leaf = $3', 200 + i, seq, leaf);
  await hands.all('UPDATE removals SET leaf = leaf - 200 WHERE seq = $1', seq);
}

/**
 * A whole removal event made up after the fact, sealed with the key of the log. It commits to `committed`; the rows say
 * that it removed the metadata of the event with everything in it.
 */
async function makeUpErasure(
  hands: Hands,
  prepared: Prepared,
  commit: (digest: string) => Removal[],
): Promise<void> {
  const { company, full } = prepared;
  const events = await hands.events();
  const last = events.at(-1) ?? assert.fail();
  const digest = events[full.seq]?.entry.parts.metadata ?? '';
  const removal = { ...removalCommitment('erasure', commit(digest)) } as JsonObject;
  const metadata = canonicalJson({ dto: { reason: 'They asked.' }, removal });
  const salt = new Uint8Array(16).fill(3);
  await hands.change(last.seq, ({ parts }) => ({
    type: 'PERSONAL_DATA_ERASED',
    parts: { ...parts, metadata: digestOf('metadata', salt, metadata) },
  }));
  await hands.setMetadata(last.seq, salt, metadata);
  await hands.all(
    'UPDATE parts SET metadata = NULL WHERE company = $1 AND seq = $2',
    company.company,
    full.seq,
  );
  await addRemoval(hands, company.company, last.seq, digest);
  await hands.reseal();
}

async function judgePretended(
  prepared: Prepared,
  work: (hands: Hands) => Promise<void>,
  affidavit: RegExp,
  exported: RegExp,
): Promise<void> {
  const { company, fresh, full, today } = prepared;
  const place = await Hands.on(await today.copy(fresh('pretended')), company, work);
  await opened(place, async (system) => {
    await assert.rejects(
      system.fsck(() => undefined),
      /does not commit to the removals|is missing|is not what was sealed/,
    );
    found(await verify(await affidavitOf(system, prepared, full.id), ...withKey(prepared)), affidavit);
    const folder = await exportUnchecked(system, company, fresh('unchecked'));
    found(await verify(folder, ...withKey(prepared)), exported);
  });
}

export function removalsSuite(ground: Ground): void {
  const ofFull =
    (set: string) =>
    (hands: Hands, { company, full }: Prepared) =>
      hands.all(`UPDATE parts SET ${set} WHERE company = $1 AND seq = $2`, company.company, full.seq);
  silent(ground, 'a part', ofFull('test = NULL'), {
    refused: /its test is missing or was changed, and no removal event says why/,
    path: 'test',
  });
  silent(
    ground,
    'all parts of an event',
    (hands, { company, full }) =>
      hands.all('DELETE FROM parts WHERE company = $1 AND seq = $2', company.company, full.seq),
    { refused: /its text is missing or was changed/, path: 'text, metadata, test' },
  );
  silent(
    ground,
    'a snapshot',
    (hands, { company }) =>
      hands.all(`DELETE FROM snapshots WHERE company = $1 AND kind = 'connection'`, company.company),
    { refused: /its connection is missing or was changed/, path: 'person.identities\\[0\\].connection' },
  );
  silent(
    ground,
    'the secrets of a person',
    (hands, { company }) =>
      hands.all(`DELETE FROM subjects WHERE company = $1 AND kind = 'person' AND id = 1`, company.company),
    { refused: /its person is missing or was changed/, path: 'person' },
  );

  test('a removal that its event does not commit to is refused', () =>
    judgePretended(
      ground(),
      (hands) => pretend(hands, ground()),
      /removal event 256 did not remove [0-9a-f]{64} \(erasures\)/,
      /removals\/256\.ndjson\.gz is not what the removal event commits to/,
    ));

  test('removals out of their order are refused before anything is handed out', async () => {
    const { company, fresh, today } = ground();
    const place = await Hands.on(await today.copy(fresh('order')), company, async (hands) => {
      await hands.all('UPDATE removals SET leaf = 99 WHERE company = $1 AND leaf = 0', company.company);
    });
    await opened(place, async (system) => {
      const theirs = (await system.store.events.eventsFrom(company.company, 205, 1))[0]?.entry.id ?? '';
      await assert.rejects(
        system.affidavit(company, theirs),
        /^StoreDamaged: what removal event 256 of company \d+ took away is not kept as it was sealed: /,
      );
    });
  });

  test('a removal event made up after the fact, with a commitment to something else, is refused', () =>
    judgePretended(
      ground(),
      (hands) =>
        makeUpErasure(hands, ground(), () => [
          { kind: 'metadata', digest: 'ab'.repeat(32), replacement: null },
        ]),
      /removal event 294 did not remove [0-9a-f]{64} \(erasures\)/,
      /removals\/294\.ndjson\.gz is not what the removal event commits to/,
    ));

  test('a removal event made up with the right commitment is in the log for everybody to see', async () => {
    const prepared = ground();
    const { company, fresh, full, today } = prepared;
    const place = await Hands.on(await today.copy(fresh('pretended')), company, (hands) =>
      makeUpErasure(hands, prepared, (digest) => [{ kind: 'metadata', digest, replacement: null }]),
    );
    await opened(place, async (system) => {
      const said = await verify(await affidavitOf(system, prepared, full.id), ...withKey(prepared));
      holds(said);
      assert.match(said.text, /erased by event [0-9a-f-]{36} \(number 294\): metadata/);
      // What the auditor took along says what it was.
      holds(await verify(prepared.affidavit, ...withKey(prepared)));
    });
  });
}
