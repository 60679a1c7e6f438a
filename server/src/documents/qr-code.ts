/** A text as the squares of a QR code, which a telephone reads from paper. */
import encodeQR from 'qr';
import type { Paper } from './paper.ts';

/** White around the code, in modules: what the standard asks for. */
const QUIET = 4;

/** Puts the code of `text` into a square of `size` points, its white border included. */
export function qrCode(paper: Paper, text: string, x: number, y: number, size: number): void {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const module = size / rows.length;
  // Neighbours in a row as one rectangle: readers draw hairlines between two that only touch.
  const runs = rows.flatMap((row, line) =>
    darkRuns(row).map(({ from, to }) => ({
      x: x + from * module,
      y: y + line * module,
      width: (to - from) * module,
      height: module,
    })),
  );
  paper.fill(runs);
}

function darkRuns(row: readonly boolean[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  row.forEach((isDark, at) => {
    const last = runs.at(-1);
    if (isDark && last?.to === at) last.to += 1;
    else if (isDark) runs.push({ from: at, to: at + 1 });
  });
  return runs;
}
