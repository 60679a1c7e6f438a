/**
 * `npm run bench -- console`: the events page in Debian's Chromium before a company of 10,000,000 events: how long until the
 * first rows are seen, until a filter is applied, and how frames come while rows are scrolled.
 */
import { execFileSync } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';
import type { RunningServer } from '../../server/test/system.ts';
import { compileServer, type Say } from './servers.ts';
import { median } from './statistics.ts';
import { withServer } from './stores/asking.ts';
import { OWNER } from './stores/events.ts';
import { type LargeStore, largeStore } from './stores/stores.ts';

/** What the functions that run in the page use of it: this package knows no browser. */
declare const document: {
  querySelectorAll(selector: string): Iterable<{ textContent: string | null }>;
  addEventListener(name: 'click', heard: () => void, options: { capture: true; once: true }): void;
};
declare function requestAnimationFrame(next: (now: number) => void): void;

const EVENTS = 10_000_000;
const ROUNDS = 7;
const SCROLL_MS = 4_000;
const FRAME_MS = 1_000 / 60;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Milliseconds, medians; frames of all rounds together. */
export interface ConsoleSeen {
  firstRowsMs: number;
  filterMs: number;
  frames: { p50: number; p95: number; slower: number };
}

export async function measureConsole(say: Say): Promise<ConsoleSeen> {
  const store = await largeStore(EVENTS, say);
  say('console: compiling the server');
  const compiled = compileServer();
  const link = signInLink(compiled, store);
  return withServer(store, (server) => inBrowser(server, link, say), compiled);
}

/** A link for the owner of the large company. */
function signInLink(compiled: string, { folder, large }: LargeStore): URL {
  const asked = ['user', 'link', OWNER, '--company', large.uuid, '--data', folder];
  return new URL(execFileSync(process.execPath, [compiled, ...asked], { encoding: 'utf8' }).trim());
}

async function inBrowser({ address }: RunningServer, link: URL, say: Say): Promise<ConsoleSeen> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: address });
    await signIn(page, address + link.pathname + link.hash);
    const rounds: { firstRows: number; filter: number; frames: number[] }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      say(`console: round ${round} of ${ROUNDS}`);
      const seen = {
        firstRows: await timeFirstRows(page),
        filter: await timeFilter(page),
        frames: await scroll(page),
      };
      // The first one warms up.
      if (round > 0) rounds.push(seen);
    }
    const frames = rounds.flatMap((seen) => seen.frames).sort((a, b) => a - b);
    const at = (share: number) => frames[Math.floor(frames.length * share)] ?? 0;
    return {
      firstRowsMs: median(rounds.map(({ firstRows }) => firstRows)),
      filterMs: median(rounds.map(({ filter }) => filter)),
      frames: {
        p50: at(0.5),
        p95: at(0.95),
        slower: frames.filter((ms) => ms > FRAME_MS * 1.5).length / frames.length,
      },
    };
  } finally {
    await browser.close();
  }
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const password = page.getByLabel(/^Password/);
  const events = page.getByRole('heading', { name: 'Events' });
  await password.or(events).first().waitFor();
  if (await password.isVisible()) {
    await password.fill('a long enough password');
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  }
  await events.waitFor();
}

/** From the start of the navigation to the first rows with their texts. */
async function timeFirstRows(page: Page): Promise<number> {
  await page.goto('/events?last=all');
  await page.getByRole('rowheader').first().waitFor();
  // Until the browser has painted them.
  return page.evaluate(
    () =>
      new Promise<number>((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))),
  );
}

/** From the click that asks for failed events to rows that have nothing else. */
async function timeFilter(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Result' }).click();
  const failed = page.getByRole('checkbox', { name: /Failed/ });
  await failed.waitFor();
  const taken = page.evaluate(
    () =>
      new Promise<number>((done) => {
        const begin = () => {
          const begun = performance.now();
          const look = () => {
            const rows = [...document.querySelectorAll('.grid-row')];
            const all = rows.length > 0 && rows.every((row) => /Failed/.test(row.textContent ?? ''));
            if (all) done(performance.now() - begun);
            else requestAnimationFrame(look);
          };
          look();
        };
        document.addEventListener('click', begin, { capture: true, once: true });
      }),
  );
  await failed.check();
  const ms = await taken;
  await page.keyboard.press('Escape');
  return ms;
}

/** Milliseconds between frames while the list is scrolled by a wheel. */
async function scroll(page: Page): Promise<number[]> {
  await page.getByRole('rowheader').first().hover();
  const frames = page.evaluate(
    (forMs) =>
      new Promise<number[]>((done) => {
        const between: number[] = [];
        const begun = performance.now();
        let last = begun;
        const next = (now: number) => {
          between.push(now - last);
          last = now;
          if (now - begun < forMs) requestAnimationFrame(next);
          else done(between.slice(1));
        };
        requestAnimationFrame(next);
      }),
    SCROLL_MS,
  );
  const end = performance.now() + SCROLL_MS;
  while (performance.now() < end) await page.mouse.wheel(0, 120);
  return frames;
}

const verdict = (is: boolean) => (is ? 'reached' : '**missed**');

export function consoleTable({ firstRowsMs, filterMs, frames }: ConsoleSeen): string {
  return [
    '| the events page, 10,000,000 events | measured | goal | |',
    '|---|---|---|---|',
    `| first rows seen, from the navigation on | ${Math.round(firstRowsMs)} ms | 1,000 | ${verdict(firstRowsMs <= 1_000)} |`,
    `| a filter applied, from the click to the rows | ${Math.round(filterMs)} ms | 500 | ${verdict(filterMs <= 500)} |`,
    `| between frames while scrolling | ${frames.p50.toFixed(1)} ms, 95 % within ${frames.p95.toFixed(1)} ms, ` +
      `${(frames.slower * 100).toFixed(1)} % late | 16.7 | ${verdict(frames.p95 <= FRAME_MS * 1.05)} |`,
    '',
    `Medians of ${ROUNDS} rounds, headless and without a graphics card, the server on one core, the browser on both`,
  ].join('\n');
}
