/** How often each count occurs among the rows of a group, in the data and in every replicate. */
import { quantile } from "../../../math/index.js";
import type { CheckedResponses } from "./check-kind.js";

/** More bars than this are ranges of values. */
const mostBars = 60;

export interface CountBins {
  /** Values in a bin: 1, or more where there are many. */
  readonly width: number;
  /** The least value of each bin, up to the last that has something to show. */
  readonly values: readonly number[];
  readonly observed: Float64Array;
  /** Of bin and probability. */
  readonly quantileOf: (bin: number, p: number) => number;
  /** Ascending. */
  readonly replicatedOf: (bin: number) => Float64Array;
}

function largestOf(values: Float64Array, rows: Int32Array): number {
  return rows.reduce((most, row) => (values[row]! > most ? values[row]! : most), 0);
}

/** Bins reach to twice the largest count that was observed and a little beyond. */
export function openCountBins(
  { observed }: CheckedResponses,
  rows: Int32Array,
): { readonly add: (values: Float64Array) => void; readonly close: () => CountBins } {
  const range = 2 * largestOf(observed, rows) + 10;
  const width = Math.ceil(range / mostBars);
  const bins = Math.ceil(range / width);
  const count = (values: Float64Array): Float64Array => {
    const counts = new Float64Array(bins);
    for (const row of rows) {
      const bin = Math.floor(values[row]! / width);
      if (bin < bins) counts[bin]!++;
    }
    return counts;
  };
  const own = count(observed);
  const replicates: Float64Array[] = [];
  return {
    add: (values) => void replicates.push(count(values)),
    close() {
      const columns = Array.from({ length: bins }, (_, bin) =>
        Float64Array.from(replicates, (counts) => counts[bin]!).sort(),
      );
      const quantileOf = (bin: number, p: number): number => quantile(columns[bin]!, p);
      let used = bins;
      while (used > 1 && own[used - 1] === 0 && quantileOf(used - 1, 0.975) === 0) used--;
      return {
        width,
        values: Array.from({ length: used }, (_, bin) => bin * width),
        observed: own,
        quantileOf,
        replicatedOf: (bin) => columns[bin]!,
      };
    },
  };
}

/** What a line of a table of counts stands for. */
export function binNote({ observed }: CheckedResponses): string {
  const range = 2 * observed.reduce((most, value) => Math.max(most, value), 0) + 10;
  return range > mostBars ? "; a line is a range of values that begins at `value`" : "";
}
