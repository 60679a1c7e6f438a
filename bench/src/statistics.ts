/** What is said of several measurements. */

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The slope of the straight line that fits the points best, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(([x]) => x));
  const y = mean(points.map(([, y]) => y));
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/**
 * The exponent by which a cost grows with a size: the slope of the line through the logarithms of both. 0 is the same at
 * every size, 1 in proportion to it.
 */
export const exponent = (points: readonly (readonly [size: number, cost: number])[]): number =>
  slope(points.map(([size, cost]) => [Math.log(size), Math.log(cost)]));
