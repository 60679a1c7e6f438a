import { type Cli, configOf } from './context.ts';

export function addDatabaseCommand(cli: Cli): void {
  const database = cli.program.command('database').description('PostgreSQL with two roles: owner and server');
  database
    .command('prepare')
    .description(
      'as the owner, bring the schema up to date and let the role of DATABASE_URL add to the log, and not change it',
    )
    .option('--owner <url>', 'the database as its owner (AFFIDAVIT_OWNER_URL)')
    .action(async (options: { owner?: string }) => {
      // Else every command would load what speaks to PostgreSQL.
      const { prepareDatabase } = await import('../compose/prepare-database.ts');
      const role = await prepareDatabase(configOf(cli), options.owner);
      process.stdout.write(
        `The schema is up to date. ${role} may add to the log, and not change it: start servers as ${role}.\n`,
      );
    });
}
