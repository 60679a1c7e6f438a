/** What every command needs: the configuration, an opened system that is closed again, and a company by its name. */
import type { Command } from 'commander';
import type { Company } from '../app/ports.ts';
import { openSystem, type System } from '../compose.ts';
import { type Config, type Flags, readConfig } from '../config.ts';
import { invalid } from '../domain/errors.ts';

export interface Cli {
  program: Command;
  onFatal: (error: Error) => void;
  exitCode: number;
}

export function configOf(cli: Cli): Config {
  return readConfig(cli.program.opts<Flags>());
}

/** Opens the store, runs, and closes it whatever happened. */
export async function withSystem<T>(
  cli: Cli,
  run: (system: System, config: Config) => Promise<T>,
): Promise<T> {
  const config = configOf(cli);
  const system = await openSystem(config, cli.onFatal);
  try {
    return await run(system, config);
  } finally {
    await system.close();
  }
}

/**
 * The same, for what shows or removes documents: an older copy of a store shows nobody who was erased. Rejects with
 * LogRewritten when the store is behind what was signed.
 */
export function withDocuments<T>(cli: Cli, run: (system: System, config: Config) => Promise<T>): Promise<T> {
  return withSystem(cli, async (system, config) => {
    await system.checkSignedLogs();
    await system.erasure.reapply();
    return run(system, config);
  });
}

/** The company named by its UUID or name; the only one when none is named. Rejects when that is not one company. */
export async function chooseCompany(system: System, named: string | undefined): Promise<Company> {
  const companies = await system.companies.list();
  const fitting =
    named === undefined
      ? companies
      : companies.filter(({ uuid, name }) => uuid === named.toLowerCase() || name === named);
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  if (companies.length === 0)
    throw invalid('company', 'this store has none yet: affidavit company create NAME --owner EMAIL');
  const known = companies.map(({ name, uuid }) => `"${name}" (${uuid})`).join(', ');
  throw invalid(
    'company',
    `${only === undefined ? 'no such company;' : 'which one?'} --company takes one of ${known}`,
  );
}

/** For an option that may be repeated. */
export function optionList(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
