import { allPermissions } from '../domain/permissions.ts';
import { isoTime } from '../domain/time.ts';
import { type Cli, withSystem } from './context.ts';
import { printJson, printTable } from './output.ts';

export function addCompanyCommand(cli: Cli): void {
  const company = cli.program.command('company').description('companies of this store');

  company
    .command('create')
    .description('create a company, its first user and a key that holds every permission')
    .argument('<name>', 'name of the company')
    .requiredOption('--owner <email>', 'e-mail of its first user')
    .option('--json', 'print JSON')
    .action((name: string, options: { owner: string; json?: true }) =>
      withSystem(cli, async (system) => {
        const { company, owner } = await system.companies.create({ name, ownerEmail: options.owner });
        const { secret } = await system.keys.create(company, {
          userEmail: owner.email,
          name: 'first key',
          permissions: allPermissions,
        });
        if (options.json) return printJson({ company: company.uuid, name, owner: owner.email, key: secret });
        process.stdout.write(
          `Company  ${name} (${company.uuid})\nOwner    ${owner.email} (user ${owner.id})\n` +
            `Key      ${secret}\n\nThe key is shown this once. It answers 412 until its user agrees to the terms:\n\n` +
            `  affidavit terms accept --company ${company.uuid} --user ${owner.email}\n`,
        );
      }),
    );

  company
    .command('list')
    .description('list the companies')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) =>
      withSystem(cli, async (system) => {
        const companies = (await system.companies.list()).map(({ uuid, name, origin, createdAt }) => ({
          uuid,
          name,
          origin,
          createdAt: isoTime(createdAt),
        }));
        if (options.json) return printJson(companies);
        printTable(
          ['NAME', 'UUID', 'LOG ORIGIN', 'CREATED'],
          companies.map((one) => [one.name, one.uuid, one.origin, one.createdAt]),
        );
      }),
    );
}
