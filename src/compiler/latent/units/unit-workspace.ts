/** One unit at a time: its predictors moved along directions, what its slopes do there, and products with its columns. */
import type { UnitColumns } from "./unit-columns.js";
import type { UnitSlopes } from "./unit-slopes.js";

export interface UnitWorkspace {
  /** Takes the unit's predictors from those of all units. */
  enter(unit: number, columns: UnitColumns, eta: Float64Array, kappa: number): void;
  /** Rows of the unit that was entered. */
  rows(): number;
  /** Slopes at the predictors plus `by` times the direction; returns the log likelihood. */
  slopesAlong(direction: Float64Array, by: number, slopes: Float64Array): number;
  /** Slopes at the predictors themselves, with another concentration where that is given. */
  slopesHere(slopes: Float64Array, kappa?: number): number;
  /** direction = column j. */
  writeColumn(j: number, direction: Float64Array): void;
  /** aᵀ v for column j. */
  timesColumn(j: number, vector: Float64Array): number;
  /** direction = Σ_j column_j weights[j]; returns its largest entry in absolute value. */
  combine(weights: Float64Array, direction: Float64Array): number;
  /** Writes or adds the unit's rows into those of all units. */
  scatter(rows: Float64Array, into: Float64Array): void;
}

export function openUnitWorkspace(slopes: UnitSlopes): UnitWorkspace {
  const { start, predictors, largest } = slopes;
  const members = start.at(-1)!;
  const here = new Float64Array(largest);
  const moved = new Float64Array(largest);
  let [unit, size, concentration] = [0, 0, 0];
  let columns: UnitColumns | undefined;

  const entered = (): UnitColumns => {
    if (!columns) throw new Error("no unit was entered");
    return columns;
  };

  return {
    rows: () => predictors * size,
    enter(at, own, eta, kappa) {
      [unit, size, concentration, columns] = [at, start[at + 1]! - start[at]!, kappa, own];
      for (let k = 0; k < predictors; k++) {
        const from = k * members + start[at]!;
        here.set(eta.subarray(from, from + size), k * size);
      }
    },
    slopesAlong(direction, by, into) {
      for (let i = 0; i < predictors * size; i++) moved[i] = here[i]! + by * direction[i]!;
      return slopes.evaluate(unit, moved, concentration, into);
    },
    slopesHere: (into, kappa = concentration) => slopes.evaluate(unit, here, kappa, into),
    writeColumn(j, direction) {
      const { start: from, row, value } = entered();
      direction.fill(0, 0, predictors * size);
      for (let e = from[j]!; e < from[j + 1]!; e++) direction[row[e]!] = value[e]!;
    },
    timesColumn(j, vector) {
      const { start: from, row, value } = entered();
      let total = 0;
      for (let e = from[j]!; e < from[j + 1]!; e++) total += value[e]! * vector[row[e]!]!;
      return total;
    },
    combine(weights, direction) {
      const { latents, start: from, row, value } = entered();
      direction.fill(0, 0, predictors * size);
      for (let j = 0; j < latents.length; j++) {
        const weight = weights[j]!;
        if (weight === 0) continue;
        for (let e = from[j]!; e < from[j + 1]!; e++) direction[row[e]!]! += weight * value[e]!;
      }
      let most = 0;
      for (let i = 0; i < predictors * size; i++) most = Math.max(most, Math.abs(direction[i]!));
      return most;
    },
    scatter(rows, into) {
      for (let k = 0; k < predictors; k++)
        into.set(rows.subarray(k * size, (k + 1) * size), k * members + start[unit]!);
    },
  };
}
