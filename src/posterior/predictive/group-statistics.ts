/** Statistics of the responses of a group, by the names that calls give them. */
import { quantile, weightedMean, weightedStandardDeviation } from "../../math/index.js";

/** Of values that are all numbers; `weights` are the trials of shares, and count in the mean alone. */
export type GroupStatistic = (values: Float64Array, weights: Float64Array | undefined) => number;

const sorted = (values: Float64Array): Float64Array => values.slice().sort();

export type StatisticName = "mean" | "sd" | "median" | "min" | "max" | "zeros";

export const groupStatistics: Readonly<Record<StatisticName, GroupStatistic>> = {
  mean: (values, weights) => weightedMean(values, weights),
  sd: (values) =>
    weightedStandardDeviation(values) * Math.sqrt(values.length / (values.length - 1)),
  median: (values) => quantile(sorted(values), 0.5),
  min: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  max: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  zeros: (values) => values.reduce((sum, value) => sum + (value === 0 ? 1 : 0), 0) / values.length,
};
