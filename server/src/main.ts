#!/usr/bin/env node
/** argv -> command. The only place where the process ends itself. */
import { runCommand } from './cli/program.ts';

process.exitCode = await runCommand(process.argv, (error) => {
  // The store cannot say what is durable: nothing may be answered any more (design part 2, "Unknown outcome").
  process.stderr.write(`affidavit: fatal: ${error.message}\n`);
  process.exit(70);
});
