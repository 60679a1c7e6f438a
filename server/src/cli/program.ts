/** The command line: options that every command shares, and the list of commands. */
import { Command, CommanderError } from 'commander';
import { BadConfig, packageVersion } from '../config.ts';
import { Refused } from '../domain/errors.ts';
import { addAuditCommand } from './audit.ts';
import { addBackupCommands } from './backup.ts';
import { addCertificateCommand } from './certificate.ts';
import { addCompanyCommand } from './company.ts';
import type { Cli } from './context.ts';
import { addDatabaseCommand } from './database.ts';
import { addDemoCommand } from './demo.ts';
import { addEraseCommand } from './erase.ts';
import { addExportCommand } from './export.ts';
import { addFsckCommand } from './fsck.ts';
import { addGetCommand } from './get.ts';
import { addHoldsCommand } from './holds.ts';
import { addKeysCommand } from './keys.ts';
import { addListCommand } from './list.ts';
import { addLogCommand } from './log.ts';
import { addMigrateCommand } from './migrate.ts';
import { addRecordCommand } from './record.ts';
import { addRetentionCommand } from './retention.ts';
import { addServeCommand } from './serve.ts';
import { addTermsCommand } from './terms.ts';
import { addUserCommand } from './user.ts';
import { addVerifyCommand } from './verify.ts';
import { addWitnessCommand } from './witness.ts';

/** Runs one command. Answers the exit code: 0, 1 when it could not be done, 2 when it was called wrongly. */
export async function runCommand(argv: readonly string[], onFatal: (error: Error) => void): Promise<number> {
  const program = new Command('affidavit')
    .description('A self-hosted compliance event system whose events anyone can verify.')
    .version(packageVersion())
    .option('--data <folder>', 'folder of the embedded store (AFFIDAVIT_DATA, default ./data)')
    .option('--database <url>', 'PostgreSQL instead of the embedded store (DATABASE_URL)')
    .option('--key-file <file>', 'master seed, mode 0600 (AFFIDAVIT_KEY_FILE, default <data>/affidavit.key)')
    .option('--host <address>', 'address to listen on (AFFIDAVIT_HOST, default 127.0.0.1)')
    .option('--port <number>', 'port to listen on (AFFIDAVIT_PORT, default 3210)')
    .option('--operations-port <number>', 'port of /metrics (AFFIDAVIT_OPERATIONS_PORT, default port + 1)')
    .option(
      '--rate-limit <number>',
      'requests a minute per address on /public, 0 = off (AFFIDAVIT_RATE_LIMIT, default 500)',
    )
    .option('--trusted-proxies <list>', 'proxies whose X-Forwarded-For counts (AFFIDAVIT_TRUSTED_PROXIES)')
    .option('--outbound-allow <list>', 'private addresses that may be asked (AFFIDAVIT_OUTBOUND_ALLOW)')
    .option(
      '--public-url <url>',
      'what links begin with, default: the host of each request (AFFIDAVIT_PUBLIC_URL)',
    )
    .option('--sso-file <file>', 'providers of single sign-on, mode 0600 (AFFIDAVIT_SSO_FILE)')
    .option('--log <level>', 'info, warn or silent (AFFIDAVIT_LOG, default info)')
    .showHelpAfterError('(affidavit --help shows every command)')
    .exitOverride();
  const cli: Cli = { program, onFatal, exitCode: 0 };
  addDemoCommand(cli);
  addServeCommand(cli);
  addCompanyCommand(cli);
  addKeysCommand(cli);
  addTermsCommand(cli);
  addUserCommand(cli);
  addRecordCommand(cli);
  addGetCommand(cli);
  addListCommand(cli);
  addLogCommand(cli);
  addExportCommand(cli);
  addVerifyCommand(cli);
  addEraseCommand(cli);
  addHoldsCommand(cli);
  addRetentionCommand(cli);
  addDatabaseCommand(cli);
  addFsckCommand(cli);
  addMigrateCommand(cli);
  addBackupCommands(cli);
  addWitnessCommand(cli);
  addAuditCommand(cli);
  addCertificateCommand(cli);
  try {
    await program.parseAsync(argv);
    return cli.exitCode;
  } catch (error) {
    return report(error);
  }
}

/** One line for people; a defect keeps its stack, because it is ours to mend. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const line = (error as Error).message;
  process.stderr.write(`affidavit: ${line}\n`);
  if (error instanceof BadConfig) return 2;
  if (error instanceof Refused) return error.refusal.is === 'invalid' ? 2 : 1;
  return 1;
}
