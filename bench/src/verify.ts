/** `npm run bench -- verify`: how fast affidavits and population certificates are checked, how large those are, and in how much memory. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../../server/test/system.ts';

const SIZES = [10_000, 100_000, 1_000_000];
const STORE_EVENTS = 100_000;
const TASK = fileURLToPath(new URL('verify-task.ts', import.meta.url));

type Measured = Record<string, number>;

function measure(task: string, count = 0, file = ''): Measured {
  const args = ['--conditions=source', TASK, task, String(count), file];
  const text = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(text) as Measured;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const tenth = (value: number) => value.toFixed(1);

/** The text for the page on performance, and a shorter one for the front page. */
export function measureVerifying(say: (what: string) => void): { page: string; summary: string } {
  const folder = tempFolder();
  try {
    const affidavits = (['full', 'small', 'apart', 'portable'] as const).map((task) => {
      say(`affidavits, ${task}`);
      return measure(task);
    });
    const certificates = SIZES.map((count) => certificate(count, folder.path, say));
    say(`a store of ${STORE_EVENTS} events`);
    const stored = measure('store', STORE_EVENTS, join(folder.path, 'data'));
    return { page: page(affidavits, certificates, stored), summary: summary(affidavits, certificates) };
  } finally {
    folder.remove();
  }
}

interface Certificate {
  count: number;
  built: Measured;
  checked: Measured;
  portable: Measured;
}

function certificate(count: number, folder: string, say: (what: string) => void): Certificate {
  const file = join(folder, `${count}.certificate`);
  say(`writing a certificate over ${count} events`);
  const built = measure('build', count, file);
  say(`checking it`);
  return {
    count,
    built,
    checked: measure('check', count, file),
    portable: measure('check-portable', count, file),
  };
}

function page(
  affidavits: readonly Measured[],
  certificates: readonly Certificate[],
  stored: Measured,
): string {
  const [full, small, apart, portable] = affidavits as [Measured, Measured, Measured, Measured];
  const rows = certificates.map(({ count, built, checked, portable: slow }) => {
    const bytes = built.bytes!;
    // Making the entries again is the benchmark's work, not the writer's.
    const writing = built.seconds! - built.pagesSeconds!;
    return (
      `| ${whole(count)} | ${tenth(bytes / 1e6)} | ${tenth(bytes / count)} | ${tenth(built.entryBytes! / count)} | ` +
      `${tenth(writing)} | ${whole(built.peakMb!)} | ${tenth(checked.seconds!)} | ${whole(count / checked.seconds!)} | ` +
      `${whole(checked.peakMb!)} | ${tenth(slow.seconds!)} |`
    );
  });
  const [least, most] = [certificates[0]!, certificates.at(-1)!];
  const ratio = (of: 'built' | 'checked') => (most[of].peakMb! / least[of].peakMb!).toFixed(2);
  return [
    `Affidavits checked a second on one core: ${whole(full.rate!)} of an event with thirteen documents (${whole(full.bytes!)} bytes), ` +
      `${whole(small.rate!)} of the smallest (${whole(small.bytes!)} bytes), under one checkpoint and with SHA-256 by OpenSSL; ` +
      `of the former ${whole(portable.rate!)} with SHA-256 for browsers, ${whole(apart.rate!)} each under a checkpoint of its own.`,
    '',
    'Population certificates, one event in five matching:',
    '',
    '| events | MB | bytes an event | of an entry of | written in s | peak MB | checked in s | events a second | peak MB | in s with SHA-256 for browsers |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    `Peak memory of ${whole(most.count)} events against ${whole(least.count)}: ${ratio('built')} times in writing, ` +
      `${ratio('checked')} times in checking. From an embedded store of ${whole(STORE_EVENTS)} events the server's own ` +
      `path wrote ${tenth(stored.bytes! / 1e6)} MB in ${tenth(stored.seconds!)} s.`,
  ].join('\n');
}

function summary([full]: readonly Measured[], certificates: readonly Certificate[]): string {
  const rows = certificates.map(
    ({ count, built, checked }) =>
      `| ${whole(count)} | ${tenth(built.bytes! / 1e6)} MB | ${tenth(built.seconds! - built.pagesSeconds!)} s | ${tenth(checked.seconds!)} s |`,
  );
  return [
    `One core checks ${whole(full?.rate ?? 0)} affidavits a second (thirteen documents each; \`npm run bench -- verify\`).`,
    '',
    '| certificate over | size | written in | checked in |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
