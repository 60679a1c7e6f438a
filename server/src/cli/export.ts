import { world } from '../compose.ts';
import { type Cli, chooseCompany, withDocuments } from './context.ts';
import { printJson, progressBar } from './output.ts';

interface ExportOptions {
  company?: string;
  whole?: true;
  json?: true;
}

export function addExportCommand(cli: Cli): void {
  cli.program
    .command('export')
    .description(
      'write the log into a folder that any web server can serve; run again, it writes only what is new',
    )
    .argument('<folder>', 'made when it is missing')
    .option('--company <name>', 'company by name or UUID')
    .option('--whole', 'with every document, its salt, and what was removed: everything that can be checked')
    .option('--json', 'print JSON')
    .action((folder: string, options: ExportOptions) =>
      withDocuments(cli, async (system) => {
        const company = await chooseCompany(system, options.company);
        await system.checkSignedLogs();
        await system.signCheckpoints();
        const bar = progressBar('exporting', world.now);
        try {
          const report = await system.exportLog(
            company,
            folder,
            { whole: options.whole === true },
            bar.update,
          );
          bar.end();
          if (options.json) return printJson({ folder, ...report });
          const more = report.size - report.before;
          process.stdout.write(
            `Exported ${report.size} events of ${company.name} to ${folder}: ${more} new, ${report.files} files written\n` +
              `Check them: affidavit verify ${folder} --key KEY\n`,
          );
        } finally {
          bar.end();
        }
      }),
    );
}
