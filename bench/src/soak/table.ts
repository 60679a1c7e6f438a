/** What a soak showed, as tables and a plot for docs/performance.md. */
import { slope } from '../statistics.ts';
import type { Sample, Soak } from './soak.ts';

const GOAL_MB = 300;
const SHOWN_MINUTES = [1, 5, 10, 20, 30];
/** What is said of growth leaves out the first third: caches fill, code is compiled. */
const SETTLED = 1 / 3;
/** Flat is what grows, by the line through the rest, by at most this part of its mean in that time. */
const MAY_GROW = 0.02;

const count = (value: number) => Math.round(value).toLocaleString('en');
const rate = (value: number) => (value >= 10 ? count(value) : value.toFixed(2));
const verdict = (is: boolean) => (is ? 'reached' : '**missed**');
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Growth in MB an hour by least squares, and as a part of the mean in the time looked at. */
function growth({ samples, minutes }: Soak): { anHour: number; part: number } {
  const settled = samples.filter((sample) => sample.minutes >= minutes * SETTLED);
  const aMinute = slope(settled.map((sample) => [sample.minutes, sample.privateMb]));
  const part = (aMinute * minutes * (1 - SETTLED)) / mean(settled.map(({ privateMb }) => privateMb));
  return { anHour: aMinute * 60, part };
}

export function soakTable(soak: Soak): string {
  const { events, minutes, samples, works, failures } = soak;
  const shown = SHOWN_MINUTES.filter((minute) => minute <= minutes);
  const peak = Math.max(...samples.map(({ privateMb }) => privateMb));
  const { anHour, part } = growth(soak);
  const refused = failures.map(
    ({ what, status, count: times, first }) => `${what}: ${status}, ${count(times)} times, \`${first}\``,
  );
  return [
    `| MB, ${count(events)} events | ${shown.map((minute) => `after ${minute} min`).join(' | ')} | peak | goal | |`,
    `|---|${'---|'.repeat(shown.length)}---|---|---|`,
    row('without mapped files', ({ privateMb }) => privateMb, shown, samples) +
      ` ${GOAL_MB} | ${verdict(peak <= GOAL_MB)} |`,
    `${row("of it V8's for the main thread", ({ heapMb }) => heapMb, shown, samples)} | |`,
    '',
    `From minute ${count(minutes * SETTLED)} on the line through memory (least squares) rises by ${anHour.toFixed(1)} MB an hour, ${(part * 100).toFixed(1)} % in ` +
      `that time: ${part <= MAY_GROW ? 'flat' : '**not flat**'} (goal: at most ${MAY_GROW * 100} %). ` +
      `${count(works.reduce((sum, { answered }) => sum + answered, 0))} requests were answered by 2xx; otherwise: ${refused.length === 0 ? 'none' : refused.join('; ')}.`,
    '',
    '| asked at the same time | a second at most | answered a second |',
    '|---|---|---|',
    ...works.map(
      ({ what, perSecond, answered }) => `| ${what} | ${perSecond} | ${rate(answered / minutes / 60)} |`,
    ),
    '',
    `${samples.length} samples in ${minutes} min`,
  ].join('\n');
}

function row(
  what: string,
  of: (sample: Sample) => number,
  shown: readonly number[],
  samples: readonly Sample[],
): string {
  const at = (minute: number) => samples.findLast((sample) => sample.minutes <= minute)!;
  const peak = Math.max(...samples.map(of));
  return `| ${what} | ${shown.map((minute) => count(of(at(minute)))).join(' | ')} | ${count(peak)} |`;
}

export function soakPlot({ samples }: Soak): object {
  const values = samples.flatMap(({ minutes, privateMb, heapMb }) => [
    { minutes, mb: privateMb, what: 'without mapped files' },
    { minutes, mb: heapMb, what: "of it V8's for the main thread" },
  ]);
  return {
    data: { values },
    width: 560,
    height: 260,
    mark: { type: 'line', strokeWidth: 1.5 },
    encoding: {
      x: { field: 'minutes', type: 'quantitative', title: 'minutes under load' },
      y: { field: 'mb', type: 'quantitative', title: 'MB' },
      color: { field: 'what', type: 'nominal', title: null, sort: null, legend: { orient: 'bottom' } },
    },
  };
}
