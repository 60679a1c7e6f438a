import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { invalid } from '../domain/errors.ts';
import { type Cli, chooseCompany, withSystem } from './context.ts';

interface Options {
  company?: string;
  out: string;
}

/** `affidavit log key-sheet`: the key on paper, for an auditor. */
export function addLogKeySheetCommand(cli: Cli, log: Command): void {
  log
    .command('key-sheet')
    .description("write the log's key, its words and how to check with them as a page to print (PDF)")
    .option('--company <name>', 'company by name or UUID')
    .requiredOption('--out <file>', 'where to write it; a file that exists is kept')
    // Options that `affidavit log` has too are found there.
    .action((_own: unknown, command: Command) => run(cli, command.optsWithGlobals<Options>()));
}

function run(cli: Cli, { company: named, out }: Options): Promise<void> {
  return withSystem(cli, async (system) => {
    const company = await chooseCompany(system, named);
    const { pdf } = await system.printKeySheet(company, new AbortController().signal);
    try {
      writeFileSync(out, pdf, { flag: 'wx' });
    } catch (error) {
      throw invalid('out', (error as Error).message);
    }
  });
}
