/**
 * The information of totals about common coefficients: that of the units' mean predictors, as only between units
 * is anything seen. Like the weights of rows, it chooses coordinates and is never part of the density.
 */
import type { BlockColumns } from "../design/design-blocks.js";
import type { ModelSpec, TotalsSpec } from "../model/index.js";
import { informationMatrix } from "./information-matrix.js";

/** Rows' value of one column. */
type ColumnReader = (row: number) => number;

function readersOf(columns: BlockColumns): readonly ColumnReader[] {
  if (columns.kind === "dense") return columns.columns.map((values) => (row) => values[row]!);
  const { index, patterns, patternCount, multiplier } = columns;
  const width = patterns.length / patternCount;
  return Array.from({ length: width }, (_, j): ColumnReader => {
    const coded: ColumnReader = (row) => patterns[index[row]! * width + j]!;
    return multiplier ? (row) => coded(row) * multiplier[row]! : coded;
  });
}

function unitMeans(
  read: ColumnReader,
  { unit, weights }: TotalsSpec,
  people: Float64Array,
): Float64Array {
  const sums = new Float64Array(people.length);
  for (let i = 0; i < unit.length; i++) sums[unit[i]!]! += weights[i]! * read(i);
  return sums.map((sum, u) => (people[u]! > 0 ? sum / people[u]! : 0));
}

/** Row-major, for the columns of the blocks in order; `means` are subtracted. */
export function unitInformation(
  { design }: ModelSpec,
  totals: TotalsSpec,
  blocks: readonly BlockColumns[],
  means: Float64Array,
): Float64Array {
  const { unit, weights, unitNames } = totals;
  const people = new Float64Array(unitNames.length);
  const expected = new Float64Array(unitNames.length);
  const { values } = design.response;
  for (let i = 0; i < unit.length; i++) {
    people[unit[i]!]! += weights[i]!;
    expected[unit[i]!]! += values[i]!;
  }
  const columns = blocks.flatMap(readersOf).map((read) => unitMeans(read, totals, people));
  // n p̄ (1 − p̄), with a person more either way so that no unit counts for nothing.
  const information = people.map((n, u) => {
    const share = (expected[u]! + 1) / (n + 2);
    return n * share * (1 - share);
  });
  return informationMatrix([{ kind: "dense", columns }], means, information);
}
