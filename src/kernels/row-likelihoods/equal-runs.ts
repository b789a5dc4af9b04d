/** Rows in runs of equal weight, whose weighted logs are the weight times one log of a product. */

/** So many factors below e^40 have a product below the largest number. */
const longestRun = 16;

/** Runs lie in pairs, a row of the one beside a row of the other. */
export interface EqualRuns {
  /** Where each pair begins; then how many places there are. */
  readonly starts: Int32Array;
  /** The row at each place; -1 fills a run up. */
  readonly rows: Int32Array;
  /** Two of each pair. */
  readonly weights: Float64Array;
}

interface Run {
  readonly weight: number;
  readonly rows: readonly number[];
}

/** Rows that weigh nothing are left out. */
function splitIntoRuns(weights: Float64Array): Run[] {
  const rowsOf = new Map<number, number[]>();
  weights.forEach((weight, row) => {
    if (weight === 0) return;
    const rows = rowsOf.get(weight) ?? [];
    rowsOf.set(weight, rows);
    rows.push(row);
  });
  const runs: Run[] = [];
  for (const [weight, rows] of rowsOf)
    for (let from = 0; from < rows.length; from += longestRun)
      runs.push({ weight, rows: rows.slice(from, from + longestRun) });
  return runs;
}

/** Runs of about the same length lie side by side. */
export function pairEqualRuns(weights: Float64Array): EqualRuns {
  const runs = splitIntoRuns(weights).sort((a, b) => b.rows.length - a.rows.length);
  const starts = [0];
  const rows: number[] = [];
  for (let first = 0; first < runs.length; first += 2) {
    const [one, other] = [runs[first]!.rows, runs[first + 1]?.rows];
    one.forEach((row, i) => rows.push(row, other?.[i] ?? -1));
    starts.push(rows.length);
  }
  const own = new Float64Array(2 * (starts.length - 1));
  runs.forEach(({ weight }, i) => (own[i] = weight));
  return { starts: Int32Array.from(starts), rows: Int32Array.from(rows), weights: own };
}
