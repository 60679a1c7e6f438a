/** Plots of what was measured, as SVG beside the tables. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installOwn } from './processes.ts';

/** What every plot has in common: read on light pages and dark ones, in text of one size. */
const COMMON = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  background: 'white',
  padding: 12,
  config: {
    font: 'sans-serif',
    axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e5e7eb' },
    legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 0, symbolSize: 80 },
    header: { labelFontSize: 13, title: null },
    view: { stroke: '#d1d5db' },
  },
};

/** Draws a plot that is described in Vega-Lite into a file of the repository. */
export function draw(file: string, spec: object): void {
  installOwn('plots');
  const script = fileURLToPath(new URL('../plots/plot.js', import.meta.url));
  const svg = execFileSync(process.execPath, [script], { input: JSON.stringify({ ...COMMON, ...spec }) });
  writeFileSync(new URL(`../../${file}`, import.meta.url), svg);
}
