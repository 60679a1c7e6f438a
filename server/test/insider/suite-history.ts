/** History changed: first by a clumsy hand, then by one that seals everything again with the log's own key or another. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSecrets } from '../../src/app/shared/secrets.ts';
import { audit, everyFile, found, holds, verify, withAll, withKey } from './auditor.ts';
import { exportUnchecked } from './bypass.ts';
import { type HandedOut, opened } from './handed-out.ts';
import { Hands } from './hands.ts';
import { copyFolder, OTHER_SEED, type Place } from './place.ts';
import type { Prepared } from './prepare.ts';

type Ground = () => Prepared;
type Work = (hands: Hands) => Promise<void>;

/** A copy of a day after somebody's work. */
async function after({ company, fresh }: Prepared, day: Place, work: Work): Promise<Place> {
  return Hands.on(await day.copy(fresh('insider')), company, work);
}

/** Rows changed, and nothing else: the server refuses, and what is written past it is found out. */
function clumsy(
  ground: Ground,
  what: string,
  work: Work,
  [started, refused, exported]: readonly [RegExp, RegExp, RegExp],
): void {
  test(`clumsy: ${what}`, async () => {
    const prepared = ground();
    const { company, fresh } = prepared;
    await opened(await after(prepared, prepared.today, work), async (system) => {
      for (const [run, message] of [
        [() => system.checkSignedLogs(), started],
        [() => system.fsck(() => undefined), refused],
        [() => system.exported(company, fresh('export')), refused],
      ] as const)
        await assert.rejects(run, (error: Error) => {
          assert.match(error.message, message);
          assert.match(error.message, /^[^\n]+$/);
          return true;
        });
      const folder = await exportUnchecked(system, company, fresh('unchecked'));
      found(await verify(folder, ...withKey(prepared)), exported);
    });
  });
}

/** Everything sealed again with the log's own key: the server starts, and only who kept a checkpoint knows. */
function sealed(ground: Ground, what: string, work: Work, last: RegExp, audited: RegExp): void {
  test(`sealed again with the key of the log: ${what}`, async () => {
    const prepared = ground();
    const { company, fresh } = prepared;
    const place = await after(prepared, prepared.today, async (hands) => {
      await work(hands);
      await hands.reseal();
    });
    await opened(place, async (system) => {
      await system.checkSignedLogs();
      const [folder, published] = [fresh('export'), fresh('published')];
      await system.exported(company, folder);
      // Whoever holds the key can write any history: it takes somebody who remembers.
      const alone = await verify(folder, ...withKey(prepared));
      holds(alone);
      assert.match(alone.text, /not checked {2}whether the log was cut or rewritten since you last saw it/);
      found(await verify(folder, ...withAll(prepared)), last);
      await system.published(company, published);
      found(await audit(prepared, published), audited);
    });
  });
}

const REWRITTEN = /history was rewritten: the first 280 entries are not those of your last checkpoint/;
const AUDIT_REWRITTEN =
  /FAILED: the log was rewritten: its first 280 entries are not those that were seen before/;
const CUT = /the log has been cut: it holds \d+ entries, and your last checkpoint spoke of 280/;
const AUDIT_CUT = /FAILED: the log was cut: it shows \d+ entries, and 280 were signed when it was last seen/;

/** An entry has no place of its own in a tile: what is missing shows at the end of it. */
const MISSING = /tile\/0\/001\.p\/39 is damaged: 39 hashes have 1248 bytes, not \d+/;

const deleteMiddle: Work = (hands) => hands.remove('seq = 270');
const cutTail: Work = (hands) => hands.remove('seq >= 275');
const renumber: Work = async (hands) => {
  await hands.remove('seq = 270');
  await hands.move('seq > 270', 'seq - 1');
};
const swap: Work = (hands) => hands.move('seq IN (270, 271)', '541 - seq');
const reword: Work = (hands) => hands.change(270, () => ({ type: 'POLICY_DOWNLOADED' }));

const rewordWithLeaf: Work = async (hands) => {
  await reword(hands);
  await hands.sealLeaf(270);
};

/** Two events change places, and each takes the time of the other's place. */
const swapInTime: Work = async (hands) => {
  const times = (await hands.events()).map(({ entry }) => entry.recordedAt);
  await swap(hands);
  for (const seq of [270, 271]) await hands.change(seq, () => ({ recordedAt: times[seq] ?? '' }));
};

/** The last event of today is put among those of the first day, as if it had been recorded then. */
const insertEarlier: Work = async (hands) => {
  const events = await hands.events();
  const { recordedAt } = events[260]!.entry;
  await hands.move('seq >= 260', `CASE WHEN seq = ${events.length - 1} THEN 260 ELSE seq + 1 END`);
  await hands.change(260, () => ({ recordedAt, createdAt: recordedAt }));
};

export function historySuite(ground: Ground): void {
  clumsy(ground, 'a row in the middle is deleted', deleteMiddle, [
    /the log of company "Acme" is not whole up to its last checkpoint: run affidavit fsck/,
    /event 270 is missing/,
    MISSING,
  ]);
  clumsy(ground, 'the tail is cut', cutTail, [
    /is not whole up to its last checkpoint/,
    /the head counts 295 events, the log holds 275|event 275 is missing/,
    MISSING,
  ]);
  clumsy(ground, 'rows are renumbered over a gap', renumber, [
    /is not whole up to its last checkpoint/,
    /the head counts 295 events, the log holds 294|event 294 is missing/,
    MISSING,
  ]);
  clumsy(ground, 'two rows change places', swap, [
    /differs from what was signed at 295 events: it has been rewritten/,
    /was recorded before the event it follows|the root of the head is not|do not make the tree that was signed/,
    /recorded before the one that it follows|the entries make the root .*, and the checkpoint signs/,
  ]);
  clumsy(ground, 'a row is rewritten with its leaf', rewordWithLeaf, [
    /differs from what was signed at 295 events: it has been rewritten/,
    /the root of the head is not the root of its leaves|do not make the tree that was signed/,
    /the entries make the root .*, and the checkpoint signs .*: an entry and its tile were changed together/,
  ]);

  sealed(ground, 'one event is rewritten', reword, REWRITTEN, AUDIT_REWRITTEN);
  sealed(ground, 'an event is deleted and the rest renumbered', renumber, REWRITTEN, AUDIT_REWRITTEN);
  sealed(ground, 'two events change places', swapInTime, REWRITTEN, AUDIT_REWRITTEN);
  sealed(ground, 'the tail is cut', cutTail, CUT, AUDIT_CUT);
  sealed(
    ground,
    'an event is put in as if it had been recorded earlier',
    insertEarlier,
    REWRITTEN,
    AUDIT_REWRITTEN,
  );

  test('a key that is not the one that was pinned is no signature of the log', async () => {
    const prepared = ground();
    const other = makeSecrets(OTHER_SEED);
    const place = await after(prepared, prepared.today, async (hands) => {
      await reword(hands);
      await hands.reseal(other);
    });
    await opened(place, (system) =>
      assert.rejects(
        system.checkSignedLogs(),
        /the key file does not make the key that signs the log of company "Acme" .*: the key file and the store do not belong together/,
      ),
    );
    await opened(place, (system) => byAnotherKey(prepared, system), other);
  });

  test('an event that is sealed with a time before that of the one it follows', async () => {
    const back = await resealedAt(ground(), 285, ({ recordedAt }) => ({
      recordedAt: new Date(Date.parse(recordedAt) - 3_600_000).toISOString(),
    }));
    await foundByReading(ground(), back, /(was )?recorded before the one that it follows/);
  });

  test('an event that is sealed as created long after it was recorded, to stay out of a certificate', async () => {
    const ahead = await resealedAt(ground(), 285, ({ recordedAt }) => ({
      createdAt: new Date(Date.parse(recordedAt) + 3_600_000).toISOString(),
    }));
    await foundByReading(ground(), ahead, /was created more than 5 minutes after it was recorded/);
  });

  test("yesterday's store is refused beside today's checkpoint", async () => {
    const { fresh, older, today } = ground();
    const place = await older.copy(fresh('restored'));
    copyFolder(join(today.folder, 'checkpoints'), join(place.folder, 'checkpoints'));
    await opened(place, (system) =>
      assert.rejects(
        system.checkSignedLogs(),
        /holds 268 events, but 295 were signed: this store is older than its last checkpoint \(restored from a backup\?\)/,
      ),
    );
  });

  test("yesterday's store, grown to the same size with other events, is a fork", async () => {
    const prepared = ground();
    await opened(await restored(prepared, 12), async (system) => {
      await system.checkSignedLogs();
      const { company, fresh, full, period } = prepared;
      const published = fresh('published');
      await system.published(company, published);
      found(
        await audit(prepared, published),
        /FAILED: the log was forked: two different histories of 280 entries were signed under its name/,
      );
      const TWO = /two histories: your last checkpoint has another root for the same 280 entries \(last\)/;
      const [affidavit, certificate] = [fresh('a.affidavit.json'), fresh('c.certificate')];
      writeFileSync(affidavit, await system.affidavit(company, full.id));
      found(await verify(affidavit, ...withAll(prepared)), TWO);
      writeFileSync(certificate, await system.certificate(company, period.from, period.to));
      found(await verify(certificate, ...withAll(prepared)), TWO);
      const folder = fresh('export');
      await system.exported(company, folder);
      found(await verify(folder, ...withAll(prepared)), REWRITTEN);
    });
  });

  test("yesterday's store, grown beyond what was seen with other events, is a rewritten log", async () => {
    const prepared = ground();
    await opened(await restored(prepared, 40), async (system) => {
      const { company, fresh } = prepared;
      const [folder, published] = [fresh('export'), fresh('published')];
      await system.exported(company, folder);
      found(await verify(folder, ...withAll(prepared)), REWRITTEN);
      await system.published(company, published);
      found(await audit(prepared, published), AUDIT_REWRITTEN);
    });
  });

  test("yesterday's store as it was: its certificate is older than what was seen", async () => {
    const prepared = ground();
    await opened(await restored(prepared, 0), async (system) => {
      const { company, fresh, period } = prepared;
      const certificate = fresh('c.certificate');
      writeFileSync(certificate, await system.certificate(company, period.from, period.to));
      found(
        await verify(certificate, ...withAll(prepared)),
        /it speaks of 268 entries, your last checkpoint of 280: what came between is left out/,
      );
    });
  });
}

/** The store of the first day, without the copy of its checkpoint, after other events than those that were seen. */
async function restored({ company, fresh, older }: Prepared, events: number): Promise<Place> {
  const place = await older.copy(fresh('restored'));
  rmSync(join(place.folder, 'checkpoints'), { recursive: true });
  await opened(place, async (system) => {
    const draft = { type: 'POLICY_DOWNLOADED', category: 'POLICY', source: 'APP', description: 'Not so.' };
    if (events > 0) await system.record(company, new Array(events).fill(draft));
    await system.sign();
  });
  return place;
}

/** Today, with one event that nobody has seen yet rewritten and everything sealed again. */
function resealedAt(prepared: Prepared, seq: number, change: Parameters<Hands['change']>[1]): Promise<Place> {
  return after(prepared, prepared.today, async (hands) => {
    await hands.change(seq, change);
    await hands.reseal();
  });
}

/** Whoever reads the whole log finds it, with or without a checkpoint of their own. */
async function foundByReading(prepared: Prepared, place: Place, sentence: RegExp): Promise<void> {
  const { company, fresh } = prepared;
  await opened(place, async (system) => {
    const [folder, published] = [fresh('export'), fresh('published')];
    await system.exported(company, folder);
    const said = await verify(folder, ...withKey(prepared));
    found(said, sentence);
    assert.match(said.text, /at {11}event [0-9a-f-]{36}, number 285/);
    await system.published(company, published);
    found(await audit(prepared, published), sentence);
  });
}

/** Every kind of file, by a system that has another key under the same name. */
async function byAnotherKey(prepared: Prepared, system: HandedOut): Promise<void> {
  const [company = assert.fail()] = await system.store.access.companies();
  const files = await everyFile({ ...prepared, company }, system);
  for (const file of files)
    found(await verify(file, ...withKey(prepared)), /no pinned key signed the checkpoint \(key\)/);
  const published = files.at(-1) ?? '';
  found(
    await audit(prepared, published),
    /FAILED: no pinned key signed the checkpoint: no signature by a given key/,
  );
  // Who pins nothing is told that nothing is known of who signed.
  for (const file of files) {
    const said = await verify(file);
    holds(said, 3);
    assert.match(said.text, /^CONSISTENT, NOT AUTHENTICATED/);
  }
}
