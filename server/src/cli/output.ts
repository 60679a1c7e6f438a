/** Output for people where people look: tables, colour only on a terminal, progress on stderr. */
import { styleText } from 'node:util';

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Left-aligned columns; a cell longer than `limits` allows is cut with an ellipsis on a terminal only. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  process.stdout.write(`${styleText('bold', line(header), { stream: process.stdout })}\n`);
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}

/** A progress line on stderr, drawn at most ten times a second and only on a terminal. */
export function progressBar(
  label: string,
  now: () => number,
): { update(done: number, total: number): void; end(): void } {
  const { stderr } = process;
  let drawn = 0;
  return {
    update(done, total) {
      const time = now();
      if (!stderr.isTTY || (time - drawn < 100 && done < total)) return;
      drawn = time;
      const share = total === 0 ? 1 : done / total;
      const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
      stderr.write(`\r${label} ${bar} ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`);
    },
    end() {
      if (stderr.isTTY && drawn > 0) stderr.write('\n');
    },
  };
}
