#!/usr/bin/env node
/** The program `affidavit-verify`. */
import { runVerify } from './run.ts';

process.exitCode = await runVerify(process.argv.slice(2), process.stdout, process.stderr);
