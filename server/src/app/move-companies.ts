/**
 * Moving companies from one store to another. The source stops recording first and is read until the end, so that every
 * page speaks of the same company (docs/decisions/0021). Killed at any point, the next call goes on.
 */
import { toHex } from '@affidavit/verify';
import { conflict, invalid } from '../domain/errors.ts';
import type { CheckpointCopies } from './ports/checkpoints.ts';
import type { ErasureLedger } from './ports/erasing.ts';
import type { Moving, MovingCompany } from './ports/moving.ts';
import type { World } from './ports.ts';
import { type Arrivals, copyCompany, type Progress } from './shared/copy-company.ts';
import { makesLogKey } from './shared/log-signer.ts';
import { namedCompanies } from './shared/named-companies.ts';
import type { Secrets } from './shared/secrets.ts';

/** Files beside a key file that know a log. */
export interface KeySide {
  copies: CheckpointCopies;
  erasures: ErasureLedger;
}

export interface MovePorts {
  from: Arrivals;
  to: Arrivals;
  secrets: Secrets;
  /** Beside the key file of the source. */
  keySide: KeySide;
  /** Beside the key file of the target, when it is another one. */
  toKeySide: KeySide | null;
  /** Signs what the source recorded last. */
  sign(): Promise<number>;
  world: World;
}

export interface MoveReport {
  uuid: string;
  name: string;
  events: number;
  /** Hex. */
  root: string;
  /** How long this call took for it. */
  ms: number;
}

/**
 * Moves companies named by UUID or name, all when none is named. Rejects before anything is written when one cannot be
 * moved, and with StoreDamaged when one is not what was sealed: it stays closed then, see `cancelMoves`.
 */
export type MoveCompanies = (
  names: readonly string[],
  progress: (name: string) => Progress,
) => Promise<readonly MoveReport[]>;

export function moveCompanies(at: MovePorts): MoveCompanies {
  return async (names, progress) => {
    const all = await at.from.moving.companies();
    const companies = names.length === 0 ? await allOf(at, all) : namedCompanies(all, names);
    const staying = all.find((one) => isHere(one) && !companies.includes(one));
    if (staying !== undefined && at.toKeySide === null)
      throw invalid(
        'to-key-file',
        `needed because "${staying.name}" stays: the checkpoints beside a key file must all be of one store`,
      );
    for (const company of companies) await requireMovable(at, company);
    await requireOneKey(at);
    const reports: MoveReport[] = [];
    for (const company of companies) reports.push(await moveOne(at, company, progress(company.name)));
    return reports;
  };
}

/** Companies that are leaving are served again where they are. Answers their names. */
export async function cancelMoves(moving: Moving, names: readonly string[]): Promise<readonly string[]> {
  const all = await moving.companies();
  const leaving = (names.length === 0 ? all : namedCompanies(all, names)).filter(
    ({ standing }) => standing === 'leaving',
  );
  for (const { company } of leaving) await moving.stay(company);
  return leaving.map(({ name }) => name);
}

const isHere = ({ standing }: MovingCompany) => standing === 'served' || standing === 'leaving';

/** All that are here, and those whose move was not finished. */
async function allOf(at: MovePorts, all: readonly MovingCompany[]): Promise<readonly MovingCompany[]> {
  const chosen: MovingCompany[] = [];
  for (const company of all)
    if (company.standing !== 'moved' || (await there(at, company)) !== null) chosen.push(company);
  if (chosen.length === 0) throw invalid('from', 'this store has no company to move');
  return chosen;
}

async function there(at: MovePorts, { uuid }: MovingCompany): Promise<MovingCompany | null> {
  return (await at.to.moving.companies()).find((one) => one.uuid === uuid) ?? null;
}

async function requireMovable(at: MovePorts, company: MovingCompany): Promise<void> {
  const { name, standing, move } = company;
  if (standing === 'arriving')
    throw conflict(`"${name}" has not arrived completely where it is to be moved from`);
  const target = await there(at, company);
  if (target === null) {
    if (standing === 'moved') throw conflict(`"${name}" has moved to another store already`);
    return;
  }
  const begun = standing !== 'served' && target.move === move;
  if (!begun || target.standing === 'moved' || target.standing === 'leaving')
    throw conflict(
      target.standing === 'arriving'
        ? `the target holds an unfinished copy of "${name}" from another move: move it into an empty store`
        : `the target holds "${name}" already: move it into an empty store`,
    );
}

/** Whoever signs with another key than before forks a log. */
async function requireOneKey(at: MovePorts): Promise<void> {
  for (const side of [at.from, at.to])
    for (const company of (await side.moving.companies()).filter(isHere))
      if (!makesLogKey(at.secrets, company))
        throw conflict(`the key file is not the one that signs the log of "${company.name}"`);
}

async function moveOne(at: MovePorts, source: MovingCompany, progress: Progress): Promise<MoveReport> {
  const began = at.world.now();
  const { from, to } = at;
  const begun = source.standing === 'served' ? null : source.move;
  const move = begun ?? at.world.uuid();
  if (begun === null) await from.moving.leave(source.company, move);
  if (source.standing !== 'moved') await at.sign();
  let target = await there(at, source);
  if (target === null) {
    const { uuid, name, origin, generation, logKeys, createdAt } = source;
    await to.moving.arrive({ uuid, name, origin, generation, logKeys, createdAt }, move);
    target = await there(at, source);
  }
  if (target === null) throw new Error(`${source.name} did not arrive`);
  if (target.standing === 'arriving') {
    const head = await copyCompany(from.moving, to, source, target, progress);
    await handOver(at, source);
    // From here on the source cannot take it back, so that it is served by one store at most.
    await from.moving.depart(source.company);
    await to.moving.complete(target.company, head);
  }
  const { size, root } = await to.moving.head(target.company);
  const { uuid, name } = source;
  return { uuid, name, events: size, root: toHex(root), ms: at.world.now() - began };
}

/** What the files beside the key file know of the log, to where the target's key file lies. */
async function handOver({ keySide, toKeySide }: MovePorts, { uuid, origin }: MovingCompany): Promise<void> {
  if (toKeySide === null) return;
  const known = new Set((await toKeySide.erasures.entries()).map(({ id, state }) => `${id} ${state}`));
  for (const entry of await keySide.erasures.entries())
    if (entry.company === uuid && !known.has(`${entry.id} ${entry.state}`))
      await toKeySide.erasures.append(entry);
  for (const note of await keySide.copies.all())
    if (note.startsWith(`${origin}\n`)) await toKeySide.copies.write(origin, note);
}
