#!/usr/bin/env node
/** The program `affidavit-verify`. */
import { runVerify } from './run.ts';

// Who has read enough goes (`affidavit-verify FILE | head`): the exit code still says what was found.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runVerify(process.argv.slice(2), process.stdout, process.stderr);
