import { resolve } from 'node:path';
import { cancelMove, type Move, openMove } from '../compose/moving.ts';
import { world } from '../compose.ts';
import { BadConfig, type Flags, readConfig, storeAddress } from '../config.ts';
import { type Cli, optionList } from './context.ts';
import { printJson, printTable, progressBar } from './output.ts';

interface MigrateOptions {
  from: string;
  to?: string;
  company: readonly string[];
  toKeyFile?: string;
  cancel?: true;
  json?: true;
}

export function addMigrateCommand(cli: Cli): void {
  cli.program
    .command('migrate')
    .description(
      'move companies to another store, checking every event on arrival; run again, it goes on where it stopped',
    )
    .requiredOption('--from <store>', 'sqlite:FOLDER or postgres://…')
    .option('--to <store>', 'sqlite:FOLDER or postgres://…')
    .option('--company <name>', 'company by name or UUID, may be repeated; default: all', optionList, [])
    .option(
      '--to-key-file <file>',
      "where the target's key file shall lie; needed when some companies stay, default: the same key file",
    )
    .option('--cancel', 'let the source record again; what has arrived is never served')
    .option('--json', 'print JSON')
    .action(async (options: MigrateOptions) => {
      if (options.cancel) return cancel(cli, options);
      const move = await open(cli, options);
      try {
        await run(move, options);
      } finally {
        await move.close();
      }
    });
}

function open(cli: Cli, options: MigrateOptions): Promise<Move> {
  if (options.to === undefined) throw new BadConfig('--to names the store to move to');
  const from = storeAddress('from', options.from);
  const to = storeAddress('to', options.to);
  const flags = cli.program.opts<Flags>();
  // The key file of an embedded store lies in its folder, unless it is named.
  const { keyFile } = readConfig('folder' in from ? { ...flags, data: from.folder } : flags);
  const toKeyFile = options.toKeyFile === undefined ? null : resolve(options.toKeyFile);
  if (toKeyFile === keyFile) throw new BadConfig('to-key-file must be another file than the key file');
  return openMove({ from, to, keyFile, toKeyFile }, cli.onFatal);
}

async function run(move: Move, options: MigrateOptions): Promise<void> {
  let end = () => {};
  const progress = (name: string) => {
    end();
    const bar = progressBar(`moving ${name}`, world.now);
    end = bar.end;
    return bar.update;
  };
  try {
    const moved = await move.run(options.company, progress);
    end();
    if (options.json) return printJson(moved);
    printTable(
      ['COMPANY', 'EVENTS', 'ROOT', 'TIME'],
      moved.map(({ name, events, root, ms }) => [name, String(events), root, `${(ms / 1000).toFixed(1)} s`]),
    );
  } finally {
    end();
  }
}

async function cancel(cli: Cli, options: MigrateOptions): Promise<void> {
  const names = await cancelMove(storeAddress('from', options.from), options.company, cli.onFatal);
  if (options.json) return printJson({ recording: names });
  process.stdout.write(
    names.length === 0 ? 'No company was leaving.\n' : `Recording again: ${names.join(', ')}\n`,
  );
}
