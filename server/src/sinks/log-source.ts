/** Where an auditor reads a log: an address, or a folder that holds its files. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type LogSource, LogUnreachable } from '../app/ports/auditing.ts';
import { limits } from '../domain/limits.ts';
import { type GuardedFetch, type OutboundAnswer, OutboundFailed } from './guarded-fetch.ts';

export function folderSource(folder: string): LogSource {
  return {
    async read(path) {
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
        throw new LogUnreachable(message, { cause: error });
      }
    },
    close() {},
  };
}

/** `accessKey`: an API key of the company, for a log that is not public. */
export function httpSource(address: string, accessKey: string | null, outbound: GuardedFetch): LogSource {
  const base = address.replace(/\/+$/, '');
  const headers = accessKey === null ? {} : { authorization: `Bearer ${accessKey}` };
  const ask = (path: string) =>
    outbound.fetch({
      url: `${base}/${path}`,
      headers,
      maxBytes: limits.logFileBytes,
      timeoutMs: limits.logFileMs,
    });
  return {
    async read(path) {
      for (let attempt = 1; ; attempt++) {
        const answer = await ask(path).catch((error: unknown) => {
          if (error instanceof OutboundFailed) return error;
          throw error;
        });
        const problem = problemOf(answer);
        if (problem === null) return answer instanceof OutboundFailed ? null : answer.body;
        if (problem === 'none') return null;
        if (!problem.again || attempt >= limits.logFileTries)
          throw new LogUnreachable(`${base}/${path}: ${problem.message}`);
        await pause(problem.waitMs);
      }
    },
    close: () => outbound.close(),
  };
}

type Problem = { message: string; again: boolean; waitMs: number };

/** Null: there is an answer to use. `none`: there is no such file. */
function problemOf(answer: OutboundAnswer | OutboundFailed): Problem | 'none' | null {
  if (answer instanceof OutboundFailed)
    return { message: answer.message, again: true, waitMs: limits.logFilePauseMs };
  const { status, retryAfterS } = answer;
  if (status === 200) return null;
  if (status === 404 || status === 410) return 'none';
  const waitMs =
    retryAfterS === null ? limits.logFilePauseMs : Math.min(retryAfterS, limits.logFileWaitS) * 1000;
  return { message: `answered ${status}`, again: status === 429 || status >= 500, waitMs };
}
