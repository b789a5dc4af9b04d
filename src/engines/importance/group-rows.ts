/** The rows of a predictor with one effect a group: each row's group, its multiplier, and the common part. */
import type { LatentGaussian } from "../../target/index.js";

export interface GroupRows {
  /** Groups are the first latents. */
  readonly groups: number;
  /** -1 for rows without an effect. */
  readonly group: Int32Array;
  readonly multiplier: Float64Array;
  /** offset + the common columns times the latents after the groups. */
  predictCommon(common: Float64Array, eta: Float64Array): void;
}

export function openGroupRows({ predictor, offset }: LatentGaussian, groups: number): GroupRows {
  const { rowCount, rowStart, column, value } = predictor;
  const group = new Int32Array(rowCount).fill(-1);
  const multiplier = new Float64Array(rowCount);
  for (let i = 0; i < rowCount; i++) {
    const e = rowStart[i]!;
    if (e === rowStart[i + 1] || column[e]! >= groups) continue;
    group[i] = column[e]!;
    multiplier[i] = value[e]!;
  }
  return {
    groups,
    group,
    multiplier,
    predictCommon(common, eta) {
      for (let i = 0; i < rowCount; i++) {
        let total = offset[i]!;
        const first = rowStart[i]! + (group[i]! < 0 ? 0 : 1);
        for (let e = first; e < rowStart[i + 1]!; e++)
          total += value[e]! * common[column[e]! - groups]!;
        eta[i] = total;
      }
    },
  };
}
