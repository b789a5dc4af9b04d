/** What ADVI approximates: a model's density, its prior for annealing, and mini-batches of its rows. */
import { planOfRows, type CompiledModel } from "../../compiler/index.js";
import type { AdviSettings, AdviTarget } from "../../engines/advi/index.js";
import { openEvaluator, type Evaluator } from "../../kernels/index.js";
import { shuffledOrder } from "../../engines/laplace/index.js";
import { openStream } from "../../math/index.js";
import type { ModelSpec } from "../../model/index.js";
import type { LogDensity } from "../../target/index.js";

/** prior + count × log likelihood of a batch, from the densities of the batch and of the prior alone. */
function scaledUp(batch: LogDensity, prior: LogDensity, count: number): LogDensity {
  const ofPrior = new Float64Array(prior.dimension);
  return {
    dimension: batch.dimension,
    logDensityAndGradient(position, gradient) {
      const value = batch.logDensityAndGradient(position, gradient);
      const priorValue = prior.logDensityAndGradient(position, ofPrior);
      for (let i = 0; i < gradient.length; i++)
        gradient[i] = count * gradient[i]! - (count - 1) * ofPrior[i]!;
      return count * value - (count - 1) * priorValue;
    },
  };
}

/** Rows of every batch: whole units where the response is known only as their totals. */
function batchesOfRows({ design, totals }: ModelSpec, batches: number, seed: number): Int32Array[] {
  const rowCount = design.response.values.length;
  const drawn = totals ? totals.unitNames.length : rowCount;
  const place = new Int32Array(drawn);
  shuffledOrder(drawn, openStream(seed, "advi batches")).forEach((one, at) => {
    place[one] = at % batches;
  });
  const batchOf = (row: number): number => place[totals ? totals.unit[row]! : row]!;
  const rows = Int32Array.from({ length: rowCount }, (_, row) => row);
  return Array.from({ length: batches }, (_, batch) =>
    rows.filter((row) => batchOf(row) === batch),
  );
}

/** Batches of random rows, as equal in size as can be, taken in turn: an epoch sees every row once. */
function openBatches(
  model: CompiledModel,
  prior: LogDensity,
  { batches, seed }: AdviSettings,
): (iteration: number) => LogDensity {
  const densities = batchesOfRows(model.spec, batches, seed).map((rows) => {
    return scaledUp(openEvaluator(planOfRows(model, rows)).logDensity, prior, batches);
  });
  return (iteration) => densities[iteration % batches]!;
}

export function openAdviTarget(
  model: CompiledModel,
  { logDensity }: Evaluator,
  settings: AdviSettings,
): AdviTarget {
  const { annealing, batches } = settings;
  if (annealing === 0 && batches === 1) return { density: logDensity };
  const prior = openEvaluator(planOfRows(model, new Int32Array(0))).logDensity;
  return {
    density: logDensity,
    ...(annealing > 0 && { prior }),
    ...(batches > 1 && { batch: openBatches(model, prior, settings) }),
  };
}
