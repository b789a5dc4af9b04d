/** What a unit's slopes are on the average where its latents spread, to the third order or as far as they spread. */
import type { UnitAuxiliary } from "../../../target/index.js";
import { deterministic } from "../../../math/index.js";
import { spreadDirections } from "./spread-directions.js";
import type { UnitColumns } from "./unit-columns.js";
import type { UnitSlopes } from "./unit-slopes.js";
import type { UnitWorkspace } from "./unit-workspace.js";

/** Largest move of a predictor in second differences of slopes, and of a log concentration in first ones. */
const step = 0.01;
const logStep = 2 ** -12;
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

export function openUnitSpread(
  work: UnitWorkspace,
  slopes: UnitSlopes,
  latents: number,
): UnitSpread {
  const [direction, above, below, here, sum] = [0, 1, 2, 3, 4].map(
    () => new Float64Array(slopes.largest),
  );
  const factor = new Float64Array(latents * latents);
  const weights = new Float64Array(latents);

  /** Adds to `sum` the second difference of slopes along each direction, over the square of its step times `share`. */
  const eachDirection = (
    { latents: own }: UnitColumns,
    packed: Float64Array,
    stepOf: (most: number) => number,
    visit: (h: number) => void,
  ): void => {
    const d = own.length;
    spreadDirections(packed, d, factor);
    sum!.fill(0, 0, work.rows());
    for (let m = 0; m < d; m++) {
      for (let j = 0; j < d; j++) weights[j] = factor[j * d + m]!;
      const most = work.combine(weights, direction!);
      if (most > smallest) visit(stepOf(most));
    }
  };

  const addSecondDifference = (h: number): void => {
    for (let i = 0; i < work.rows(); i++)
      sum![i]! += (above![i]! - 2 * here![i]! + below![i]!) / (h * h);
  };

  const addPulled = ({ latents: own }: UnitColumns, share: number, into: Float64Array): void => {
    for (let j = 0; j < own.length; j++) into[own[j]!]! += share * work.timesColumn(j, sum!);
  };

  /** d slopes / d log κ, and where they go. */
  const writeConcentrated = (kappa: number, { slopes: into }: UnitAuxiliary): void => {
    const factorOf = deterministic.exp(logStep);
    work.slopesHere(above!, kappa * factorOf);
    work.slopesHere(below!, kappa / factorOf);
    for (let i = 0; i < work.rows(); i++) above![i] = (above![i]! - below![i]!) / (2 * logStep);
    work.scatter(above!, into);
  };

  return {
    contract(columns, packed, kappa, force, auxiliary) {
      if (auxiliary) writeConcentrated(kappa, auxiliary);
      work.slopesHere(here!);
      const middle = kappa * slopes.ofConcentration();
      if (auxiliary) auxiliary.value += middle;
      eachDirection(
        columns,
        packed,
        (most) => step / most,
        (h) => {
          work.slopesAlong(direction!, h, above!);
          let outer = kappa * slopes.ofConcentration();
          work.slopesAlong(direction!, -h, below!);
          outer += kappa * slopes.ofConcentration();
          addSecondDifference(h);
          if (auxiliary) auxiliary.trace += (0.5 * (outer - 2 * middle)) / (h * h);
        },
      );
      addPulled(columns, 0.5, force);
    },
    expect(columns, packed, gradient) {
      work.slopesHere(here!);
      eachDirection(
        columns,
        packed,
        () => outermost,
        (h) => {
          work.slopesAlong(direction!, h, above!);
          work.slopesAlong(direction!, -h, below!);
          addSecondDifference(h);
        },
      );
      for (let i = 0; i < work.rows(); i++) sum![i] = here![i]! + 0.5 * sum![i]!;
      addPulled(columns, 1, gradient);
    },
  };
}
