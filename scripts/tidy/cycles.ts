/** No cycle of imports that remain when types are erased. */
import type { Finding, Tree } from './tree.ts';

export function cycles(tree: Tree): Finding[] {
  const graph = new Map<string, string[]>();
  for (const { path, imports } of tree.sources) {
    const targets = imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target);
    graph.set(path, [...new Set(targets)]);
  }
  const findings: Finding[] = [];
  const reported = new Set<string>();
  for (const path of graph.keys()) {
    const way = wayBack(graph, path);
    if (way === null || way.some((step) => reported.has(step))) continue;
    for (const step of way) reported.add(step);
    const message = `imports itself: ${[path, ...way].join(' -> ')}`;
    findings.push({ path, line: 0, rule: 'cycles', message });
  }
  return findings;
}

/** A shortest way from a file back to itself, without the file at its start; null when there is none. */
function wayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const next of graph.get(path) ?? []) {
      if (next === start) {
        const way = [start];
        for (let step = path; step !== start; step = cameFrom.get(step) ?? start) way.unshift(step);
        return way;
      }
      if (!graph.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, path);
      queue.push(next);
    }
  }
  return null;
}
