/** What somebody does who may write to the database and read the key file: change rows, and seal them again. */

import { join } from 'node:path';
import { type Entry, entryJson, Frontier, formatCheckpoint, leafHash, signNote } from '@affidavit/verify';
import type { Company, StoredEvent } from '../../src/app/ports.ts';
import { firstLogKey, logSigner } from '../../src/app/shared/log-signer.ts';
import { makeSecrets, nativeSha256, type Secrets } from '../../src/app/shared/secrets.ts';
import { checkpointFiles } from '../../src/store/checkpoint-files.ts';
import { opened } from './handed-out.ts';
import { type Place, SEED, type Sql } from './place.ts';

export class Hands {
  readonly place: Place;
  readonly company: Company;
  readonly #sql: Sql;

  private constructor(place: Place, company: Company, sql: Sql) {
    this.place = place;
    this.company = company;
    this.#sql = sql;
  }

  /** Works in a place, then takes the hands away. */
  static async on(place: Place, company: Company, work: (hands: Hands) => Promise<void>): Promise<Place> {
    const sql = await place.sql();
    try {
      await work(new Hands(place, company, sql));
    } finally {
      await sql.close();
    }
    return place;
  }

  all(text: string, ...values: unknown[]) {
    return this.#sql.all(text, ...values);
  }

  async events(): Promise<readonly StoredEvent[]> {
    const { company } = this.company;
    return opened(this.place, ({ store }) => store.events.eventsFrom(company, 0, 1000));
  }

  async change(seq: number, change: (entry: Entry) => Partial<Entry>): Promise<void> {
    const event = (await this.events()).find((one) => one.seq === seq);
    if (event === undefined) throw new Error(`there is no event ${seq}`);
    await this.#sql.setEntry(this.company.company, seq, { ...event.entry, ...change(event.entry) });
  }

  setMetadata(seq: number, salt: Uint8Array, json: string): Promise<void> {
    return this.#sql.setMetadata(this.company.company, seq, salt, json);
  }

  /** Takes events out, with all that belongs to them. */
  async remove(where: string): Promise<void> {
    for (const table of this.#sql.eventTables)
      await this.all(`DELETE FROM ${table} WHERE company = $1 AND ${where}`, this.company.company);
  }

  /** Gives events other places: `to` is an expression of `seq`, which it maps one to one. */
  async move(where: string, to: string): Promise<void> {
    const { company } = this.company;
    for (const table of this.#sql.eventTables) {
      await this.all(`UPDATE ${table} SET seq = -1 - (${to}) WHERE company = $1 AND ${where}`, company);
      await this.all(`UPDATE ${table} SET seq = -1 - seq WHERE company = $1 AND seq < 0`, company);
    }
  }

  /** Makes the leaf of one event fit its entry, and nothing above it. */
  async sealLeaf(seq: number): Promise<void> {
    const event = (await this.events()).find((one) => one.seq === seq);
    if (event === undefined) throw new Error(`there is no event ${seq}`);
    const sealed = leafHash(entryJson(event.entry), nativeSha256);
    const { company } = this.company;
    await this.all('UPDATE events SET leaf = $1 WHERE company = $2 AND seq = $3', sealed, company, seq);
  }

  /** Makes leaves, tree, head, checkpoint and its copy beside the key fit the entries as they are now. */
  async reseal(secrets: Secrets = makeSecrets(SEED)): Promise<void> {
    const { company, origin } = this.company;
    const tree = new Frontier(nativeSha256);
    const events = await this.events();
    for (const { entry, leaf, seq } of events) {
      const sealed = leafHash(entryJson(entry), nativeSha256);
      tree.append(sealed);
      if (Buffer.compare(sealed, leaf) !== 0)
        await this.all('UPDATE events SET leaf = $1 WHERE company = $2 AND seq = $3', sealed, company, seq);
    }
    const size = events.length;
    const root = tree.root();
    await this.all('DELETE FROM tree_hashes WHERE company = $1', company);
    for (const { level, index, hash } of tree.takeTiles())
      await this.all('INSERT INTO tree_hashes VALUES ($1, $2, $3, $4)', company, level, index, hash);
    await this.all('UPDATE heads SET size = $1, root = $2 WHERE company = $3', size, root, company);
    const text = formatCheckpoint({ origin, size, root });
    const key = firstLogKey(secrets, origin);
    await this.all('UPDATE log_keys SET vkey = $1 WHERE company = $2', key.vkey, company);
    const note = signNote(text, [logSigner(secrets, { ...this.company, logKeys: [key] })]);
    const update = 'UPDATE checkpoints SET size = $1, root = $2, note = $3 WHERE company = $4';
    await this.all(update, size, root, note, company);
    await checkpointFiles(join(this.place.folder, 'checkpoints')).write(origin, note);
  }
}
