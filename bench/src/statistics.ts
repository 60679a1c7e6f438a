/** What is said of several measurements. */

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * The exponent by which a cost grows with a size: the slope of the straight line through the logarithms of both, by least
 * squares. 0 is the same at every size, 1 in proportion to it.
 */
export function exponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(logs.map(([size]) => size));
  const y = mean(logs.map(([, cost]) => cost));
  const above = logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0);
  return above / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}
