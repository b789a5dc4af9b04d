/** Replicated data sets beside the observed one, statistic by statistic. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import { quantile, type RandomStream } from "../../math/index.js";
import { openReplicator } from "./replicate.js";
import { measureResponse, shareImpossible, statisticsFor } from "./response-statistics.js";

export interface CheckedStatistic {
  readonly name: string;
  readonly observed: number;
  /** One value per replicate, ascending; replicates where it does not exist are left out. */
  readonly replicated: Float64Array;
}

export interface Replication {
  readonly statistics: readonly CheckedStatistic[];
  /** Mean share of responses that the family cannot produce or that overflow. */
  readonly impossible: number;
  /** `responses[replicate * rowCount + row]`; present on demand. */
  readonly responses?: Float64Array;
}

export interface ReplicationOptions {
  readonly keep: boolean;
  /** Sees the responses of each replicate, which are overwritten by the next. */
  readonly see?: ((responses: Float64Array) => void) | undefined;
}

/** Makes one replicate for each draw of the reported parameters. */
export function replicateAll(
  model: CompiledModel,
  draws: Iterable<Float64Array>,
  random: RandomStream,
  { keep, see }: ReplicationOptions,
): Replication {
  const replicator = openReplicator(model);
  const { response } = model.spec.design;
  const statistics = statisticsFor(response);
  const values = new Float64Array(replicator.rowCount);
  const measured: (readonly number[])[] = [];
  const kept: Float64Array[] = [];
  let impossible = 0;
  for (const draw of draws) {
    replicator.replicate(draw, random, values);
    measured.push(measureResponse(statistics, values, response.trials));
    impossible += shareImpossible(values);
    see?.(values);
    if (keep) kept.push(values.slice());
  }
  const observed = measureResponse(statistics, response.values, response.trials);
  return {
    statistics: statistics.map(({ name }, index) => ({
      name,
      observed: observed[index]!,
      replicated: Float64Array.from(measured, (row) => row[index]!)
        .filter((value) => Number.isFinite(value))
        .sort(),
    })),
    impossible: impossible / measured.length,
    ...(keep && { responses: concatenate(kept, replicator.rowCount) }),
  };
}

function concatenate(rows: readonly Float64Array[], width: number): Float64Array {
  const all = new Float64Array(rows.length * width);
  rows.forEach((row, index) => all.set(row, index * width));
  return all;
}

/** Quantiles of a statistic over the replicates. */
export function replicateQuantiles(
  { replicated }: CheckedStatistic,
  probabilities: readonly number[],
): readonly number[] {
  return probabilities.map((p) => quantile(replicated, p));
}

/** Probability that a replicate exceeds what was observed; equal values count half. */
export function tailProbability({ observed, replicated }: CheckedStatistic): number {
  let above = 0;
  for (const value of replicated) above += value > observed ? 1 : value === observed ? 0.5 : 0;
  return above / replicated.length;
}
