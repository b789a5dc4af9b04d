/** Second derivatives of units in their latents: by central differences of exact slopes, or as expected. */
import { deterministic } from "../../../math/index.js";
import { openCountCovariance } from "../../../math/poisson-binomial/index.js";
import type { UnitColumns } from "./unit-columns.js";
import type { UnitSlopes } from "./unit-slopes.js";
import type { UnitWorkspace } from "./unit-workspace.js";

/** Largest move of a predictor; errors are some 1e-8 of the derivatives by its square and 1e-12 by rounding. */
const step = 1 / 4096;

/** On the packed lower triangle of the latents of the unit that the workspace has entered. */
export interface UnitCurvature {
  observed(columns: UnitColumns, packed: Float64Array): void;
  /** −Jᵀ V⁻¹ J, J being the slopes of the expected counts and V their covariance if members are independent. */
  expected(unit: number, columns: UnitColumns, packed: Float64Array): void;
}

/** Of rounding to whole numbers; it keeps V from being singular where members are certain. */
const ridge = 1 / 12;

export function openUnitCurvature(
  work: UnitWorkspace,
  slopes: UnitSlopes,
  latents: number,
): UnitCurvature {
  const { largest, predictors, column } = slopes;
  const [direction, above, below] = [0, 1, 2].map(() => new Float64Array(largest));
  const full = new Float64Array(latents * latents);
  const covariance = openCountCovariance(predictors, deterministic);
  const jacobian = Array.from({ length: latents }, () => new Float64Array(predictors));
  const solved = new Float64Array(predictors);

  /** d expected counts of the outcomes but the last / d the latent of the column in `direction`. */
  const writeJacobian = (unit: number, into: Float64Array): void => {
    const { probabilities: p, weights } = slopes.membersOf(unit);
    const outcomes = predictors + 1;
    into.fill(0);
    for (let m = 0; m < weights.length; m++)
      for (let k = 0; k < predictors; k++) {
        const by = weights[m]! * direction![k * weights.length + m]!;
        if (by === 0) continue;
        const chosen = p[m * outcomes + column[k]!]!;
        for (let c = 0; c < predictors; c++)
          into[c]! += by * chosen * ((c === column[k] ? 1 : 0) - p[m * outcomes + c]!);
      }
  };

  return {
    observed({ latents: own, largest: sizes }, packed) {
      const d = own.length;
      const rows = work.rows();
      for (let j = 0; j < d; j++) {
        work.writeColumn(j, direction!);
        const h = step / sizes[j]!;
        work.slopesAlong(direction!, h, above!);
        work.slopesAlong(direction!, -h, below!);
        for (let i = 0; i < rows; i++) above![i] = (above![i]! - below![i]!) / (2 * h);
        for (let i = 0; i < d; i++) full[i * d + j] = work.timesColumn(i, above!);
      }
      for (let i = 0, at = 0; i < d; i++)
        for (let j = 0; j <= i; j++) packed[at++] = 0.5 * (full[i * d + j]! + full[j * d + i]!);
    },
    expected(unit, { latents: own }, packed) {
      work.slopesHere(above!);
      const { probabilities: p, weights } = slopes.membersOf(unit);
      covariance.clear(predictors, ridge);
      for (let m = 0; m < weights.length; m++) covariance.add(p, m * (predictors + 1), weights[m]!);
      covariance.invert();
      for (let j = 0; j < own.length; j++) {
        work.writeColumn(j, direction!);
        writeJacobian(unit, jacobian[j]!);
      }
      for (let i = 0, at = 0; i < own.length; i++) {
        covariance.times(jacobian[i]!, solved);
        for (let j = 0; j <= i; j++) {
          let total = 0;
          for (let c = 0; c < predictors; c++) total -= solved[c]! * jacobian[j]![c]!;
          packed[at++] = total;
        }
      }
    },
  };
}
