/** Counts by time, as bars on a canvas. */
import type uPlot from 'uplot';
import type { EventHistogram } from '../../api/events.ts';

export interface Bucket {
  /** Seconds since 1970. */
  from: number;
  passed: number;
  failed: number;
  error: number;
  other: number;
  /** All that stands above the line. */
  up: number;
}

export function buckets({ bars }: EventHistogram): Bucket[] {
  const found = new Map<number, Bucket>();
  for (const { from, status, count } of bars) {
    const at = Date.parse(from) / 1000;
    const bucket = found.get(at) ?? { from: at, passed: 0, failed: 0, error: 0, other: 0, up: 0 };
    const kind = kindOf(status);
    bucket[kind] += count;
    if (kind === 'passed' || kind === 'other') bucket.up += count;
    found.set(at, bucket);
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

export function sums(histogram: EventHistogram): Omit<Bucket, 'from' | 'up'> {
  const sum = { passed: 0, failed: 0, error: 0, other: 0 };
  for (const { status, count } of histogram.bars) sum[kindOf(status)] += count;
  return sum;
}

function kindOf(status: string | null): 'passed' | 'failed' | 'error' | 'other' {
  if (status === 'PASSED') return 'passed';
  if (status === 'FAILED') return 'failed';
  return status === 'ERROR' ? 'error' : 'other';
}

const GAP_PX = 1;
const HATCH_PX = 4;

/** `step`: seconds of a bar. */
export function drawBars(
  plot: uPlot,
  bars: readonly Bucket[],
  step: number,
  colorOf: (name: string) => string,
): void {
  const { ctx } = plot;
  const colors = { other: '--bar', passed: '--bar-passed', failed: '--failed', error: '--error' };
  const color = Object.fromEntries(Object.entries(colors).map(([kind, name]) => [kind, colorOf(name)]));
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
  ctx.clip();
  for (const bar of bars) {
    const left = Math.round(plot.valToPos(bar.from, 'x', true));
    const right = Math.round(plot.valToPos(bar.from + step, 'x', true));
    const width = Math.max(right - left - GAP_PX * devicePixelRatio, 1);
    const rect = (kind: 'other' | 'passed' | 'failed' | 'error', from: number, to: number) => {
      if (from === to) return;
      const [a, b] = [plot.valToPos(from, 'y', true), plot.valToPos(to, 'y', true)];
      // One of a thousand is still a line that can be seen.
      const height = Math.max(Math.abs(b - a), devicePixelRatio);
      ctx.fillStyle = color[kind] ?? '';
      if (kind === 'error') hatch(ctx, color.error ?? '', left, Math.min(a, b), width, height);
      else ctx.fillRect(left, Math.min(a, b), width, height);
    };
    rect('other', 0, bar.other);
    rect('passed', bar.other, bar.up);
    rect('failed', 0, -bar.failed);
    rect('error', -bar.failed, -bar.failed - bar.error);
  }
  const line = plot.valToPos(0, 'y', true);
  ctx.fillStyle = colorOf('--rule-strong');
  ctx.fillRect(plot.bbox.left, line, plot.bbox.width, devicePixelRatio);
  ctx.restore();
}

/** Lines instead of a surface: told apart without colour. */
function hatch(
  ctx: CanvasRenderingContext2D,
  color: string,
  x: number,
  y: number,
  width: number,
  height: number,
) {
  const step = HATCH_PX * devicePixelRatio;
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.strokeRect(x + 0.5, y + 0.5, Math.max(width - 1, 1), Math.max(height - 1, 1));
  for (let at = y + step; at < y + height; at += step) ctx.fillRect(x, at, width, devicePixelRatio);
}
