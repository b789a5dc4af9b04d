/** What a unit's slopes are on the average where its latents spread, to the third order or as far as they spread. */
import type { UnitAuxiliary } from "../../../target/index.js";
import { deterministic } from "../../../math/index.js";
import { spreadDirections } from "./spread-directions.js";
import type { UnitColumns } from "./unit-columns.js";
import type { UnitSlopes } from "./unit-slopes.js";
import type { UnitWorkspace } from "./unit-workspace.js";

/** Largest move of a predictor in second differences of slopes, and of a log concentration in first ones. */
const step = 0.01;
const logStep = 1 / 4096;
/** Directions along which no predictor moves by more than this tell nothing. */
const smallest = 1e-6;
/** At ± √3 sds with weights 1/6 a normal's moments to the fifth are exact. */
const outermost = Math.sqrt(3);

/** Of the unit that the workspace has entered; `packed` is the covariance of its latents. */
export interface UnitSpread {
  /** Adds ½ Σ ∂² slopes / ∂b² over the directions b to `force`, and what it is of the concentration. */
  contract(
    columns: UnitColumns,
    packed: Float64Array,
    kappa: number,
    force: Float64Array,
    auxiliary: UnitAuxiliary | undefined,
  ): void;
  /** Adds the slopes in x that are expected. */
  expect(columns: UnitColumns, packed: Float64Array, gradient: Float64Array): void;
}

/** Second differences of the unit's slopes along the directions in which its latents spread. */
function openSecondDifferences(work: UnitWorkspace, slopes: UnitSlopes, latents: number) {
  const buffer = (): Float64Array => new Float64Array(slopes.largest);
  const [direction, above, below, here, sum] = [buffer(), buffer(), buffer(), buffer(), buffer()];
  const factor = new Float64Array(latents * latents);
  const weights = new Float64Array(latents);
  return {
    above,
    below,
    here,
    sum,
    /** Sums the second derivatives; `visit` is told the step, once the slopes are at both ends of it. */
    each(
      d: number,
      packed: Float64Array,
      stepOf: (most: number) => number,
      visit: (h: number, atEnds: number) => void,
    ): void {
      spreadDirections(packed, d, factor);
      const rows = work.rows();
      sum.fill(0, 0, rows);
      for (let m = 0; m < d; m++) {
        for (let j = 0; j < d; j++) weights[j] = factor[j * d + m]!;
        const most = work.combine(weights, direction);
        if (!(most > smallest)) continue;
        const h = stepOf(most);
        work.slopesAlong(direction, h, above);
        let atEnds = slopes.ofConcentration();
        work.slopesAlong(direction, -h, below);
        atEnds += slopes.ofConcentration();
        for (let i = 0; i < rows; i++) sum[i]! += (above[i]! - 2 * here[i]! + below[i]!) / (h * h);
        visit(h, atEnds);
      }
    },
    /** Adds what was summed to the latents. */
    addPulled({ latents: own }: UnitColumns, share: number, into: Float64Array): void {
      for (let j = 0; j < own.length; j++) into[own[j]!]! += share * work.timesColumn(j, sum);
    },
  };
}

export function openUnitSpread(
  work: UnitWorkspace,
  slopes: UnitSlopes,
  latents: number,
): UnitSpread {
  const differences = openSecondDifferences(work, slopes, latents);
  const { above, below, here, sum } = differences;

  /** d slopes / d log κ, and where they go. */
  const writeConcentrated = (kappa: number, { slopes: into }: UnitAuxiliary): void => {
    const ratio = deterministic.exp(logStep);
    work.slopesHere(above, kappa * ratio);
    work.slopesHere(below, kappa / ratio);
    for (let i = 0; i < work.rows(); i++) above[i] = (above[i]! - below[i]!) / (2 * logStep);
    work.scatter(above, into);
  };

  return {
    contract(columns, packed, kappa, force, auxiliary) {
      if (auxiliary) writeConcentrated(kappa, auxiliary);
      work.slopesHere(here);
      const middle = slopes.ofConcentration();
      if (auxiliary) auxiliary.value += kappa * middle;
      const stepOf = (most: number): number => step / most;
      differences.each(columns.latents.length, packed, stepOf, (h, atEnds) => {
        if (auxiliary) auxiliary.trace += (0.5 * kappa * (atEnds - 2 * middle)) / (h * h);
      });
      differences.addPulled(columns, 0.5, force);
    },
    expect(columns, packed, gradient) {
      work.slopesHere(here);
      const stepOf = (): number => outermost;
      differences.each(columns.latents.length, packed, stepOf, () => undefined);
      for (let i = 0; i < work.rows(); i++) sum[i] = here[i]! + 0.5 * sum[i]!;
      differences.addPulled(columns, 1, gradient);
    },
  };
}
