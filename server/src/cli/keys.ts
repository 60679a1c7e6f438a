import { InvalidArgumentError } from 'commander';
import type { KeyRecord } from '../app/ports.ts';
import { type System, world } from '../compose.ts';
import { requireRange, writePrivateFile } from '../config.ts';
import { allPermissions } from '../domain/permissions.ts';
import { isoTime } from '../domain/time.ts';
import { type Cli, chooseCompany, withSystem } from './context.ts';
import { printJson, printTable } from './output.ts';

interface CreateOptions {
  company?: string;
  user: string;
  name: string;
  permission: string[];
  allPermissions?: true;
  address: string[];
  expires?: number | null;
  legacyTimes?: true;
  out?: string;
  json?: true;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const gather = (value: string, before: string[]) => [...before, value];

export function addKeysCommand(cli: Cli): void {
  const keys = cli.program.command('keys').description('API keys');

  keys
    .command('create')
    .description('create a key; it is shown once')
    .option('--company <name>', 'company by name or UUID')
    .requiredOption('--user <email>', 'the user it acts for')
    .option('--name <text>', 'what it is for', 'key')
    .option(
      '--permission <slug>',
      'a permission, for example event-tracking-get-event (repeatable)',
      gather,
      [],
    )
    .option('--all-permissions', 'every permission')
    .option('--address <cidr>', 'address or range it may be used from (repeatable; default any)', gather, [])
    .option('--expires <days>', 'days until it expires, or "never" (default 365)', parseExpiry)
    .option('--legacy-times', 'answers print times as 2020-07-06 12:00:00.000000')
    .option('--out <file>', 'write the key to a new file with mode 0600 instead of printing it')
    .option('--json', 'print JSON')
    .action((options: CreateOptions) => withSystem(cli, (system) => create(system, options)));

  keys
    .command('list')
    .description('list the keys of a company')
    .option('--company <name>', 'company by name or UUID')
    .option('--json', 'print JSON')
    .action((options: { company?: string; json?: true }) =>
      withSystem(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const list = (await system.keys.list(company)).map(shown);
        if (options.json) return printJson(list);
        printTable(
          ['ID', 'NAME', 'USER', 'STATE', 'EXPIRES', 'PERMISSIONS'],
          list.map((key) => [
            key.id,
            key.name,
            String(key.userId),
            key.state,
            key.expiresAt ?? 'never',
            key.permissions.length === allPermissions.length ? 'all' : key.permissions.join(' '),
          ]),
        );
      }),
    );

  keys
    .command('permissions')
    .description('list every permission that a key can hold')
    .action(() => {
      process.stdout.write(`${allPermissions.join('\n')}\n`);
    });

  keys
    .command('revoke')
    .description('revoke a key for good')
    .argument('<id>', 'id of the key, as listed')
    .option('--company <name>', 'company by name or UUID')
    .action((id: string, options: { company?: string }) =>
      withSystem(cli, async (system) => {
        await system.keys.revoke(await chooseCompany(system, options.company), id);
        process.stdout.write(`Revoked ${id}\n`);
      }),
    );
}

async function create(system: System, options: CreateOptions): Promise<void> {
  for (const range of options.address) requireRange('address', range);
  const company = await chooseCompany(system, options.company);
  const { expires } = options;
  const { secret, key } = await system.keys.create(company, {
    userEmail: options.user,
    name: options.name,
    permissions: options.allPermissions ? allPermissions : options.permission,
    addresses: options.address,
    dateStyle: options.legacyTimes ? 'legacy' : 'iso',
    ...(expires !== undefined && { lifetimeMs: expires === null ? null : expires * DAY_MS }),
  });
  if (options.out !== undefined) writePrivateFile(options.out, `${secret}\n`);
  const shownSecret = options.out === undefined ? { key: secret } : { file: options.out };
  if (options.json) return printJson({ ...shown(key), ...shownSecret });
  process.stdout.write(options.out === undefined ? `${secret}\n` : `Wrote ${options.out}\n`);
}

function parseExpiry(text: string): number | null {
  if (text === 'never') return null;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('must be a number of days, or never');
  return Number(text);
}

function shown(key: KeyRecord) {
  const state =
    key.revokedAt !== null
      ? 'revoked'
      : key.expiresAt !== null && key.expiresAt <= world.now()
        ? 'expired'
        : 'active';
  return {
    id: key.id,
    name: key.name,
    userId: key.userId,
    state,
    permissions: key.permissions,
    addresses: key.addresses,
    createdAt: isoTime(key.createdAt),
    expiresAt: key.expiresAt === null ? null : isoTime(key.expiresAt),
  };
}
