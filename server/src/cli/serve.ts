import { once } from 'node:events';
import pino, { type Logger } from 'pino';
import { openSystem, type RunningServer, type System, serve } from '../compose.ts';
import type { Config } from '../config.ts';
import { type Cli, configOf } from './context.ts';

export function addServeCommand(cli: Cli): void {
  cli.program
    .command('serve')
    .description('serve the companies of this store until SIGINT or SIGTERM')
    .action(async () => {
      const config = configOf(cli);
      const system = await openSystem(config, cli.onFatal);
      await serveUntilStopped(system, config, ({ address, operationsAddress }) => {
        process.stdout.write(
          `Affidavit listens on ${address}\nMetrics are at ${operationsAddress}/metrics\n`,
        );
      });
    });
}

/** Serves, says so once it answers, and stops gracefully on the first signal. */
export async function serveUntilStopped(
  system: System,
  config: Config,
  ready: (server: RunningServer) => void,
): Promise<void> {
  const logger = makeLogger(config);
  let server: RunningServer;
  try {
    server = await serve(system, config, logger);
  } catch (error) {
    await system.close();
    throw error;
  }
  ready(server);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  logger.info('stopping: finishing what was accepted');
  await server.close();
}

/** JSON lines on stderr, so that stdout stays for people. */
function makeLogger(config: Config): Logger {
  return pino(
    { level: config.log, redact: ['req.headers.authorization', 'headers.authorization', 'authorization'] },
    pino.destination(2),
  );
}
