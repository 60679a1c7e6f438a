import { type Command, InvalidArgumentError } from 'commander';
import type { LogWitness } from '../domain/directory.ts';
import { type Cli, chooseCompany, withSystem } from './context.ts';
import { printJson, printTable } from './output.ts';

interface Options {
  company?: string;
  witness: LogWitness[];
  needed?: number;
  none?: true;
  policy?: true;
  json?: true;
}

/** `affidavit log witnesses`: whom a company asks to cosign its log. */
export function addLogWitnessesCommand(cli: Cli, log: Command): void {
  log
    .command('witnesses')
    .description('show who is asked to cosign the log; or say who, which replaces the list')
    .option('--company <name>', 'company by name or UUID')
    .option(
      '--witness <text>',
      'a witness as "NAME URL VKEY" (repeatable: the whole list)',
      (text: string, before: LogWitness[]) => [...before, parseWitness(text)],
      [],
    )
    .option('--needed <k>', 'how many of them must have cosigned (default: all)', parseCount)
    .option('--none', 'ask nobody any more')
    .option('--policy', 'print the policy file (C2SP tlog-policy)')
    .option('--json', 'print JSON')
    // Options that `affidavit log` has too are found there.
    .action((_own: unknown, command: Command) => run(cli, command.optsWithGlobals<Options>()));
}

function run(cli: Cli, options: Options): Promise<void> {
  return withSystem(cli, async (system) => {
    const company = await chooseCompany(system, options.company);
    const { witness: witnesses, needed = witnesses.length } = options;
    const isNew = witnesses.length > 0 || options.none === true;
    const view = isNew
      ? await system.manageWitnesses.put(company, { witnesses, needed }, null)
      : await system.manageWitnesses.show(company);
    if (options.policy) return void process.stdout.write(view.policy);
    if (options.json) return printJson(view);
    process.stdout.write(`${view.needed} of ${view.witnesses.length} witnesses must cosign\n`);
    printTable(
      ['NAME', 'URL', 'KEY'],
      view.witnesses.map(({ name, url, vkey }) => [name, url, vkey]),
    );
  });
}

function parseWitness(text: string): LogWitness {
  const [name, url, vkey, ...rest] = text.trim().split(/\s+/);
  if (name === undefined || url === undefined || vkey === undefined || rest.length > 0)
    throw new InvalidArgumentError('must be "NAME URL VKEY"');
  return { name, url, vkey };
}

function parseCount(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('must be a number');
  return Number(text);
}
