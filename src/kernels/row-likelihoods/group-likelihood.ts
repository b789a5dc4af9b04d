/** The likelihood of the rows of each group as a function of the group's effect, for quadrature over effects. */
import type { LikelihoodName, LinkOpName, Statistics } from "../../graph/index.js";
import type { GroupedRows, GroupLikelihood } from "../../target/index.js";
import type { Backend } from "../kernel-memory.js";
import { mostGroupNodes, openGroupColumns, terms, type GroupColumns } from "./group-columns.js";
import { farthest, inverseFactorials, openGroupSeries, rowColumns } from "./group-series.js";
import { rowFamily } from "./likelihood-steps.js";

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

const noKinds = (): boolean => true;

/** Runs of chosen groups of one kind that follow each other. */
function forRuns(
  groups: number,
  chosen: Float64Array | undefined,
  kind: (g: number) => boolean,
  evaluate: (from: number, to: number) => void,
): void {
  const isChosen = (g: number): boolean => !chosen || chosen[g] !== 0;
  for (let from = 0; from < groups; from++) {
    if (!isChosen(from)) continue;
    let to = from + 1;
    while (to < groups && isChosen(to) && kind(to) === kind(from)) to++;
    evaluate(from, to);
    from = to - 1;
  }
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
  const { groups } = grouped;
  const columns = openGroupColumns(family, statistics, grouped, backend);
  const { run, at, numbers, place, spread } = columns;
  const ownCentres = numbers(at.centres, groups);
  const ownScales = numbers(at.scales, groups);
  const slopes = numbers(at.slopes, groups);
  const curvatures = numbers(at.curvatures, groups);
  const ownNodes = numbers(at.nodes, mostGroupNodes);
  const largest = largestOf(grouped);
  const rows = rowColumns(columns);
  const runs = openRuns(columns, groups);
  return {
    series: openGroupSeries(columns, { grouped, statistics, largest, ungrouped: runs.ungrouped }),
    place: (_theta, values) => place(values),
    slopes(effects, slope, curvature, chosen) {
      spread();
      ownCentres.set(effects);
      forRuns(groups, chosen, noKinds, (from, to) => {
        const [centresAt, slopesAt] = [at.centres + 8 * from, at.slopes + 8 * from];
        const curvaturesAt = at.curvatures + 8 * from;
        run.groupSlopes(at.from + 4 * from, to - from, ...rows, centresAt, slopesAt, curvaturesAt);
      });
      slope.set(slopes);
      curvature.set(curvatures);
    },
    values(centres, scales, nodes, into, chosen) {
      spread();
      ownCentres.set(centres);
      ownScales.set(scales);
      ownNodes.set(nodes);
      const reach = nodes.reduce((most, t) => Math.max(most, Math.abs(t)), 0);
      const isNear = (g: number): boolean => reach * scales[g]! * largest[g]! < farthest;
      forRuns(groups, chosen, isNear, (from, to) => {
        if (isNear(from)) runs.near(from, to, nodes, into);
        else runs.far(from, to, nodes, into);
      });
      return runs.ungrouped();
    },
  };
}
