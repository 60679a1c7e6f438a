import { InvalidArgumentError } from 'commander';
import { isoTime, parseTime } from '../domain/time.ts';
import { type Cli, chooseCompany, withSystem } from './context.ts';
import { printJson, printTable } from './output.ts';

interface PlaceOptions {
  company?: string;
  user?: number;
  from?: string;
  to?: string;
  reason: string;
  json?: true;
}

export function addHoldsCommand(cli: Cli): void {
  const holds = cli.program
    .command('holds')
    .description('legal holds: what must stay, whatever erasure and retention would take');

  holds
    .command('place')
    .description('forbid to take anything of a user, or of the events created in a period')
    .option('--company <name>', 'company by name or UUID')
    .option('--user <id>', 'the user', whole)
    .option('--from <time>', 'begin of the period', time)
    .option('--to <time>', 'end of the period, which is not in it any more', time)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((options: PlaceOptions) =>
      withSystem(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const { user: userId = null, from = null, to = null, reason } = options;
        const hold = await system.legalHolds.put({ company, userId: null }, { userId, from, to, reason });
        if (options.json) return printJson(hold);
        process.stdout.write(`Legal hold ${hold.id} is in force\n`);
      }),
    );

  holds
    .command('list')
    .description('list the legal holds in force')
    .option('--company <name>', 'company by name or UUID')
    .option('--json', 'print JSON')
    .action((options: { company?: string; json?: true }) =>
      withSystem(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const { data } = await system.legalHolds.list({ company });
        if (options.json) return printJson(data);
        printTable(
          ['ID', 'USER', 'FROM', 'TO', 'REASON'],
          data.map(({ id, userId, from, to, reason }) => [
            ...[String(id), String(userId ?? ''), from ?? '', to ?? '', reason],
          ]),
        );
      }),
    );

  holds
    .command('lift')
    .description('lift a legal hold')
    .argument('<id>', 'id of the hold, as listed', whole)
    .option('--company <name>', 'company by name or UUID')
    .action((id: number, options: { company?: string }) =>
      withSystem(cli, async (system) => {
        await system.legalHolds.lift(
          { company: await chooseCompany(system, options.company), userId: null },
          id,
        );
        process.stdout.write(`Lifted legal hold ${id}\n`);
      }),
    );
}

function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('must be a number');
  return Number(text);
}

function time(text: string): string {
  const at = parseTime(text);
  if (at === null) throw new InvalidArgumentError('must be a time such as 2025-07-01T00:00:00.000Z');
  return isoTime(at);
}
