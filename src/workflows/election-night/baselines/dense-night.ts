/**
 * A night whose log ratios are jointly normal with a known mean and covariance of all units: the update of 2019,
 * μ₁ + Σ₁₂ Σ₂₂⁻¹ (a - μ₂), in dense form. Draws are those before the night, moved by the same update
 * (Matheron's rule), so that areas are sums draw by draw.
 */
import {
  cholesky,
  deterministic,
  innerProduct,
  openStream,
  solveCholesky,
} from "../../../math/index.js";
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

const entry = (matrix: Float64Array, n: number, i: number, j: number): number =>
  i >= j ? matrix[i * n + j]! : matrix[j * n + i]!;

/** What x of the open units is moved by, given what it misses of the seen ones: Σ₁₂ Σ₂₂⁻¹ gap. */
type Update = (gap: Float64Array) => Float64Array;

function conditionOn(
  { covariance, units }: DenseNight,
  seen: Int32Array,
  open: Int32Array,
): Update {
  const n = units.length;
  const m = seen.length;
  const own = new Float64Array(m * m);
  for (let a = 0; a < m; a++)
    for (let b = 0; b <= a; b++) own[a * m + b] = entry(covariance, n, seen[a]!, seen[b]!);
  const factor = cholesky(own, m);
  if (factor === undefined) throw new Error("the covariance of the units is not positive definite");
  const cross = Array.from(open, (i) => Float64Array.from(seen, (k) => entry(covariance, n, i, k)));
  return (gap) => {
    const solved = gap.slice();
    solveCholesky(factor, m, solved);
    return Float64Array.from(cross, (row) => innerProduct(row, solved));
  };
}

/** Departures from the mean before the night, an array for each pair of opposite draws. */
function drawDepartures({ mean, covariance, draws, seed, units }: DenseNight): Float64Array[] {
  const n = units.length;
  const root = cholesky(covariance, n);
  if (root === undefined) throw new Error("the covariance of the units is not positive definite");
  const random = openStream(seed, "dense-night");
  return Array.from({ length: Math.ceil(draws / 2) }, () => {
    const normals = mean.map(() => random.normal());
    return mean.map((_, i) => {
      let sum = 0;
      for (let k = 0; k <= i; k++) sum += root[i * n + k]! * normals[k]!;
      return sum;
    });
  });
}

/** open unit × draw: log ratios given what has been seen. */
function drawOpen(
  night: DenseNight,
  departures: readonly Float64Array[],
  seen: Int32Array,
  values: Float64Array,
  open: Int32Array,
): Float64Array {
  const { mean } = night;
  const update = conditionOn(night, seen, open);
  const centre = update(Float64Array.from(seen, (unit, i) => values[i]! - mean[unit]!));
  const draws = 2 * departures.length;
  const drawn = new Float64Array(open.length * draws);
  departures.forEach((departure, pair) => {
    const back = update(Float64Array.from(seen, (unit) => departure[unit]!));
    open.forEach((unit, i) => {
      const middle = mean[unit]! + centre[i]!;
      const away = departure[unit]! - back[i]!;
      drawn[i * draws + 2 * pair] = middle + away;
      drawn[i * draws + 2 * pair + 1] = middle - away;
    });
  });
  return drawn;
}

function forecastDense(
  night: DenseNight,
  departures: readonly Float64Array[],
  reports: readonly UnitReport[],
): NightForecast {
  const { units, by, levels } = night;
  const counts = new Map(reports.map(({ unit, counted }) => [unit, counted]));
  const places = Array.from(units, (_, i) => i);
  const open = Int32Array.from(places.filter((i) => !counts.has(units[i]!.unit)));
  const seen = Int32Array.from(places.filter((i) => (counts.get(units[i]!.unit) ?? 0) > 0));
  const values = Float64Array.from(seen, (i) =>
    deterministic.log(counts.get(units[i]!.unit)! / units[i]!.baseline),
  );
  const drawn = drawOpen(night, departures, seen, values, open);
  const width = 2 * departures.length;
  const rowOf = new Map([...open].map((unit, row) => [unit, row]));
  const sums = openAreaSums(units, by);
  const estimates = units.map((unit, i): UnitEstimate => {
    const row = rowOf.get(i);
    if (row === undefined) {
      const counted = counts.get(unit.unit)!;
      sums.addUnit(unit, counted, undefined);
      return { unit: unit.unit, status: "reported", ...knownEstimate(counted, levels) };
    }
    const draws = drawn
      .subarray(row * width, (row + 1) * width)
      .map((ratio) => unit.baseline * deterministic.exp(ratio));
    sums.addUnit(unit, 0, draws);
    return { unit: unit.unit, status: "waiting", ...summariseDraws(draws, 0, levels) };
  });
  return { units: estimates, areas: sums.areas(levels), total: sums.total(levels), learnt: [] };
}

/** Only final counts are understood: reports of any other status are taken as final. */
export function openDenseNight(night: DenseNight): Forecaster {
  const departures = drawDepartures(night);
  return { levels: night.levels, forecast: (reports) => forecastDense(night, departures, reports) };
}
