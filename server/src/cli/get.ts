import { type Cli, chooseCompany, withDocuments } from './context.ts';
import { printJson } from './output.ts';

export function addGetCommand(cli: Cli): void {
  cli.program
    .command('get')
    .description('print one event with everything around it, as GET /public/events/{id} answers it')
    .argument('<id>', 'id of the event')
    .option('--company <name>', 'company by name or UUID')
    .action((id: string, options: { company?: string }) =>
      withDocuments(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        const event = await system.readEvent.v1(company, id, 'iso');
        if (event === null) {
          process.stderr.write(`affidavit: ${company.name} has no event ${id}\n`);
          cli.exitCode = 1;
          return;
        }
        printJson(JSON.parse(event));
      }),
    );
}
