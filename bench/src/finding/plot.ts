/** How what a question costs grows with the store, as a plot. */
import type { AtSize } from './finding.ts';
import { operations } from './operations.ts';

export function findingPlot(sizes: readonly AtSize[]): object {
  const values = sizes.flatMap(({ events, operations: costs }) =>
    operations.map(({ name, what, group }) => ({
      events,
      what: what.replaceAll('`', ''),
      group,
      p50: costs[name]?.p50,
    })),
  );
  const what = { field: 'what', type: 'nominal', title: null, sort: null, legend: { labelLimit: 0 } };
  return {
    data: { values },
    facet: { field: 'group', type: 'nominal', sort: null },
    columns: 1,
    resolve: { scale: { color: 'independent', shape: 'independent' } },
    spec: {
      width: 420,
      height: 200,
      mark: { type: 'line', point: { size: 50 }, strokeWidth: 2 },
      encoding: {
        x: {
          field: 'events',
          type: 'quantitative',
          title: 'events in the store',
          scale: { type: 'log' },
          axis: { format: '~s', values: sizes.map(({ events }) => events) },
        },
        y: { field: 'p50', type: 'quantitative', title: 'p50, ms', scale: { type: 'log' } },
        color: what,
        shape: what,
      },
    },
  };
}
