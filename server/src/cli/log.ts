import { InvalidArgumentError } from 'commander';
import { type Cli, chooseCompany, withSystem } from './context.ts';
import { addLogKeySheetCommand } from './log-key-sheet.ts';
import { addLogKeysCommands } from './log-keys.ts';
import { addLogWitnessesCommand } from './log-witnesses.ts';
import { printJson } from './output.ts';

interface LogOptions {
  company?: string;
  public?: boolean;
  json?: true;
}

export function addLogCommand(cli: Cli): void {
  const log = cli.program
    .command('log')
    .description(
      "show a company's log: name, keys, signed size and who may read it; or open it to the public",
    )
    .option('--company <name>', 'company by name or UUID')
    .option('--public <yes|no>', 'whether everybody may read checkpoint, tiles and entries', parseYes)
    .option('--json', 'print JSON')
    .action((options: LogOptions) =>
      withSystem(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const log =
          options.public === undefined
            ? await system.manageLog.show(company)
            : await system.manageLog.setPublic(company, options.public, null);
        if (options.json) return printJson(log);
        const readers = log.public ? 'everybody' : `keys of the company that hold api-read-log`;
        const keys = log.keys.map(({ vkey, words }) => `Key      ${vkey}\nIn words ${words}\n`);
        process.stdout.write(
          `Log      ${log.origin}\nSigned   ${log.size} events\nReaders  ${readers}\n` +
            `Path     /log/${log.company}/checkpoint\n${keys.join('')}`,
        );
      }),
    );
  addLogWitnessesCommand(cli, log);
  addLogKeySheetCommand(cli, log);
  addLogKeysCommands(cli, log);
}

function parseYes(text: string): boolean {
  if (text !== 'yes' && text !== 'no') throw new InvalidArgumentError('must be yes or no');
  return text === 'yes';
}
