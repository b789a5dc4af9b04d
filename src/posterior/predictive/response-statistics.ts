/** Statistics of a response vector that checks compare between data and replicates. */
import type { Response } from "../../design/design-blocks.js";

export interface ResponseStatistic {
  readonly name: string;
  /** Of the responses that are numbers, over the rows that say something. */
  of(values: Float64Array, trials: Float64Array | undefined): number;
}

const mean = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const general: readonly ResponseStatistic[] = [
  {
    name: "sd",
    of: (values) => {
      const centre = mean(values);
      const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
      return Math.sqrt(squares / (values.length - 1));
    },
  },
  {
    name: "min",
    of: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  },
  { name: "max", of: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity) },
  { name: "proportion zero", of: (values) => mean(values.map((value) => (value === 0 ? 1 : 0))) },
];

const average: ResponseStatistic = { name: "mean", of: mean };

const totalShare: ResponseStatistic = {
  name: "total share",
  of: (values, trials) =>
    values.reduce((sum, value) => sum + value, 0) /
    (trials?.reduce((sum, count) => sum + count, 0) ?? values.length),
};

/** Statistics for a response: `total share` in place of the mean where there are trials. */
export function statisticsFor({ trials }: Response): readonly ResponseStatistic[] {
  return [trials ? totalShare : average, ...general];
}

/** Every statistic of one response vector; NaN entries and rows without trials are left out. */
export function measureResponse(
  statistics: readonly ResponseStatistic[],
  values: Float64Array,
  trials: Float64Array | undefined,
): readonly number[] {
  const says = (row: number): boolean => !Number.isNaN(values[row]!) && trials?.[row] !== 0;
  const kept = values.filter((_, row) => says(row));
  const keptTrials = trials?.filter((_, row) => says(row));
  return statistics.map((statistic) => statistic.of(kept, keptTrials));
}

/** Share of rows whose response is not a number. */
export function shareImpossible(values: Float64Array): number {
  return mean(values.map((value) => (Number.isNaN(value) ? 1 : 0)));
}
