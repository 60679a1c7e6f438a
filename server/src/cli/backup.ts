import { resolve } from 'node:path';
import { backUp, restore } from '../compose/backups.ts';
import { world } from '../compose.ts';
import { type Flags, readConfig, storeAddress } from '../config.ts';
import { type Cli, configOf, optionList } from './context.ts';
import { printJson, printTable, progressBar } from './output.ts';

interface BackupOptions {
  company: readonly string[];
  withKeyFile?: true;
  json?: true;
}

interface RestoreOptions {
  into: string;
  checkpoint: readonly string[];
  json?: true;
}

export function addBackupCommands(cli: Cli): void {
  const { program } = cli;
  program
    .command('backup')
    .description('copy the store into a new folder, while it records, and check all that was copied')
    .argument('<folder>', 'empty, or made when it is missing')
    .option(
      '--company <name>',
      'company by name or UUID, may be repeated; default: the whole store',
      optionList,
      [],
    )
    .option('--with-key-file', 'the key file too: whoever has this backup can then sign as these companies')
    .option('--json', 'print JSON')
    .action((folder: string, options: BackupOptions) => backup(cli, folder, options));
  program
    .command('restore')
    .description('make a store from a backup, checked against its manifest and what was signed since')
    .argument('<folder>', 'a backup')
    .requiredOption('--into <store>', 'sqlite:FOLDER or postgres://…, without a company')
    .option('--checkpoint <file>', 'a signed checkpoint to compare with, may be repeated', optionList, [])
    .option('--json', 'print JSON')
    .action((folder: string, options: RestoreOptions) => bringBack(cli, folder, options));
}

async function backup(cli: Cli, folder: string, options: BackupOptions): Promise<void> {
  const bars = makeBars();
  const version = cli.program.version() ?? '';
  const { company: companies, withKeyFile = false } = options;
  try {
    const manifest = await backUp(
      configOf(cli),
      { folder: resolve(folder), companies, withKeyFile, version },
      bars.begin,
      cli.onFatal,
    );
    bars.end();
    if (options.json) return printJson({ folder: resolve(folder), ...manifest });
    printTable(
      ['COMPANY', 'EVENTS', 'ROOT'],
      manifest.companies.map(({ name, events, root }) => [name, String(events), root]),
    );
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    process.stdout.write(`Backed up and checked: ${bytes.toLocaleString('en')} bytes in ${folder}\n`);
    if (!withKeyFile)
      process.stdout.write('The key file and the erasures beside it are not in it: keep copies elsewhere\n');
  } finally {
    bars.end();
  }
}

async function bringBack(cli: Cli, folder: string, options: RestoreOptions): Promise<void> {
  const bars = makeBars();
  const into = storeAddress('into', options.into);
  const flags = cli.program.opts<Flags>();
  const config = readConfig('folder' in into ? { ...flags, data: into.folder } : flags);
  try {
    const { keyFile } = config;
    const { checkpoint: checkpoints } = options;
    const report = await restore(
      config,
      { folder: resolve(folder), into, keyFile, checkpoints },
      bars.begin,
      cli.onFatal,
    );
    bars.end();
    if (options.json) return printJson(report);
    const events = report.companies.reduce((sum, company) => sum + company.events, 0);
    process.stdout.write(
      `Restored and checked: ${events} events of ${report.companies.length} companies\n${standing(report)}\n`,
    );
  } finally {
    bars.end();
  }
}

function standing({ behind, erasedAgain }: Awaited<ReturnType<typeof restore>>): string {
  if (behind.length === 0) return `It holds all that was signed; erasures done again: ${erasedAgain ?? 0}`;
  const logs = behind.map(({ name, origin, events, signed }) =>
    name === null
      ? `the log ${origin} is not in it`
      : `"${name}" holds ${events} events, but ${signed} were signed`,
  );
  return `Behind what was signed, so it is not served yet: ${logs.join('; ')} (affidavit log recover)`;
}

/** One bar after the other. */
function makeBars() {
  let end = () => {};
  return {
    begin(what: string) {
      end();
      const bar = progressBar(what, world.now);
      end = bar.end;
      return bar.update;
    },
    end: () => end(),
  };
}
