/** The likelihood of the rows of each group as a function of the group's effect, for quadrature over effects. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { GroupedRows, GroupLikelihood, GroupSeries } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { mostGroupNodes, openGroupColumns, terms, type GroupColumns } from "./group-columns.js";
import { rowFamily } from "./likelihood-steps.js";

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

/** The columns of the rows, as the kernels take them. */
function rowColumns({ at }: GroupColumns) {
  return [at.base, at.multiplier, at.given, at.others] as const;
}

/** Values of groups from..to, which follow each other and are all near or all far from where they are expanded. */
function openRuns(columns: GroupColumns, groups: number) {
  const { run, at, numbers } = columns;
  const rows = rowColumns(columns);
  const scales = numbers(at.scales, groups);
  const expansions = numbers(at.expansions, groups * terms);
  return {
    near(from: number, to: number, nodes: Float64Array, into: Float64Array): void {
      const centres = at.centres + 8 * from;
      const expansionsAt = at.expansions + 8 * terms * from;
      run.groupExpansions(at.from + 4 * from, to - from, ...rows, centres, expansionsAt);
      for (let g = from; g < to; g++) sumSeries(expansions, g, scales[g]!, nodes, into);
    },
    far(from: number, to: number, { length: points }: Float64Array, into: Float64Array): void {
      const [begin, count] = [at.from + 4 * from, to - from];
      const [centresAt, scalesAt] = [at.centres + 8 * from, at.scales + 8 * from];
      const values = at.values + 8 * points * from;
      run.groupValues(begin, count, ...rows, centresAt, scalesAt, at.nodes, points, values);
      into.set(numbers(values, points * count), points * from);
    },
    /** The rows without a group are one whose centre and scale stay zero. */
    ungrouped: (): number => {
      const begin = at.from + 4 * groups;
      const [centresAt, scalesAt] = [at.centres + 8 * groups, at.scales + 8 * groups];
      run.groupValues(begin, 1, ...rows, centresAt, scalesAt, at.nodes, 1, at.ungrouped);
      return numbers(at.ungrouped, 1)[0]!;
    },
  };
}

/** All groups expanded at once. */
function openSeries(
  columns: GroupColumns,
  largest: Float64Array,
  ungrouped: () => number,
): GroupSeries {
  const { run, at, numbers } = columns;
  const groups = largest.length;
  const rows = rowColumns(columns);
  const effects = numbers(at.centres, groups);
  const derivatives = numbers(at.expansions, groups * terms);
  return {
    terms,
    radius: largest.map((multiplier) => farthest / multiplier),
    expand: (around, coefficients) => {
      effects.set(around);
      run.groupExpansions(at.from, groups, ...rows, at.centres, at.expansions);
      for (let i = 0; i < coefficients.length; i++)
        coefficients[i] = inverseFactorials[i % terms]! * derivatives[i]!;
      return ungrouped();
    },
  };
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
  const columns = openGroupColumns(family, statistics, grouped, backend);
  const { run, at, n, numbers } = columns;
  const x = numbers(at.common, common.columnCount);
  const ownCentres = numbers(at.centres, groups);
  const ownScales = numbers(at.scales, groups);
  const slopes = numbers(at.slopes, groups);
  const curvatures = numbers(at.curvatures, groups);
  const ownNodes = numbers(at.nodes, mostGroupNodes);
  const largest = largestOf(grouped);
  const rows = rowColumns(columns);
  const runs = openRuns(columns, groups);
  return {
    series: openSeries(columns, largest, runs.ungrouped),
    place(_theta, values) {
      x.set(values);
      run.predictRows(at.starts, at.columns, at.entries, at.offset, at.common, at.base, n);
    },
    slopes(effects, slope, curvature) {
      ownCentres.set(effects);
      run.groupSlopes(at.from, groups, ...rows, at.centres, at.slopes, at.curvatures);
      slope.set(slopes);
      curvature.set(curvatures);
    },
    values(centres, scales, nodes, into) {
      ownCentres.set(centres);
      ownScales.set(scales);
      ownNodes.set(nodes);
      const reach = nodes.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
      const isNear = (g: number): boolean => reach * scales[g]! * largest[g]! < farthest;
      for (let from = 0, to = 0; from < groups; from = to) {
        while (to < groups && isNear(to) === isNear(from)) to++;
        if (isNear(from)) runs.near(from, to, nodes, into);
        else runs.far(from, to, nodes, into);
      }
      return runs.ungrouped();
    },
  };
}
