/** Numbers that stand for a group of rows; missing values are left out before they are called. */
import { quantile } from "../math/index.js";

export type Aggregate = (values: Float64Array) => number;

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** NaN for no values. */
function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/** Sample standard deviation, divisor n - 1; NaN for fewer than two values. */
function standardDeviation(values: Float64Array): number {
  if (values.length < 2) return NaN;
  const centre = mean(values);
  return Math.sqrt(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

function extreme(choose: (left: number, right: number) => number): Aggregate {
  return (values) =>
    values.length === 0 ? NaN : values.reduce((best, value) => choose(best, value));
}

export const aggregateFunctions: ReadonlyMap<string, Aggregate> = new Map<string, Aggregate>([
  ["sum", sum],
  ["mean", mean],
  ["sd", standardDeviation],
  ["min", extreme(Math.min)],
  ["max", extreme(Math.max)],
  ["median", (values) => quantile(values.toSorted(), 0.5)],
  ["first", (values) => values[0] ?? NaN],
]);
