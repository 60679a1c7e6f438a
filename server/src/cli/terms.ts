import { type Cli, chooseCompany, withSystem } from './context.ts';

export function addTermsCommand(cli: Cli): void {
  const terms = cli.program.command('terms').description("users' agreement to the terms");
  terms
    .command('accept')
    .description('record that a user agreed; until then their keys are answered 412')
    .option('--company <name>', 'company by name or UUID')
    .requiredOption('--user <email>', 'e-mail of the user')
    .action((options: { company?: string; user: string }) =>
      withSystem(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const user = await system.acceptTerms(company, options.user);
        process.stdout.write(`${user.email} agreed to the terms at ${user.termsAgreedAt}\n`);
      }),
    );
}
