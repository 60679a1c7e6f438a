/** Backups of a store, and stores made from them. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, cp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Behind, checkRestored } from '../app/check-restored.ts';
import { copyCompanies } from '../app/copy-companies.ts';
import type { BackedUpCompany, Manifest } from '../app/ports/backup.ts';
import type { Store } from '../app/ports.ts';
import { checkCopy } from '../app/shared/check-copy.ts';
import type { Progress } from '../app/shared/copy-company.ts';
import { makeSecrets } from '../app/shared/secrets.ts';
import { openSystem, world } from '../compose.ts';
import { type Config, readMasterSeeds, readSettingFile, type StoreAddress } from '../config.ts';
import { conflict } from '../domain/errors.ts';
import { isoTime } from '../domain/time.ts';
import { backupFolder } from '../store/backup-folder.ts';
import { flushFolder } from '../store/flushed-files.ts';
import { copySqliteStore } from '../store/sqlite/copy-store.ts';
import { filesBeside, openAt, requireStore } from './moving.ts';

const DATABASE = 'affidavit.db';

type OnFatal = (error: Error) => void;
/** A bar for each thing that takes long. */
type Bars = (what: string) => Progress;

export interface BackupOptions {
  folder: string;
  /** Empty: the whole store. */
  companies: readonly string[];
  withKeyFile: boolean;
  /** Of this program. */
  version: string;
}

/**
 * Backs up the store, which may be recording, into a new folder, and reads it all again from there. Rejects with
 * StoreDamaged when something is not what was sealed: then the folder has no manifest.
 */
export async function backUp(
  config: Config,
  { folder, companies: names, withKeyFile, version }: BackupOptions,
  bars: Bars,
  onFatal: OnFatal,
): Promise<Manifest> {
  const address = config.database === null ? { folder: config.data } : { url: config.database };
  requireStore('data', address);
  if (withKeyFile) readMasterSeeds(config.keyFile, null);
  const out = backupFolder(folder);
  await out.prepare();
  const madeAt = isoTime(world.now());
  const companies =
    'folder' in address && names.length === 0
      ? await copyWhole(address.folder, folder, bars, onFatal)
      : await copyFrom(address, folder, names, bars, onFatal);
  const files = [DATABASE, ...(withKeyFile ? await copyKeyFiles(config.keyFile, folder) : [])];
  return out.finish({ backup: 'affidavit/v1', madeAt, version, companies }, files);
}

async function copyWhole(
  from: string,
  folder: string,
  bars: Bars,
  onFatal: OnFatal,
): Promise<readonly BackedUpCompany[]> {
  copySqliteStore(from, join(folder, DATABASE));
  return using({ folder }, onFatal, (copy) => checkCopy(copy, bars('checking')));
}

function copyFrom(
  address: StoreAddress,
  folder: string,
  names: readonly string[],
  bars: Bars,
  onFatal: OnFatal,
): Promise<readonly BackedUpCompany[]> {
  return using(address, onFatal, (from) =>
    using({ folder }, onFatal, (to) => {
      const copy = copyCompanies({ to, world });
      return from.moving.snapshot((view) => copy(view, names, (name) => bars(`copying ${name}`)));
    }),
  );
}

async function copyKeyFiles(keyFile: string, folder: string): Promise<string[]> {
  await copyFile(keyFile, join(folder, 'affidavit.key'));
  const ledger = join(dirname(keyFile), 'erasures.ndjson');
  if (!existsSync(ledger)) return ['affidavit.key'];
  await copyFile(ledger, join(folder, 'erasures.ndjson'));
  return ['affidavit.key', 'erasures.ndjson'];
}

export interface RestoreOptions {
  folder: string;
  into: StoreAddress;
  keyFile: string;
  /** Files with signed checkpoints, to compare with. */
  checkpoints: readonly string[];
}

export interface RestoreReport {
  companies: readonly BackedUpCompany[];
  behind: readonly Behind[];
  /** How many erasures that the backup did not know were done again; null when it is behind, and must be recovered first. */
  erasedAgain: number | null;
}

/**
 * Makes a store from a backup: checked before it is there. Rejects with Refused when the target is not empty, or a file
 * of the backup is not what was written; with StoreDamaged or LogRewritten when its logs are not what was signed.
 */
export async function restore(
  config: Config,
  { folder, into, keyFile, checkpoints }: RestoreOptions,
  bars: Bars,
  onFatal: OnFatal,
): Promise<RestoreReport> {
  const secrets = makeSecrets(...readMasterSeeds(keyFile, null));
  const given = checkpoints.map((path) => readSettingFile('checkpoint', path));
  await requireEmpty(into, onFatal);
  const manifest = await backupFolder(folder).read();
  const kept = await filesBeside(keyFile).copies.all();
  const work = 'folder' in into ? workFolder(into.folder) : mkdtempSync(join(tmpdir(), 'affidavit-restore-'));
  try {
    await cp(join(folder, DATABASE), join(work, DATABASE));
    const behind = await using({ folder: work }, onFatal, async (copy) => {
      const at = { ...copy, secrets };
      const found = await checkRestored(at)(manifest, kept, given, bars('checking'));
      if (!('folder' in into))
        await using(into, onFatal, (to) =>
          copyCompanies({ to, world })(copy.moving, [], (name) => bars(`restoring ${name}`)),
        );
      return found;
    });
    if ('folder' in into) {
      await rename(join(work, DATABASE), join(into.folder, DATABASE));
      await flushFolder(into.folder);
    }
    const erasedAgain = behind.length > 0 ? null : await eraseAgain(config, into, keyFile, onFatal);
    return { companies: manifest.companies, behind, erasedAgain };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function requireEmpty(into: StoreAddress, onFatal: OnFatal): Promise<void> {
  if ('folder' in into) {
    if (existsSync(join(into.folder, DATABASE))) throw conflict(`${into.folder} holds a store already`);
    return;
  }
  const companies = await using(into, onFatal, (store) => store.moving.companies());
  if (companies.length > 0) throw conflict('the database to restore into holds companies already');
}

/** Beside where the database shall be, so that one rename puts it there; what an interrupted call left goes. */
function workFolder(folder: string): string {
  const work = join(folder, 'restoring');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true, mode: 0o700 });
  return work;
}

async function eraseAgain(
  config: Config,
  into: StoreAddress,
  keyFile: string,
  onFatal: OnFatal,
): Promise<number> {
  const target = 'folder' in into ? { data: into.folder, database: null } : { database: into.url };
  const system = await openSystem({ ...config, ...target, keyFile }, onFatal);
  try {
    return await system.erasure.resume();
  } finally {
    await system.close();
  }
}

async function using<T>(
  address: StoreAddress,
  onFatal: OnFatal,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openAt(address, onFatal);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
