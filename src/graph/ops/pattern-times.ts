/**
 * A coded categorical term times its coefficients: row i of the value is
 * (patterns[index[i]] · beta) times the row's multiplier, if there is one.
 */
import type { Op } from "../op.js";
import { selectIndices, selectNumbers } from "./select-rows.js";

export interface PatternTimesAttributes {
  readonly index: Int32Array;
  /** Row-major, patternCount × columns. */
  readonly patterns: Float64Array;
  readonly patternCount: number;
  readonly multiplier: Float64Array | undefined;
}

export const patternTimes: Op<PatternTimesAttributes> = {
  shape([input], { index, patterns, patternCount }) {
    if (input!.size * patternCount !== patterns.length) {
      throw new Error(`pattern_times: ${patterns.length} entries for ${input!.size} coefficients`);
    }
    return { size: index.length, rows: true };
  },
  bind({ value, adjoint, inputs: [input] }, { index, patterns, multiplier }) {
    const beta = input!.value;
    const dBeta = input!.adjoint;
    const width = beta.length;
    return {
      forward(): void {
        for (let i = 0; i < value.length; i++) {
          const start = index[i]! * width;
          let total = 0;
          for (let j = 0; j < width; j++) total += patterns[start + j]! * beta[j]!;
          value[i] = multiplier ? total * multiplier[i]! : total;
        }
      },
      backward(): void {
        for (let i = 0; i < value.length; i++) {
          const start = index[i]! * width;
          const d = multiplier ? adjoint[i]! * multiplier[i]! : adjoint[i]!;
          for (let j = 0; j < width; j++) dBeta[j]! += patterns[start + j]! * d;
        }
      },
    };
  },
  describe: ({ index, patternCount, multiplier }) =>
    `${index.length} rows of ${patternCount} patterns${multiplier ? " × numbers" : ""}`,
  rows: {
    select: (attributes, rows) => ({
      ...attributes,
      index: selectIndices(attributes.index, rows),
      multiplier: attributes.multiplier && selectNumbers(attributes.multiplier, rows),
    }),
    keys: ({ index, multiplier }) => (multiplier ? [index, multiplier] : [index]),
  },
};
