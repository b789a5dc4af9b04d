/**
 * A night whose log ratios are jointly normal with a known mean and covariance of all units: the update of 2019,
 * μ₁ + Σ₁₂ Σ₂₂⁻¹ (a - μ₂), in dense form. Draws are those before the night, moved by the same update
 * (Matheron's rule), so that areas are sums draw by draw.
 */
import { cholesky, deterministic, openStream, solveCholesky } from "../../../math/index.js";
import { openAreaSums } from "../area-sums.js";
import { knownEstimate, summariseDraws } from "../estimates.js";
import type { NightForecast, NightUnit, UnitEstimate, UnitReport } from "../night.js";
import type { Forecaster } from "../replay/replay.js";

export interface DenseNight {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  readonly levels: readonly number[];
  /** Of log ratios. */
  readonly mean: Float64Array;
  /** Row-major; its lower triangle is read. */
  readonly covariance: Float64Array;
  readonly draws: number;
  readonly seed: number;
}

/** Mean and covariance of the other units given some: `weights` has a row for each other unit. */
interface Update {
  readonly factor: Float64Array;
  readonly seen: Int32Array;
}

const entry = (matrix: Float64Array, n: number, i: number, j: number): number =>
  i >= j ? matrix[i * n + j]! : matrix[j * n + i]!;

function conditionOn({ covariance, units }: DenseNight, seen: Int32Array): Update {
  const n = units.length;
  const m = seen.length;
  const own = new Float64Array(m * m);
  for (let a = 0; a < m; a++)
    for (let b = 0; b <= a; b++) own[a * m + b] = entry(covariance, n, seen[a]!, seen[b]!);
  const factor = cholesky(own, m);
  if (factor === undefined) throw new Error("the covariance of the units is not positive definite");
  return { factor, seen };
}

/** Adds Σ_·R Σ_RR⁻¹ (values - x_R) to x, for all units. */
function moveTo(
  { covariance, units }: DenseNight,
  { factor, seen }: Update,
  values: Float64Array,
  x: Float64Array,
): void {
  const n = units.length;
  const gap = Float64Array.from(seen, (unit, i) => values[i]! - x[unit]!);
  solveCholesky(factor, seen.length, gap);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < seen.length; k++) sum += entry(covariance, n, i, seen[k]!) * gap[k]!;
    x[i]! += sum;
  }
}

/** Draws before the night, a row each; opposite ones in pairs. */
function drawBefore({ mean, covariance, draws, seed, units }: DenseNight): Float64Array[] {
  const n = units.length;
  const root = cholesky(covariance, n);
  if (root === undefined) throw new Error("the covariance of the units is not positive definite");
  const random = openStream(seed, "dense-night");
  return Array.from({ length: Math.ceil(draws / 2) }).flatMap(() => {
    const normals = mean.map(() => random.normal());
    const moved = mean.map((_, i) => {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += root[i * n + k]! * normals[k]!;
      return sum;
    });
    return [mean.map((centre, i) => centre + moved[i]!), mean.map((centre, i) => centre - moved[i]!)];
  });
}

function forecastDense(
  night: DenseNight,
  before: readonly Float64Array[],
  reports: readonly UnitReport[],
): NightForecast {
  const { units, by, levels } = night;
  const reported = new Map(reports.map((report) => [report.unit, report]));
  const seen = Int32Array.from(
    units.flatMap(({ unit }, i) => ((reported.get(unit)?.counted ?? 0) > 0 ? [i] : [])),
  );
  const values = Float64Array.from(seen, (i) =>
    deterministic.log(reported.get(units[i]!.unit)!.counted / units[i]!.baseline),
  );
  const update = conditionOn(night, seen);
  const after = before.map((draw) => {
    const moved = draw.slice();
    moveTo(night, update, values, moved);
    return moved;
  });
  const sums = openAreaSums(units, by);
  const draws = new Float64Array(before.length);
  const estimates = units.map((unit, i): UnitEstimate => {
    const counted = reported.get(unit.unit)?.counted;
    if (counted !== undefined) {
      sums.addUnit(unit, counted, undefined);
      return { unit: unit.unit, status: "reported", ...knownEstimate(counted, levels) };
    }
    for (let d = 0; d < draws.length; d++) draws[d] = unit.baseline * deterministic.exp(after[d]![i]!);
    sums.addUnit(unit, 0, draws);
    return { unit: unit.unit, status: "waiting", ...summariseDraws(draws, 0, levels) };
  });
  return { units: estimates, areas: sums.areas(levels), total: sums.total(levels), learnt: [] };
}

/** Only final counts are understood: reports of any other status are taken as final. */
export function openDenseNight(night: DenseNight): Forecaster {
  const before = drawBefore(night);
  return { levels: night.levels, forecast: (reports) => forecastDense(night, before, reports) };
}
