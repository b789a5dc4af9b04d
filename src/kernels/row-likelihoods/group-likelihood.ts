/** The likelihood of the rows of each group as a function of the group's effect, for quadrature over effects. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { GroupedRows, GroupLikelihood } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { evenLength, offsetsOf } from "./column-offsets.js";
import { openRowLikelihoodMemory, rowFamily, type RowFamily } from "./likelihood-steps.js";

/** Rules of quadrature over effects have fewer nodes. */
const mostNodes = 128;

/** Of the expansion of a group around its effect. */
const terms = 9;
/**
 * How far the predictor of a row may be from where it is expanded. The series of log(1 + e^x) ends at its pole
 * iπ away: beyond the eighth order is left some 2/9 (1.3/π)^9 = 8e-5 a trial, and of e^x 1.3^9/9! = 3e-5 of the
 * mean. That is at the farthest nodes, which have a hundredth of the weight.
 */
const farthest = 1.3;
const inverseFactorials = Float64Array.of(
  1,
  1,
  1 / 2,
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
);

/** Every group begins at an even row; a row that fills a pair up is empty, and its number is -1. */
function padRows({ start }: GroupedRows) {
  const padded: number[] = [];
  const from = Int32Array.from(start, (first, g) => {
    if (g > 0) for (let i = start[g - 1]!; i < first; i++) padded.push(i);
    if (padded.length % 2 === 1) padded.push(-1);
    return padded.length;
  });
  return { from, order: Int32Array.from(padded) };
}

/** A sparse matrix by rows in the order of padded rows: where each begins, its columns and its entries. */
function arrangeRows({ rowStart, column, value }: GroupedRows["common"], order: Int32Array) {
  const starts = new Int32Array(order.length + 1);
  const columns = new Int32Array(value.length);
  const entries = new Float64Array(value.length);
  let end = 0;
  order.forEach((i, at) => {
    if (i >= 0)
      for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) {
        columns[end] = column[e]!;
        entries[end++] = value[e]!;
      }
    starts[at + 1] = end;
  });
  return { starts, columns, entries };
}

/** The columns in the memory of the kernels, with their byte offsets. */
function openColumns(
  family: RowFamily,
  [given, others]: Statistics,
  grouped: GroupedRows,
  backend: Backend | undefined,
) {
  const { groups, rows, multiplier, offset, common } = grouped;
  const { from, order } = padRows(grouped);
  const { starts, columns, entries } = arrangeRows(common, order);
  const n = order.length;
  const { at, bytes } = offsetsOf({
    given: n,
    others: n,
    multiplier: n,
    offset: n,
    base: n,
    entries: entries.length,
    common: common.columnCount,
    centres: groups + 1,
    scales: groups + 1,
    slopes: groups,
    curvatures: groups,
    nodes: mostNodes,
    values: groups * mostNodes + 2,
    expansions: groups * terms,
    from: evenLength(groups + 2) >> 1,
    starts: evenLength(n + 1) >> 1,
    columns: evenLength(columns.length) >> 1,
  });
  const { run, numbers, integers } = openRowLikelihoodMemory(family, bytes, backend);
  const pick = (offsetOfColumn: number, of: (i: number) => number): void =>
    numbers(offsetOfColumn, n).set(Float64Array.from(order, (i) => (i < 0 ? 0 : of(i))));
  pick(at.given, (i) => given![rows[i]!]!);
  pick(at.others, (i) => others![rows[i]!]!);
  pick(at.multiplier, (i) => multiplier[i]!);
  pick(at.offset, (i) => offset[i]!);
  numbers(at.entries, entries.length).set(entries);
  integers(at.from, from.length).set(from);
  integers(at.starts, starts.length).set(starts);
  integers(at.columns, columns.length).set(columns);
  return { run, at, n, numbers };
}

/** Values at the nodes from the derivatives at the centre. */
function sumSeries(
  expansions: Float64Array,
  group: number,
  scale: number,
  nodes: Float64Array,
  into: Float64Array,
): void {
  for (let q = 0; q < nodes.length; q++) {
    const by = scale * nodes[q]!;
    let total = 0;
    for (let k = terms - 1; k >= 0; k--)
      total = total * by + inverseFactorials[k]! * expansions[group * terms + k]!;
    into[group * nodes.length + q] = total;
  }
}

/** The largest multiplier of each group. */
function largestOf({ groups, start, multiplier }: GroupedRows): Float64Array {
  return Float64Array.from({ length: groups }, (_, g) =>
    multiplier.subarray(start[g], start[g + 1]).reduce((most, z) => Math.max(most, Math.abs(z)), 0),
  );
}

/** Undefined where the family has no kernels for the link. */
export function openGroupLikelihood(
  name: LikelihoodName,
  link: LinkOpName,
  statistics: Statistics,
  grouped: GroupedRows,
  backend?: Backend,
): Omit<GroupLikelihood, "constant"> | undefined {
  const family = rowFamily(name, link);
  if (!family) return undefined;
  const { groups, common } = grouped;
  const { run, at, n, numbers } = openColumns(family, statistics, grouped, backend);
  const x = numbers(at.common, common.columnCount);
  const centresOf = numbers(at.centres, groups);
  const scalesOf = numbers(at.scales, groups);
  const slopes = numbers(at.slopes, groups);
  const curvatures = numbers(at.curvatures, groups);
  const nodesOf = numbers(at.nodes, mostNodes);
  const expansions = numbers(at.expansions, groups * terms);
  const largest = largestOf(grouped);
  const rows = [at.base, at.multiplier, at.given, at.others] as const;
  const ungroupedAt = at.values + 8 * groups * mostNodes;
  const ungrouped = numbers(ungroupedAt, 1);
  return {
    place(_theta, values) {
      x.set(values);
      run.predictRows(at.starts, at.columns, at.entries, at.offset, at.common, at.base, n);
    },
    slopes(effects, slope, curvature) {
      centresOf.set(effects);
      run.groupSlopes(at.from, groups, ...rows, at.centres, at.slopes, at.curvatures);
      slope.set(slopes);
      curvature.set(curvatures);
    },
    values(centres, scales, nodes, into) {
      const points = nodes.length;
      centresOf.set(centres);
      scalesOf.set(scales);
      nodesOf.set(nodes);
      const [centreAt, scaleAt] = [at.centres, at.scales];
      const reach = nodes.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
      const isNear = (g: number): boolean => reach * scales[g]! * largest[g]! < farthest;
      /** Of groups that follow each other and are all near or all far. */
      const writeRun = (from: number, to: number): void => {
        const [begin, centre] = [at.from + 4 * from, centreAt + 8 * from];
        if (isNear(from)) {
          const expansionsAt = at.expansions + 8 * terms * from;
          run.groupExpansions(begin, to - from, ...rows, centre, expansionsAt);
          for (let g = from; g < to; g++) sumSeries(expansions, g, scales[g]!, nodes, into);
          return;
        }
        const scale = scaleAt + 8 * from;
        const valuesAt = at.values + 8 * points * from;
        run.groupValues(begin, to - from, ...rows, centre, scale, at.nodes, points, valuesAt);
        into.set(numbers(valuesAt, points * (to - from)), points * from);
      };
      for (let from = 0, to = 0; from < groups; from = to) {
        while (to < groups && isNear(to) === isNear(from)) to++;
        writeRun(from, to);
      }
      // The rows without a group are one whose centre and scale stay zero.
      const last = [centreAt + 8 * groups, scaleAt + 8 * groups] as const;
      run.groupValues(at.from + 4 * groups, 1, ...rows, ...last, at.nodes, 1, ungroupedAt);
      return ungrouped[0]!;
    },
  };
}
