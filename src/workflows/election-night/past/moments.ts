/** Means and covariances of a fit's draws. */
import { deterministic } from "../../../math/index.js";
import { parameterDraws } from "../../../posterior/draws.js";
import type { Draws } from "../../../posterior/posterior.js";

/** Columns of draws by the names of parameters. */
export type DrawColumns = (name: string) => Float64Array;

export function drawColumns(draws: Draws): DrawColumns {
  const places = new Map(draws.parameters.map(({ name }, position) => [name, position]));
  return (name) => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`the draws have no parameter ${name}`);
    return parameterDraws(draws, place);
  };
}

export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Row-major covariance; what few draws cannot tell of many parameters is shrunk to the diagonal. */
export function covarianceOf(columns: readonly Float64Array[]): Float64Array {
  const n = columns.length;
  const centred = columns.map((column) => {
    const mean = meanOf(column);
    return column.map((value) => value - mean);
  });
  const draws = columns[0]?.length ?? 1;
  const kept = draws / (draws + n);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let d = 0; d < draws; d++) sum += centred[i]![d]! * centred[j]![d]!;
      const value = (sum / Math.max(1, draws - 1)) * (i === j ? 1 : kept);
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return covariance;
}

/** Mean and sd of logs. */
export function logMoments(values: Float64Array): { readonly mean: number; readonly sd: number } {
  const logs = values.map((value) => deterministic.log(Math.max(value, 1e-6)));
  const mean = meanOf(logs);
  const squares = logs.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, sd: Math.sqrt(squares / logs.length) };
}
