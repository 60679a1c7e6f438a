/** The part of compose.ts that opens a store: the one that the configuration names, with the key file that belongs to it. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { learnLogKeys } from '../app/learn-log-keys.ts';
import type { Store } from '../app/ports.ts';
import { makeSecrets, type Secrets } from '../app/shared/secrets.ts';
import { BadConfig, type Config, readMasterSeeds } from '../config.ts';
import { openEmbedded, openPostgres } from './stores.ts';

/** What the key file is to the store: it signs its logs, or is to take the place of one that did. */
export type KeyFileRole = 'signs' | 'replaces';

/** The store that the configuration names, and the secrets of whoever made it. */
export async function openStore(
  config: Config,
  onFatal: (error: Error) => void,
  keyFile: KeyFileRole,
): Promise<{ store: Store; secrets: Secrets }> {
  const { database, data } = config;
  // Looked at before the store is: it makes its own file.
  const isNewFile = database === null && !existsSync(join(data, 'affidavit.db'));
  const early = database === null ? readSecrets(config, isNewFile, keyFile) : null;
  const store = database === null ? await openEmbedded(data, onFatal) : await openPostgres(database, onFatal);
  try {
    const secrets = early ?? readSecrets(config, (await store.moving.companies()).length === 0, keyFile);
    if (keyFile === 'signs') await learnLogKeys({ ...store, secrets })();
    return { store, secrets };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A seed is made for a new store only: with another one than before, nothing could be signed on. */
function readSecrets({ keyFile }: Config, isNew: boolean, role: KeyFileRole): Secrets {
  const mayBegin = isNew || role === 'replaces';
  if (!mayBegin && !existsSync(keyFile))
    throw new BadConfig(`key file ${keyFile} is missing, but a store exists: bring it back (docs/keys.md)`);
  return makeSecrets(...readMasterSeeds(keyFile, mayBegin ? () => randomBytes(32) : null));
}
