import { EXIT, runVerify } from '@affidavit/verify/command';
import { CommanderError } from 'commander';
import type { Cli } from './context.ts';

/** The program of an auditor, affidavit-verify, under the name of the server's: it opens no store. */
export function addVerifyCommand(cli: Cli): void {
  cli.program
    .command('verify')
    .description('check affidavits, bundles, certificates and exports, offline (affidavit verify --help)')
    .argument('[arguments...]', 'files, and the options of affidavit-verify')
    .allowUnknownOption()
    .helpOption(false)
    .action(async () => {
      const given = cli.program.args.slice(cli.program.args.indexOf('verify') + 1);
      cli.exitCode = await runVerify(given, process.stdout, process.stderr);
      if (cli.exitCode === EXIT.wrongCall) throw new CommanderError(EXIT.wrongCall, 'verify', '');
    });
}
