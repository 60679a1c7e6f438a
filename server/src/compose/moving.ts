/** Two stores side by side, for moving companies between them. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cancelMoves, type KeySide, type MoveCompanies, moveCompanies } from '../app/move-companies.ts';
import type { Store } from '../app/ports.ts';
import { makeSecrets } from '../app/shared/secrets.ts';
import { signCheckpoints } from '../app/sign-checkpoints.ts';
import { world } from '../compose.ts';
import {
  BadConfig,
  keepMasterSeeds,
  type MasterSeeds,
  readMasterSeeds,
  type StoreAddress,
} from '../config.ts';
import { checkpointFiles } from '../store/checkpoint-files.ts';
import { erasureLedgerFile } from '../store/erasure-ledger.ts';
import { openEmbedded, openPostgres } from './stores.ts';

export interface Move {
  run: MoveCompanies;
  close(): Promise<void>;
}

/**
 * Opens both stores; the target is made when it is an embedded one that is missing. `toKeyFile` is where the key file of
 * the target shall lie when that is another place: it is copied there. Rejects with BadConfig.
 */
export async function openMove(
  at: { from: StoreAddress; to: StoreAddress; keyFile: string; toKeyFile: string | null },
  onFatal: (error: Error) => void,
): Promise<Move> {
  if (JSON.stringify(at.from) === JSON.stringify(at.to))
    throw new BadConfig('from and to are the same store');
  requireStore('from', at.from);
  const seeds = readMasterSeeds(at.keyFile, null);
  const secrets = makeSecrets(...seeds);
  const keySide = filesBeside(at.keyFile);
  const toKeySide = at.toKeyFile === null ? null : copyKey(at.toKeyFile, seeds);
  const from = await openAt(at.from, onFatal);
  const to = await openAt(at.to, onFatal).catch(async (error: unknown) => {
    await from.close();
    throw error;
  });
  const sign = signCheckpoints({ ...from, copies: keySide.copies, secrets, world });
  return {
    run: moveCompanies({
      from,
      to,
      secrets,
      keySide,
      toKeySide,
      sign,
      world,
    }),
    async close() {
      await from.close();
      await to.close();
    },
  };
}

/** See `cancelMoves`. The target is not asked: what has arrived there is not served before the source has let go. */
export async function cancelMove(
  from: StoreAddress,
  names: readonly string[],
  onFatal: (error: Error) => void,
): Promise<readonly string[]> {
  requireStore('from', from);
  const store = await openAt(from, onFatal);
  try {
    return await cancelMoves(store.moving, names);
  } finally {
    await store.close();
  }
}

/** Opening an embedded store makes it; a name that was mistyped shall not. */
export function requireStore(name: string, address: StoreAddress): void {
  if ('folder' in address && !existsSync(join(address.folder, 'affidavit.db')))
    throw new BadConfig(`${name}: ${address.folder} holds no store`);
}

export function openAt(address: StoreAddress, onFatal: (error: Error) => void): Promise<Store> {
  return 'folder' in address ? openEmbedded(address.folder, onFatal) : openPostgres(address.url, onFatal);
}

export function filesBeside(keyFile: string): KeySide {
  return {
    copies: checkpointFiles(join(dirname(keyFile), 'checkpoints')),
    erasures: erasureLedgerFile(join(dirname(keyFile), 'erasures.ndjson')),
  };
}

/** An existing key file must hold the same seeds. */
function copyKey(path: string, seeds: MasterSeeds): KeySide {
  if (!existsSync(path)) keepMasterSeeds(path, seeds);
  const hex = (all: MasterSeeds) => all.map((seed) => Buffer.from(seed).toString('hex')).join();
  if (hex(readMasterSeeds(path, null)) !== hex(seeds))
    throw new BadConfig(`key file ${path} exists, and is another one than that of the source`);
  return filesBeside(path);
}
