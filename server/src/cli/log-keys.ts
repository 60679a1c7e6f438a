/** Other keys for a log: rotation, and a new epoch where the log cannot go on as it was. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Company } from '../app/ports.ts';
import { openSystem, type System, world } from '../compose.ts';
import { addMasterSeed } from '../config.ts';
import { invalid } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { isoTime } from '../domain/time.ts';
import { type Cli, chooseCompany, configOf, withSystem } from './context.ts';
import { printJson, printTable } from './output.ts';

interface RotateOptions {
  company?: string;
  overlapDays: number;
  json?: true;
}

interface RecoverOptions {
  company?: string;
  reason: string;
  after?: string;
  keyCompromised?: true;
  keyLost?: true;
  json?: true;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `affidavit log rotate` and `affidavit log recover`. */
export function addLogKeysCommands(cli: Cli, log: Command): void {
  log
    .command('rotate')
    .description('go on under the next key of the log; the one of now signs beside it for a while')
    .option('--company <name>', 'company by name or UUID')
    .option('--overlap-days <n>', 'how long both sign', parseDays, limits.logKeyOverlapDays)
    .option('--json', 'print JSON')
    .action((_own: unknown, command: Command) => rotate(cli, command.optsWithGlobals<RotateOptions>()));
  log
    .command('recover')
    .description('go on with a log that cannot go on as it was signed, as a new epoch under a new name')
    .requiredOption('--reason <text>', 'why, for those who read the log')
    .option('--company <name>', 'company by name or UUID')
    .option('--after <origin>', 'the last name of the log, when this store is older than that name')
    .addOption(new Option('--key-compromised', 'somebody else may have the key file').conflicts('keyLost'))
    .option('--key-lost', 'the key file is gone for good: a new one is made')
    .option('--json', 'print JSON')
    .action((_own: unknown, command: Command) => recover(cli, command.optsWithGlobals<RecoverOptions>()));
}

function rotate(cli: Cli, options: RotateOptions): Promise<void> {
  return withSystem(cli, async (system) => {
    const company = await chooseCompany(system, options.company);
    const { key, overlapUntil } = await system.rotateLogKey(company, options.overlapDays * DAY_MS);
    await system.signCheckpoints();
    const until = isoTime(overlapUntil);
    if (options.json) return printJson({ ...key, keyBeforeSignsUntil: until });
    process.stdout.write(
      `Key      ${key.vkey}\n         signs the log from event ${key.fromSize} on. The key before it signs too until ` +
        `${until}: give this one to those who pinned that one, from another source than the log.\n`,
    );
  });
}

async function recover(cli: Cli, options: RecoverOptions): Promise<void> {
  const { reason, after, keyCompromised = false, keyLost = false } = options;
  if (reason.trim() === '') throw invalid('reason', 'must not be empty');
  const cause = keyCompromised ? 'keyCompromised' : keyLost ? 'keyLost' : 'restored';
  const wish = { cause, reason, ...(after !== undefined && { after }) } as const;
  const opened =
    keyCompromised || keyLost ? await underNewSeed(cli, options, wish) : await restored(cli, options, wish);
  if (options.json) return printJson(opened);
  printTable(
    ['COMPANY', 'LOG', 'BEGINS WITH', 'LOST', 'KEY'],
    opened.map((one) => [one.company, one.origin, `${one.size} events`, `${one.lost} events`, one.vkey]),
  );
  process.stdout.write(
    'Tell those who follow the log its new name and key, from another source than the log (docs/keys.md).\n',
  );
}

type Wish = Parameters<System['epochs']['open']>[1];
type Opened = Awaited<ReturnType<System['epochs']['open']>> & { company: string };

function restored(cli: Cli, options: RecoverOptions, wish: Wish): Promise<Opened[]> {
  return withSystem(cli, async (system) => {
    const opened = await openAll(system, [await chooseCompany(system, options.company)], wish);
    await system.signCheckpoints();
    return opened;
  });
}

/** Every company, unless one is named. Run again after an interruption, it goes on with those that are left. */
async function underNewSeed(cli: Cli, options: RecoverOptions, wish: Wish): Promise<Opened[]> {
  const { keyFile } = configOf(cli);
  const opened = await openThoseLeft(cli, options, wish);
  if (opened.length > 0) return opened;
  if (wish.cause === 'keyLost')
    throw invalid('key-lost', `${keyFile} makes the keys of these logs: it is not lost`);
  addMasterSeed(keyFile, world.randomBytes(32));
  return openThoseLeft(cli, options, wish);
}

/** Those of which another seed than the newest signs the log; none of them when the newest signs all. */
async function openThoseLeft(cli: Cli, options: RecoverOptions, wish: Wish): Promise<Opened[]> {
  const system = await openSystem(configOf(cli), cli.onFatal, 'replaces');
  try {
    const companies =
      options.company === undefined
        ? await system.companies.list()
        : [await chooseCompany(system, options.company)];
    if (companies.length === 0) throw invalid('company', 'this store has none yet');
    const left = companies.filter((company) => !system.epochs.hasNewestSeed(company));
    const opened = await openAll(system, left, wish);
    // Logs of others may still wait for their epoch, and cannot be signed before.
    if (opened.length > 0 && options.company === undefined) await system.signCheckpoints();
    return opened;
  } finally {
    await system.close();
  }
}

async function openAll(system: System, companies: readonly Company[], wish: Wish): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const company of companies)
    opened.push({ company: company.name, ...(await system.epochs.open(company, wish)) });
  return opened;
}

function parseDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('must be a number of days');
  return Number(text);
}
