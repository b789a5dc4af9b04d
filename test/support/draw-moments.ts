/** Mean, sd and Monte Carlo error of a sum of reported parameters over the draws of a fit. */
import type { Posterior } from "../../src/index.js";
import { essMean } from "../../src/posterior/index.js";

export interface Moments {
  readonly mean: number;
  readonly sd: number;
  /** Monte Carlo standard error of the mean. */
  readonly error: number;
}

/** Draws of the sum of the named parameters, chain after chain. */
export function drawsOf({ draws }: Posterior, names: readonly string[]): Float64Array {
  const columns = names.map((name) => {
    const column = draws.parameters.findIndex((parameter) => parameter.name === name);
    if (column < 0) throw new Error(`no parameter ${name} among the draws`);
    return column;
  });
  const width = draws.parameters.length;
  return Float64Array.from({ length: draws.chains * draws.drawsPerChain }, (_, draw) =>
    columns.reduce((sum, column) => sum + draws.values[draw * width + column]!, 0),
  );
}

export function meanAndError(posterior: Posterior, names: readonly string[]): Moments {
  const values = drawsOf(posterior, names);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (values.length - 1));
  return { mean, sd, error: sd / Math.sqrt(essMean(values, posterior.draws.chains)) };
}
