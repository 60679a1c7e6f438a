import { world } from '../compose.ts';
import { LogRewritten, StoreDamaged } from '../domain/errors.ts';
import { type Cli, withSystem } from './context.ts';
import { printJson, progressBar } from './output.ts';

export function addFsckCommand(cli: Cli): void {
  cli.program
    .command('fsck')
    .description('read the whole store again and recompute every digest, leaf, node and checkpoint')
    .option('--json', 'print JSON')
    .action((options: { json?: true }) =>
      withSystem(cli, async (system) => {
        const bar = progressBar('checking', world.now);
        try {
          const report = await system.checkStore(bar.update);
          await system.checkSignedLogs();
          bar.end();
          if (options.json) return printJson({ ok: true, ...report });
          process.stdout.write(
            `All is well: ${report.events} events, ${report.snapshots} snapshots and ` +
              `${report.checkpoints} checkpoints of ${report.companies} companies are what was sealed.\n`,
          );
        } catch (error) {
          bar.end();
          if (!(error instanceof StoreDamaged || error instanceof LogRewritten)) throw error;
          cli.exitCode = 1;
          if (options.json) return printJson({ ok: false, problem: error.message });
          process.stdout.write(`Damaged: ${error.message}\n`);
        }
      }),
    );
}
