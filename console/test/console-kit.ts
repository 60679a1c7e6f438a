/** The pages in a real browser, from the real server with the demo companies. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { affidavit, type RunningServer, startServer, tempFolder } from '../../server/test/system.ts';

/** Debian's package `chromium`. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const absent = existsSync(CHROMIUM)
  ? false
  : `no browser at ${CHROMIUM}: install Debian's package chromium, or name one in CHROMIUM`;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}

export interface ConsoleKit {
  server: RunningServer;
  browser: Browser;
  /** An API key of the first company that may do everything. */
  key: string;
  /** A new context whose reader is signed in; what its pages complain of is in `faults`. */
  reader(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page; faults: string[] }>;
  /** Asks the API with the key; the answer as JSON. */
  send(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Records an event of the company, with the members given; answers once it is signed. */
  record(event: object): Promise<{ id: string; seq: number }>;
  /** Runs the program on the store, beside the server. */
  run(...args: string[]): ReturnType<typeof affidavit>;
  close(): Promise<void>;
}

/** To be recorded: which tests fail in the demo differs from day to day. */
export const failedRun = {
  type: 'AP_INFRASTRUCTURE_RDS_PUBLIC_ACCESS_RESTRICTED',
  category: 'AUTOPILOT',
  source: 'AUTOPILOT',
  status: 'FAILED',
  description: 'The test “Databases have no public address” found 2 issues.',
};

/** `flags`: of the server, beside those of every test. */
export async function startConsole(flags: readonly string[] = []): Promise<ConsoleKit> {
  const data = tempFolder();
  const server = await startServer({ data: data.path, command: 'demo', flags });
  const key = readFileSync(join(data.path, 'demo.key'), 'utf8').trim();
  const browser = await launchBrowser();
  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(server.address + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return JSON.parse(text);
  }
  const link = (await server.printed(/\/sign-in#token=/)).trim();
  const first = await browser.newPage();
  try {
    await first.goto(link);
    await first.waitForURL('**/events');
  } catch (error) {
    // Else the server and the browser keep the test from ending.
    await browser.close();
    await server.stop();
    throw error;
  }
  const signedIn = await first.context().storageState();
  await first.context().close();
  return {
    send,
    run: (...args) => affidavit([...args, '--data', data.path]),
    async record(event) {
      const whole = { type: 'COMPANY_DATA_UPDATED', category: 'COMPANY', source: 'APP', userId: 1, ...event };
      return (await send('POST', '/api/events?wait=checkpoint', whole)) as { id: string; seq: number };
    },
    server,
    browser,
    key,
    async reader(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        baseURL: server.address,
        storageState: signedIn,
        ...options,
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('request', (request) => {
        if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.address))
          faults.push(`asked ${request.url()}`);
      });
      return { context, page, faults };
    },
    async close() {
      await browser.close();
      assert.equal(await server.stop(), 0);
      data.remove();
    },
  };
}
