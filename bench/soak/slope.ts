/** A straight line through points: how much a value grows, and how sure that is. */
export interface Slope {
  /** For each unit of x. */
  readonly perUnit: number;
  /** Half of the span in which the true one lies, 19 times of 20. Infinite with fewer than three points. */
  readonly margin: number;
}

/** Least squares over points `[x, y]`. */
export function slopeOf(points: readonly (readonly [number, number])[]): Slope {
  const count = points.length;
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / count;
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  if (count < 3 || spread === 0) return { perUnit: 0, margin: Number.POSITIVE_INFINITY };
  const perUnit = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const left = points.reduce((sum, [x, y]) => sum + (y - meanY - perUnit * (x - meanX)) ** 2, 0);
  return { perUnit, margin: studentT(count - 2) * Math.sqrt(left / (count - 2) / spread) };
}

/** Of a t distribution, the value that is exceeded on either side once in 20 times: near enough for a report. */
function studentT(freedom: number): number {
  return 1.96 + 2.4 / freedom + 8.4 / freedom ** 3;
}
